import { armFigures, pairedFigures } from "../compare/figures.ts";
import type { Figure } from "../compare/figures.ts";
import { firstScores } from "../compare/first-scores.ts";
import type { CasePair } from "../compare/pair-arms.ts";
import { pairedChange } from "../compare/paired-change.ts";
import type { PairedChange } from "../compare/paired-change.ts";
import type { Policy, ScorerConfig } from "../config/config.ts";
import type { JudgeHealth } from "../experiment/judge-health.ts";
import type { LookState } from "./alpha.ts";
import { planCritical } from "./critical-rule.ts";
import { planOneArm } from "./first-run.ts";
import type { FirstRun } from "./first-run.ts";
import { decidingJudges } from "./judge-rule.ts";
import { judgedTolerance } from "./judged-tolerance.ts";
import type { Tolerance } from "./judged-tolerance.ts";
import { isShownOnly } from "./judged-only.ts";
import { planCostDelta, planLatencyDelta } from "./ratio-rules.ts";
import { readMode, readQuality, readScorer, trialLimits, withTag } from "./read-scores.ts";
import type { RulePlan } from "./rule-plan.ts";
import { planScoreChange } from "./score-change-rule.ts";
import { planCostSlo, planP95Slo, planQualitySlo } from "./slo-rules.ts";

/** What the rules of a policy are planned over. */
export type PlanInput = {
  readonly policy: Policy;
  readonly scorers: readonly ScorerConfig[];
  /** Ids of the cases that each gate scorer applies to, by scorer name. */
  readonly caseIdsByScorer: ReadonlyMap<string, ReadonlySet<string>>;
  readonly pairs: readonly CasePair[];
  /** The base has no gate yet; with `one_arm` the baseline of every pair is empty. */
  readonly firstRun?: FirstRun;
  /** What the run learned of the judges that could decide; absent where none is asked. */
  readonly judges?: readonly JudgeHealth[];
  /** Absent where both arms were not run here, as with records: all trials are read, at one look. */
  readonly look?: LookState;
};

/** The rules of a policy, grouped as alpha is split: quality, the critical cases, and all others. */
export type PlannedRules = {
  readonly quality: RulePlan;
  readonly critical: RulePlan;
  readonly others: readonly RulePlan[];
};

/** Every rule that the policy can name, before any of them is decided. */
export function planRules(input: PlanInput, quality: PairedChange): PlannedRules {
  const { policy, pairs, look } = input;
  const limitsOf = trialLimits(policy, look);
  const { maxMissing } = policy;
  const slo = (id: string, label: string, figure: Figure, limit: number | undefined) => ({
    id,
    label,
    baseline: armFigures(pairs, "baseline", figure),
    candidate: armFigures(pairs, "candidate", figure),
    ...(limit === undefined ? {} : { limit }),
    maxMissing,
  });
  const ratio = (id: string, label: string, figure: Figure, maxRatio: number | undefined) => ({
    id,
    label,
    figures: pairedFigures(pairs, figure),
    ...(maxRatio === undefined ? {} : { maxRatio }),
    maxMissing,
  });
  const latency: Figure = (outcome) => outcome.latencyMs;
  const firstToken: Figure = (outcome) => outcome.ttftMs;
  const cost: Figure = (outcome) => outcome.costUsd;
  const change = (
    id: string,
    label: string,
    measured: PairedChange,
    maxDrop: number,
    limitKey: "max_drop" | "max_increase",
  ) =>
    planScoreChange({
      id,
      label,
      change: measured,
      maxDrop,
      limitKey,
      blocking: true,
      needsProof: false,
      maxMissing,
      runsFresh: look !== undefined,
    });
  const planned: PlannedRules = {
    critical: planCritical(pairs, policy.critical, input.firstRun !== "one_arm"),
    quality: planScoreChange({
      id: "quality",
      label: "Quality",
      change: quality,
      ...qualityTolerance(input),
      limitKey: "max_drop",
      blocking: true,
      needsProof: true,
      runsFresh: look !== undefined,
      maxMissing,
    }),
    others: [
      planQualitySlo(
        "quality_slo",
        "Quality",
        firstScores(pairs, readQuality),
        policy.quality.min,
        maxMissing,
      ),
      planP95Slo(slo("latency_slo", "p95 latency", latency, policy.latency.p95Ms), "p95_ms"),
      planP95Slo(
        slo("ttft_slo", "p95 time to first token", firstToken, policy.latency.ttftP95Ms),
        "ttft_p95_ms",
      ),
      planLatencyDelta(ratio("latency_delta", "Typical latency", latency, policy.latency.maxRatio)),
      planCostSlo(slo("cost_slo", "Cost per request", cost, policy.cost.perRequestUsd)),
      planCostDelta(ratio("cost_delta", "Cost", cost, policy.cost.maxRatio)),
      ...input.scorers.flatMap((scorer) => planScorer(input, scorer)),
      ...Object.entries(policy.failures).map(([mode, { maxIncrease }]) =>
        change(
          `failure:${mode}`,
          `Failures by \`${mode}\``,
          pairedChange(pairs, readMode(mode), limitsOf),
          maxIncrease,
          "max_increase",
        ),
      ),
      ...Object.entries(policy.slices).map(([tag, { maxDrop }]) =>
        change(
          `slice:${tag}`,
          `Slice \`${tag}\``,
          pairedChange(withTag(pairs, tag), readQuality, limitsOf),
          maxDrop,
          "max_drop",
        ),
      ),
    ],
  };
  return input.firstRun === "one_arm" ? planOneArm(planned) : planned;
}

