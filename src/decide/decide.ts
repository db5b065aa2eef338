import { failureShift } from "../compare/failure-shift.ts";
import { pairedChange } from "../compare/paired-change.ts";
import type { Waiver } from "../config/config.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import type { Levels } from "../stats/paired-bounds.ts";
import { adviseModes, adviseSlices } from "./advisory-rules.ts";
import { alphaOf, levelsAt, qualityLevelsAt, splitAlpha } from "./alpha.ts";
import type { LookState } from "./alpha.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { decideBudget } from "./budget-rule.ts";
import type { Spend } from "./budget-rule.ts";
import { changedCases } from "./changed-cases.ts";
import { decideDataset, describeDataset } from "./dataset-rule.ts";
import type { DatasetChange } from "./dataset-rule.ts";
import { countEvidence, decideEvidence, noEvidence } from "./evidence-rule.ts";
import type { ArmRun } from "./evidence-rule.ts";
import { decideJudges, decidingJudges, describeJudges } from "./judge-rule.ts";
import { scoredByJudgeOnly } from "./judged-only.ts";
import { planRules } from "./plan-rules.ts";
import type { PlanInput } from "./plan-rules.ts";
import { describePolicy } from "./policy-state.ts";
import type { PolicyState } from "./policy-state.ts";
import { conclude } from "./reach-verdict.ts";
import { readQuality, trialLimits } from "./read-scores.ts";
import type { RulePlan } from "./rule-plan.ts";
import { asStopped } from "./stopped-quality.ts";
import type { StoppedRun } from "./stopped-quality.ts";
import { writeTitle } from "./title.ts";

/** Everything a verdict is reached from. Nothing else is read: no clock, no file, no environment. */
export type DecisionInput = PlanInput & {
  readonly gate: string;
  readonly runs: Readonly<Record<ArmName, ArmRun>>;
  readonly arms: Verdict["arms"];
  readonly dataset: { readonly version?: string; readonly drafts: number };
  /** Absent where the caller knows of no commits, as with records. */
  readonly datasetChange?: DatasetChange;
  /** An early stop ended the run: the pairs are the cases seen. */
  readonly stopped?: StoppedRun;
  /** Absent where nothing was run. */
  readonly spend?: Spend;
  readonly waivers: readonly Waiver[];
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly policyState: PolicyState;
  readonly seed: number;
  /** Warnings that do not keep the gate from deciding. */
  readonly warnings: readonly Problem[];
};

/** Comparison + policy + today -> verdict (decision.md). Pure: the same input gives the same verdict. */
export function decide(input: DecisionInput): Verdict {
  const { policy, pairs, scorers, firstRun, runs, stopped } = input;
  const look: LookState = input.look ?? { planned: 1, now: 1 };
  const isOneArm = firstRun === "one_arm";
  const alpha = alphaOf(policy.confidence);
  const limitsOf = trialLimits(policy, input.look);
  const quality = pairedChange(pairs, readQuality, limitsOf);
  const plans = planRules(input, quality);
  const shift = failureShift(pairs);
  const others = plans.others.filter(({ takesShare }) => takesShare).length;
  const shares = splitAlpha(alpha, plans.critical.takesShare, others);
  const ofLook = (share: number): Levels => levelsAt(alpha, share, look);
  const once = (share: number): Levels => levelsAt(alpha, share, { planned: 1, now: 1 });
  const levels = ({ atEachLook }: RulePlan, share: number): Levels =>
    atEachLook === true ? ofLook(share) : once(share);
  const arms: readonly ArmName[] = isOneArm ? ["candidate"] : ["baseline", "candidate"];
  const deciding = decidingJudges(input.judges, policy.judge);
  const judgedOnly = scoredByJudgeOnly(pairs, scorers, input.caseIdsByScorer, deciding);
  const qualityRule = plans.quality.decide(qualityLevelsAt(alpha, shares.quality, look));
  const decided = [
    decideEvidence({
      pairs,
      quality,
      runs,
      policy,
      arms,
      judgedOnly,
      ...(stopped === undefined ? {} : { stopped }),
    }),
    decideDataset(input.datasetChange),
    plans.critical.decide(once(shares.critical)),
    stopped === undefined ? qualityRule : asStopped(qualityRule, quality, stopped, policy.quality.maxDrop),
    ...plans.others.map((plan) => plan.decide(levels(plan, plan.takesShare ? shares.other : alpha))),
    ...(isOneArm ? [] : adviseSlices(pairs, policy, limitsOf, ofLook(alpha))),
    ...adviseModes(pairs, shift, policy, limitsOf, ofLook(alpha)),
    decideJudges(input.judges, policy.judge),
    decideBudget(input.spend, policy.budget, runs),
  ];
  const { rules, waivers } = applyWaivers(decided, input.waivers, input.today);
  const conclusion = conclude(rules, policy.notProven);
  const judge = describeJudges(input.judges, policy.judge);
  return {
    version: 1,
    gate: input.gate,
    verdict: conclusion.verdict,
    proven: conclusion.proven,
    title: writeTitle(conclusion, rules, firstRun),
    rules: [...rules],
    arms: input.arms,
    dataset: describeDataset(
      {
        ...input.dataset,
        cases: pairs.length,
        critical: pairs.filter((pair) => pair.case.critical).length,
      },
      input.datasetChange,
    ),
    evidence: {
      baseline: isOneArm ? noEvidence : countEvidence(pairs, "baseline", runs.baseline),
      candidate: countEvidence(pairs, "candidate", runs.candidate),
    },
    failures: Object.fromEntries(
      shift.modes.map(({ mode, baseline, candidate, appeared, fixed }) => [
        mode,
        { baseline, candidate, new: [...appeared], fixed: [...fixed] },
      ]),
    ),
    ...(shift.p === undefined ? {} : { failure_shift_p: shift.p }),
    changed: changedCases(quality, pairs),
    ...(judge === undefined ? {} : { judge }),
    spend: input.spend ?? { calls: 0, cached: 0 },
    policy: describePolicy(input.policyState, policy.notProven),
    ...(firstRun === undefined ? {} : { first_run: firstRun }),
    waivers,
    seed: input.seed,
    problems: [...input.warnings],
  };
}
