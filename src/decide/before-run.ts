import type { Policy, Waiver } from "../config/config.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { describeDataset } from "./dataset-rule.ts";
import type { DatasetChange } from "./dataset-rule.ts";
import { noEvidence } from "./evidence-rule.ts";
import type { FirstRun } from "./first-run.ts";
import { describePolicy } from "./policy-state.ts";
import type { PolicyState } from "./policy-state.ts";
import { conclude } from "./reach-verdict.ts";
import type { Conclusion } from "./reach-verdict.ts";

/** What is known of a gate before anything is run. */
export type KnownBeforeRun = {
  readonly gate: string;
  readonly policy: Policy;
  readonly policyState: PolicyState;
  readonly arms: Verdict["arms"];
  readonly dataset: {
    readonly version?: string;
    /** Cases that would run; drafts are apart. */
    readonly cases: number;
    readonly drafts: number;
    readonly critical: number;
  };
  readonly datasetChange?: DatasetChange;
  readonly firstRun?: FirstRun;
  readonly waivers: readonly Waiver[];
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly seed: number;
  readonly warnings: readonly Problem[];
};

/** The verdict that these rules come to where nothing is run and nothing is spent. */
export function concludeBeforeRun(
  known: KnownBeforeRun,
  decided: readonly Rule[],
  writeTitle: (conclusion: Conclusion, rules: readonly Rule[]) => string,
): Verdict {
  const { policy, firstRun } = known;
  const { rules, waivers } = applyWaivers(decided, known.waivers, known.today);
  const conclusion = conclude(rules, policy.notProven);
  return {
    version: 1,
    gate: known.gate,
    verdict: conclusion.verdict,
    proven: conclusion.proven,
    title: writeTitle(conclusion, rules),
    rules: [...rules],
    arms: known.arms,
    dataset: describeDataset(known.dataset, known.datasetChange),
    evidence: { baseline: noEvidence, candidate: noEvidence },
    failures: {},
    changed: [],
    spend: { usd: 0, calls: 0, cached: 0 },
    policy: describePolicy(known.policyState, policy.notProven),
    ...(firstRun === undefined ? {} : { first_run: firstRun }),
    waivers,
    seed: known.seed,
    problems: [...known.warnings],
  };
}