/** Where judges alone score, quality is what they see. */
function qualityTolerance({ policy, scorers, judges }: PlanInput): Tolerance {
  const deciding = decidingJudges(judges, policy.judge);
  const isJudged = scorers.every(({ name }) => deciding.has(name));
  return judgedTolerance(policy.quality.maxDrop, isJudged ? scorers.map(({ name }) => name) : [], judges);
}

/**
 * `max_drop` and `min` of a scorer are rules of their own; without them the scorer is shown where there are several. Those of a scorer
 * that decides nothing are always shown, with their limits, and block nothing.
 */
function planScorer(input: PlanInput, scorer: ScorerConfig): readonly RulePlan[] {
  const { policy, scorers, look } = input;
  const limitsOf = trialLimits(policy, look);
  const { name, maxDrop, min } = scorer;
  const ids = input.caseIdsByScorer.get(name);
  const pairs = input.pairs.filter((pair) => ids?.has(pair.case.id) === true);
  const later = isShownOnly(scorer, decidingJudges(input.judges, policy.judge));
  const blocking = maxDrop !== undefined && !later;
  const showsAlone = scorers.length === 1 && !blocking && !later;
  const label = `Scorer \`${name}\``;
  const plans = [
    ...(showsAlone
      ? []
      : [
          planScoreChange({
            id: `scorer:${name}`,
            label,
            change: pairedChange(pairs, readScorer(name), limitsOf),
            ...judgedTolerance(maxDrop ?? policy.quality.maxDrop, later ? [] : [name], input.judges),
            limitKey: "max_drop",
            blocking,
            needsProof: false,
            runsFresh: look !== undefined,
            maxMissing: policy.maxMissing,
          }),
        ]),
    ...(min === undefined
      ? []
      : [
          planQualitySlo(
            `scorer_slo:${name}`,
            label,
            firstScores(pairs, readScorer(name)),
            min,
            policy.maxMissing,
          ),
        ]),
  ];
  return later ? plans.map(showOnly) : plans;
}

/** The rule with its figures and its limit, unable to block. */
function showOnly(plan: RulePlan): RulePlan {
  return {
    ...plan,
    blocking: false,
    takesShare: false,
    decide: (levels) => {
      const rule = plan.decide(levels);
      return {
        ...rule,
        advisory: true,
        message: `${rule.message} Shown only: this scorer decides nothing here.`,
      };
    },
  };
}
