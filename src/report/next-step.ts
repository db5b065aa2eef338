import { usd } from "../decide/format.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import { failingRules, findRule, layoutOf, unknownRules } from "./layout.ts";
import { type Markdown, codeSpan, safe, plain } from "./untrusted.ts";
import { waivable } from "./waiver-block.ts";

const defaultConfig = "llm-o11y.yml";

/**
 * What to do now: one line, absent where there is nothing to do. `config` is the gate file, where the command to copy has to name
 * it.
 */
export function nextStep(verdict: Verdict, config = defaultConfig): Markdown | undefined {
  switch (layoutOf(verdict)) {
    case "fail":
      return safe`**Next:** ${mend(verdict, config)}${waiverHint(verdict)}.`;
    case "undecided":
      return undecidedStep(verdict);
    case "cannot_tell":
      return safe`Nothing is blocked by this: the policy says ${"not_proven: allow"}.`;
    case "error":
      return spentBeforeError(verdict);
    default:
      return undefined;
  }
}

/** A row that was taken out is put back; everything else can be seen by running it. */
function mend(verdict: Verdict, config: string): Markdown {
  const failing = failingRules(verdict);
  if (failing.some(({ rule }) => rule !== "dataset")) return seeLocally(verdict, config);
  const gone = failing.flatMap(({ cases = [] }) => cases);
  return gone.length === 1
    ? safe`put ${gone[0] ?? ""} back`
    : safe`put the ${gone.length} critical cases back`;
}

function seeLocally(verdict: Verdict, config: string): Markdown {
  const id = firstBroken(verdict);
  const only = id !== undefined && isShellWord(id) ? ` --case ${id}` : "";
  const file = config !== defaultConfig && isShellWord(config) ? ` --config ${config}` : "";
  return safe`see it locally with ${codeSpan(`npx llm-o11y ${again(verdict)}${file}${only}`, 400)}`;
}

/**
 * The command that reaches this verdict again: from the records that it was reached from, or by running both arms. The records of a
 * run lie where it ran, which is not where the reader is.
 */
function again(verdict: Verdict): string {
  const { baseline, candidate } = verdict.arms;
  const records = [baseline.record, candidate.record].filter(
    (file) => file !== undefined && isShellWord(file),
  );
  if (records.length === 2 && !wasRun(verdict)) return `compare ${records.join(" ")}`;
  const sha = verdict.policy.sha ?? baseline.sha;
  return sha !== undefined && /^[0-9a-f]{7,64}$/u.test(sha) ? `gate --base ${sha.slice(0, 7)}` : "gate";
}

/** Reached by `gate`, which reads its policy at a commit or brings its own; not by `compare` on records. */
function wasRun({ policy, first_run, spend }: Verdict): boolean {
  return policy.sha !== undefined || first_run !== undefined || spend.calls > 0;
}

/** A name goes into a command to be copied only where a shell reads it as one word. */
function isShellWord(name: string): boolean {
  return /^[\w./-]{1,128}$/u.test(name) && !name.startsWith("-");
}

function firstBroken(verdict: Verdict): string | undefined {
  const failing = failingRules(verdict).filter(({ rule }) => rule !== "dataset");
  return (
    findRule({ ...verdict, rules: [...failing] }, "critical")?.cases?.[0] ??
    failing.find((rule) => (rule.cases?.length ?? 0) > 0)?.cases?.[0]
  );
}

function waiverHint(verdict: Verdict): Markdown {
  return waivable(failingRules(verdict)).length > 0
    ? safe`; or, where this is accepted, merge the waiver below first`
    : safe``;
}

const steps: Readonly<Record<string, Markdown>> = {
  judge: safe`mend the judge or its rubric on the base branch, then run again. Rule-scored results above stand`,
  budget: safe`raise ${"policy.budget"} on the base branch, or select fewer cases, then run again. What was done is kept`,
};

const runAgain = safe`run the job again`;
const confirmCritical = safe`run the job again; where an arm is replayed from a record, record more trials of the critical cases above first`;
const compareAgain = safe`record what is missing, then compare again`;
const passFirst = safe`make the critical cases above pass, or take ${"critical"} from them in this change: there is no baseline yet to compare them with`;

function undecidedStep(verdict: Verdict): Markdown {
  const unknown = unknownRules(verdict);
  const [first] = unknown;
  if (first === undefined)
    return safe`**Next:** add cases or trials, or set ${"not_proven: allow"}. The policy blocks what is not proven.`;
  return safe`**Next:** ${missingStep(verdict, unknown)}. This is not a verdict on the change.`;
}

function missingStep(verdict: Verdict, unknown: readonly Rule[]): Markdown {
  if (verdict.next !== undefined) return plain(verdict.next, 300);
  const [first] = unknown;
  // A budget that ended the run is why evidence is missing.
  if (unknown.some(({ rule }) => rule === "budget")) return steps["budget"] ?? runAgain;
  if (verdict.first_run === "one_arm" && first?.rule === "critical") return passFirst;
  if (wasRun(verdict) && first?.rule === "critical") return confirmCritical;
  return steps[first?.rule ?? ""] ?? (wasRun(verdict) ? runAgain : compareAgain);
}

/** Where nothing was spent the title says so. */
function spentBeforeError({ spend }: Verdict): Markdown | undefined {
  if (spend.calls === 0 && (spend.usd ?? 0) === 0) return undefined;
  return safe`Stopped after ${spend.calls} calls; spent: ${plain(spend.usd === undefined ? "unknown" : usd(spend.usd))}.`;
}
