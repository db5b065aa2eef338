import { groupUnits } from "../compare/group-units.ts";
import type { Policy } from "../config/config.ts";
import { alphaOf, plannedLooks } from "../decide/alpha.ts";
import type { Case } from "../experiment/case.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Problem } from "../problem.ts";
import type { RunPlan } from "./plan-run.ts";
import { planTrials } from "./plan-trials.ts";
import type { PlannedTrial, TrialsPerCase } from "./plan-trials.ts";
import type { PreparedRun } from "./prepare-run.ts";

const bothArms: readonly ArmName[] = ["baseline", "candidate"];

/** What decides how often a case is run. */
export type LookPolicy = Pick<Policy, "confidence" | "quality" | "critical" | "trials">;

/** Trials of each case in the first look: one on each arm, and the screen of the critical cases on the candidate. */
export function firstLookTrials({ critical }: Pick<Policy, "critical">): TrialsPerCase {
  return (one, arm) => (arm === "candidate" && one.critical ? critical.trials : 1);
}

/**
 * Two looks where the policy gives both arms more trials, and where all ties could prove the tolerance at the second one. Known
 * before any result.
 */
export function countLooks(cases: readonly Case[], policy: LookPolicy): 1 | 2 {
  const { trials, confidence, quality } = policy;
  if (!(trials.baseline > 1 && trials.candidate > 1) || cases.length === 0) return 1;
  const sizes = groupUnits(cases, (one) => one).map(({ length }) => length);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const spread = (largest * sizes.length) / cases.length;
  return plannedLooks(alphaOf(confidence), sizes.length, quality.maxDrop / spread);
}

/**
 * What the second look adds: every case gets the trials that the policy gives it, since repeating only those that fail would favour
 * a pass. Of a critical case the candidate has had its screen, and score rules read no more than that.
 */
export function planSecondLook(
  cases: readonly Case[],
  policy: LookPolicy,
  seed: number,
): readonly PlannedTrial[] {
  const { trials, critical } = policy;
  const upTo: TrialsPerCase = (one, arm) => {
    const isScreened = arm === "candidate" && one.critical && !critical.any;
    return isScreened ? critical.trials : trials[arm];
  };
  return planTrials(cases, bothArms, upTo, seed, firstLookTrials(policy));
}

/**
 * The confirmation of critical cases that failed their screen: `confirm` fresh trials on each arm, side by side. On the candidate they
 * come right after the screen. On the baseline they come after all that score rules may read, and those are run too: so neither look
 * scores a confirmation, and the second adds nothing to a test that has been made.
 */
export function planConfirmation(
  cases: readonly Case[],
  policy: LookPolicy,
  { looks, seed }: { readonly looks: 1 | 2; readonly seed: number },
): readonly PlannedTrial[] {
  const { trials, critical } = policy;
  const from = firstLookTrials(policy);
  const upTo: TrialsPerCase = (one, arm) =>
    critical.confirm + (arm === "baseline" && looks === 2 ? trials.baseline : from(one, arm));
  return planTrials(cases, bothArms, upTo, seed, from);
}

/**
 * The plan with all that may come after its first look: the confirmation of critical cases, and a second look where one is planned and
 * the worst case keeps to the budget in calls. Both need both arms to be run here: a plan with one of them is given back as it is.
 */
export function planMoreLooks(plan: RunPlan, prepared: PreparedRun): RunPlan {
  if (plan.arms.length < 2) return plan;
  const { cases, loaded } = prepared;
  const { policy, execution, file } = loaded.policy.config;
  const { seed } = execution;
  const critical = policy.critical.any ? [] : cases.filter((one) => one.critical);
  const callsOf = (trials: readonly PlannedTrial[]): number =>
    trials.reduce((sum, trial) => sum + 1 + plan.judgesOf(trial).length, 0);
  const withLooks = (looks: 1 | 2) => {
    const second = looks === 2 ? planSecondLook(cases, policy, seed) : [];
    const confirmation = planConfirmation(critical, policy, { looks, seed });
    const mayCome = { secondLook: callsOf(second), confirmation: callsOf(without(confirmation, second)) };
    return {
      ...plan,
      looks: looks === 2 ? [...plan.looks, { trials: second }] : plan.looks,
      confirmation,
      mayCome,
      worst: plan.calls.target + plan.calls.judge + mayCome.secondLook + mayCome.confirmation,
    };
  };
  const { worst, ...planned } = withLooks(countLooks(cases, policy));
  if (planned.looks.length === 1 || worst <= policy.budget.calls) return planned;
  const { worst: _, ...short } = withLooks(1);
  return { ...short, warnings: [...plan.warnings, oneLookOnly(worst, policy.budget.calls, file)] };
}

/** The trials that are not among these others. */
function without(trials: readonly PlannedTrial[], others: readonly PlannedTrial[]): readonly PlannedTrial[] {
  const keyOf = ({ arm, case: one, index }: PlannedTrial): string => `${arm} ${index} ${one.id}`;
  const keys = new Set(others.filter(({ case: one }) => one.critical).map(keyOf));
  return trials.filter((trial) => !keys.has(keyOf(trial)));
}

function oneLookOnly(calls: number, most: number, file: string): Problem {
  return {
    code: "one-look-only",
    file,
    message: `a second look could take the run to ${calls} calls, and \`policy.budget.calls\` allows ${most}, so there is one look.`,
    fix: "Raise the budget on the base branch, or write `policy.trials: { candidate: 1 }`, which asks for one look.",
  };
}
