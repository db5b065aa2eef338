import { counted, integer, upperFirst, usd } from "../decide/format.ts";
import type { Evidence, Verdict } from "../experiment/verdict.ts";
import { findRule } from "./layout.ts";
import { join, type Markdown, plain } from "./untrusted.ts";

/** What was run, what moved, whether the judge holds, what it cost. */
export function evidenceLine(verdict: Verdict): Markdown | undefined {
  const parts = [evidenceCounts(verdict), movedCounts(verdict), judgeWords(verdict), spendWords(verdict)];
  const known = parts
    .flatMap((part) => part ?? [])
    .map((part, index) => plain(index === 0 ? upperFirst(part) : part));
  return known.length === 0 ? undefined : join(known, " · ");
}

/** "300 cases, all scored on both arms", or what each arm lacks. Absent where no arm was planned. */
export function evidenceCounts({ evidence: { baseline, candidate } }: Verdict): string | undefined {
  if (candidate.planned === 0 && baseline.planned === 0) return undefined;
  if (isWhole(candidate) && isWhole(baseline) && candidate.planned === baseline.planned) {
    return `${counted(candidate.planned, "case")}, all scored on both arms`;
  }
  if (isWhole(candidate) && baseline.planned === 0)
    return `${counted(candidate.planned, "case")}, all scored; no baseline yet`;
  const ofBaseline = baseline.planned === 0 ? "no baseline" : `baseline ${armCounts(baseline)}`;
  return `${counted(candidate.planned, "case")}: ${ofBaseline}; this PR ${armCounts(candidate)}`;
}

function isWhole({ planned, run, scored, infra_errors, unscored }: Evidence): boolean {
  return planned === run && run === scored && infra_errors === 0 && unscored === 0;
}

function armCounts({ planned, run, scored, infra_errors, unscored }: Evidence): string {
  const losses = [
    ...(run < planned ? [`${integer(planned - run)} not run`] : []),
    ...(infra_errors > 0 ? [counted(infra_errors, "infrastructure error")] : []),
    ...(unscored > 0 ? [`${integer(unscored)} unscored`] : []),
  ];
  return `${integer(scored)} of ${integer(planned)} scored${losses.length > 0 ? ` (${losses.join(", ")})` : ""}`;
}

function movedCounts(verdict: Verdict): string | undefined {
  const quality = findRule(verdict, "quality");
  const worse =
    quality?.worse ?? verdict.changed.filter((change) => change.candidate < change.baseline).length;
  const better =
    quality?.better ?? verdict.changed.filter((change) => change.candidate > change.baseline).length;
  if (worse + better > 0) return `${integer(better)} better, ${integer(worse)} worse`;
  return quality === undefined || quality.status === "inconclusive" || quality.status === "not_applicable"
    ? undefined
    : "no case moved";
}

/** Whether the judge may decide in this run, and on what that rests. */
export function judgeWords({ judge }: Verdict): string | undefined {
  if (judge === undefined) return undefined;
  const facts = [
    ...(judge.canaries === undefined ? [] : [`${judge.canaries} canaries`]),
    ...(judge.agreement === undefined ? [] : [`agreement ${judge.agreement.toFixed(2)}`]),
    ...(judge.flip_rate === undefined ? [] : [`flip rate ${judge.flip_rate.toFixed(2)}`]),
    ...(judge.stale_card === true ? ["card stale"] : []),
  ];
  return `judge ${judge.trusted ? "trusted" : "NOT trusted"}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}

/** What the run itself took; a cost that nobody knows is said to be unknown. */
export function spendWords(verdict: Verdict): string {
  const { spend } = verdict;
  const cached = spend.cached > 0 ? `, ${counted(spend.cached, "call")} saved by cache` : "";
  if (spend.calls === 0 && (spend.usd ?? 0) === 0) return `this run made no calls${cached}`;
  const cost = spend.usd === undefined ? "an unknown amount" : usd(spend.usd);
  const budget = findRule(verdict, "budget")?.limit?.["usd"];
  const most = typeof budget === "number" ? ` of ${usd(budget)}` : "";
  return `this run cost ${cost}${most} in ${counted(spend.calls, "call")}${cached}`;
}
