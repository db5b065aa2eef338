import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import type { Spend } from "./budget-rule.ts";
import { noEvidence } from "./evidence-rule.ts";
import { counted, usd } from "./format.ts";
import { describePolicy } from "./policy-state.ts";
import type { PolicyState } from "./policy-state.ts";

/** What is known of a gate that ended in an error, as far as it came. */
export type KnownAtError = {
  readonly policyState?: PolicyState;
  readonly arms?: Verdict["arms"];
  /** Absent: nothing was spent. */
  readonly spend?: Spend;
};

/** A verdict for a gate that could not run, or broke off: every problem, nothing decided, what was spent. */
export function errorVerdict(gate: string, problems: readonly Problem[], known: KnownAtError = {}): Verdict {
  const { policyState = { trusted: false }, spend = { usd: 0, calls: 0, cached: 0 } } = known;
  return {
    version: 1,
    gate,
    verdict: "error",
    proven: false,
    title: whatHappened(problems, spend),
    rules: [],
    arms: known.arms ?? { baseline: {}, candidate: {} },
    dataset: { cases: 0, added: [], removed: [], edited: [], critical: 0 },
    evidence: { baseline: noEvidence, candidate: noEvidence },
    failures: {},
    changed: [],
    spend,
    policy: describePolicy(policyState, "allow"),
    waivers: [],
    seed: 1,
    problems: [...problems],
  };
}

function whatHappened(problems: readonly Problem[], spend: Spend): string {
  const files = [...new Set(problems.flatMap(({ file }) => (file === undefined ? [] : [file])))];
  const where =
    files.length === 1 ? ` in \`${files[0] ?? ""}\`` : files.length > 1 ? ` in ${files.length} files` : "";
  const what = `${counted(problems.length, "problem")}${where}`;
  if (spend.calls === 0) return `The gate could not run: ${what}. Nothing was evaluated, $0.00 spent`;
  const cost = spend.usd === undefined ? "an unknown amount" : usd(spend.usd);
  return `The gate broke off: ${what}. Nothing was decided; ${cost} spent in ${counted(spend.calls, "call")}`;
}
