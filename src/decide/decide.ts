import { failureShift } from "../compare/failure-shift.ts";
import { pairedChange } from "../compare/paired-change.ts";
import type { Waiver } from "../config/config.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import type { Levels } from "../stats/paired-bounds.ts";
import { adviseModes, adviseSlices } from "./advisory-rules.ts";
import { alphaOf, lookLevels, splitAlpha } from "./alpha.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { changedCases } from "./changed-cases.ts";
import { countEvidence, decideEvidence } from "./evidence-rule.ts";
import type { ArmRun } from "./evidence-rule.ts";
import { planRules } from "./plan-rules.ts";
import type { PlanInput } from "./plan-rules.ts";
import { conclude } from "./reach-verdict.ts";
import { readQuality, trialLimits } from "./read-scores.ts";
import { silentRule } from "./rule-plan.ts";
import { writeTitle } from "./title.ts";

/** Everything a verdict is reached from. Nothing else is read: no clock, no file, no environment. */
export type DecisionInput = PlanInput & {
  readonly gate: string;
  readonly runs: Readonly<Record<ArmName, ArmRun>>;
  readonly arms: Verdict["arms"];
  readonly dataset: { readonly version?: string; readonly drafts: number };
  readonly waivers: readonly Waiver[];
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly policyState: { readonly sha?: string; readonly trusted: boolean };
  readonly seed: number;
  /** Warnings that do not keep the gate from deciding. */
  readonly warnings: readonly Problem[];
};

/** Comparison + policy + today -> verdict (decision.md). Pure: the same input gives the same verdict. */
export function decide(input: DecisionInput): Verdict {
  const { policy, pairs } = input;
  const alpha = alphaOf(policy.confidence);
  const quality = pairedChange(pairs, readQuality, trialLimits(policy));
  const plans = planRules(input, quality);
  const shift = failureShift(pairs);
  const others = plans.others.filter(({ takesShare }) => takesShare).length;
  const shares = splitAlpha(alpha, plans.critical.takesShare, others);
  const levels = (share: number): Levels => lookLevels(alpha, share, 1, false).looks[0];
  const evidence = decideEvidence(pairs, quality, input.runs, policy);
  const decided = [
    evidence,
    silentRule("dataset", false, "Records carry no change of the dataset.").decide(levels(alpha)),
    plans.critical.decide(levels(shares.critical)),
    plans.quality.decide(levels(shares.quality)),
    ...plans.others.map((plan) => plan.decide(levels(plan.takesShare ? shares.other : alpha))),
    ...adviseSlices(pairs, policy, levels(alpha)),
    ...adviseModes(pairs, shift, policy, levels(alpha)),
    silentRule("judge", false, "No judge decides here.").decide(levels(alpha)),
    silentRule("budget", false, "Nothing was run, so nothing was spent.").decide(levels(alpha)),
  ];
  const { rules, waivers } = applyWaivers(decided, input.waivers, input.today);
  const conclusion = conclude(rules, policy.notProven);
  return {
    version: 1,
    gate: input.gate,
    verdict: conclusion.verdict,
    proven: conclusion.proven,
    title: writeTitle(conclusion, rules),
    rules: [...rules],
    arms: input.arms,
    dataset: {
      ...(input.dataset.version === undefined ? {} : { version: input.dataset.version }),
      cases: pairs.length,
      ...(input.dataset.drafts > 0 ? { drafts: input.dataset.drafts } : {}),
      added: [],
      removed: [],
      edited: [],
      critical: pairs.filter((pair) => pair.case.critical).length,
    },
    evidence: {
      baseline: countEvidence(pairs, "baseline", input.runs.baseline),
      candidate: countEvidence(pairs, "candidate", input.runs.candidate),
    },
    failures: Object.fromEntries(
      shift.modes.map(({ mode, baseline, candidate, appeared, fixed }) => [
        mode,
        { baseline, candidate, new: [...appeared], fixed: [...fixed] },
      ]),
    ),
    ...(shift.p === undefined ? {} : { failure_shift_p: shift.p }),
    changed: changedCases(quality, pairs),
    spend: { calls: 0, cached: 0 },
    policy: { ...input.policyState, not_proven: policy.notProven, ignored_edits: [] },
    waivers,
    seed: input.seed,
    problems: [...input.warnings],
  };
}
