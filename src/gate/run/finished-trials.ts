import type { ArmName, RunRecord, Trial } from "../../experiment/trial.ts";
import { isCompared } from "../plan/plan-pairs.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

/**
 * Whether a trial of an earlier process has all that it was to have. `first` is the first trial of its case on the baseline, as far as it
 * is in a record.
 */
export type IsFinished = (trial: Trial, arm: ArmName, first?: Trial) => boolean;

/** Every trial that the plan may come to. */
export function mayBeRun({
  looks,
  confirmation,
  fresh,
}: Pick<RunPlan, "looks" | "confirmation" | "fresh">): readonly PlannedTrial[] {
  return [...looks.flatMap(({ trials }) => trials), ...confirmation, ...fresh];
}

/**
 * A trial is finished when the target answered and each of its judges gave a score. An outage, also of a judge, is run again by a run
 * that goes on, as is nothing else: an app that failed has failed.
 */
export function finishedBy(
  plan: Pick<RunPlan, "looks" | "confirmation" | "fresh" | "judgesOf" | "pairwiseOf" | "arms">,
): IsFinished {
  const plannedByKey = new Map(
    mayBeRun(plan).map((each) => [keyOf(each.arm, each.case.id, each.index), each]),
  );
  return ({ caseId, index, status, scores = [] }, arm, first) => {
    const planned = plannedByKey.get(keyOf(arm, caseId, index));
    if (planned === undefined || status === "infra_error") return false;
    const scored = new Set(scores.map(({ scorer }) => scorer));
    if (status === "app_error") return true;
    const isJudged = plan.judgesOf(planned).every(({ config }) => scored.has(config.name));
    const pairwise = plan.pairwiseOf?.(planned.case) ?? [];
    if (pairwise.length > 0 && isCompared(planned) && plan.arms.includes("baseline")) {
      // A baseline that failed for good has nothing to compare with, however often it is tried.
      if (first?.status === "app_error") return isJudged;
      // What a trial was held against is no longer there.
      if (first?.status !== "ok") return false;
    }
    return isJudged && pairwise.every(({ config }) => scored.has(config.name));
  };
}

/**
 * The parts of a plan that this process came to. A record may hold trials of later ones, which an earlier process of the run has left:
 * what is read after a look must be what was read after it then.
 */
export class PartsSoFar {
  readonly #keys = new Set<string>();

  add(trials: readonly PlannedTrial[]): void {
    for (const { arm, case: one, index } of trials) this.#keys.add(keyOf(arm, one.id, index));
  }

  /** The record without trials of parts that have not come yet. */
  of(record: RunRecord, arm: ArmName): RunRecord {
    const entries = [...record.trialsByCaseId].flatMap(([id, trials]) => {
      const due = trials.filter(({ index }) => this.#keys.has(keyOf(arm, id, index)));
      return due.length === 0 ? [] : [[id, due] as const];
    });
    return { ...record, trialsByCaseId: new Map(entries) };
  }
}

function keyOf(arm: ArmName, caseId: string, index: number): string {
  return `${arm} ${index} ${caseId}`;
}
