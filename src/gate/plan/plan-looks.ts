import { groupUnits } from "../../compare/group-units.ts";
import type { Policy } from "../../config/config.ts";
import { alphaOf, plannedLooks } from "../../decide/alpha.ts";
import type { Case } from "../../experiment/case.ts";
import type { ArmName } from "../../experiment/trial.ts";
import type { RunPlan } from "./plan-run.ts";
import { planTrials } from "./plan-trials.ts";
import type { PlannedTrial, TrialsPerCase } from "./plan-trials.ts";
import type { PreparedRun } from "../load/prepare-run.ts";

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
 * The confirmation of critical cases that failed their screen: `confirm` new trials on each arm, side by side. On the candidate they
 * come right after the screen. On the baseline they come after all that score rules may read, and with two looks those are run too: so
 * neither look scores a confirmation, and the second adds nothing to a test that has been made.
 */
export function planConfirmation(
  cases: readonly Case[],
  policy: LookPolicy,
  { looks, seed }: { readonly looks: 1 | 2; readonly seed: number },
): readonly PlannedTrial[] {
  const { trials, critical } = policy;
  const first = firstLookTrials(policy);
  const after: TrialsPerCase = (one, arm) => (arm === "baseline" ? trials.baseline : first(one, arm));
  const upTo: TrialsPerCase = (one, arm) => after(one, arm) + critical.confirm;
  return planTrials(cases, bothArms, upTo, seed, looks === 2 ? first : after);
}

/**
 * One baseline trial of every case, for a fail that used cached ones (decision.md section 5). Its index is after all others, so that it
 * is read for this alone. They are run right after the candidate's trials, minutes apart where the cached ones are days.
 */
export function planFresh(
  cases: readonly Case[],
  { trials, critical }: LookPolicy,
  seed: number,
): readonly PlannedTrial[] {
  const index = trials.baseline + critical.confirm;
  return planTrials(
    cases,
    ["baseline"],
    () => index + 1,
    seed,
    () => index,
  );
}

/**
 * The plan with all that may come after its first look: the confirmation of critical cases, a fresh baseline, and a second look where
 * `looks` says so. All need both arms to be run here: a plan with one of them is given back as it is.
 */
export function planMoreLooks(plan: RunPlan, { cases, loaded }: PreparedRun, looks: 1 | 2): RunPlan {
  if (plan.arms.length < 2) return plan;
  const { policy, execution } = loaded.policy.config;
  const { seed } = execution;
  const critical = policy.critical.any ? [] : cases.filter((one) => one.critical);
  const second = looks === 2 ? [{ trials: planSecondLook(cases, policy, seed) }] : [];
  return {
    ...plan,
    looks: [...plan.looks, ...second],
    confirmation: planConfirmation(critical, policy, { looks, seed }),
    fresh: planFresh(cases, policy, seed),
  };
}
