import type { ArmName, RunRecord, Trial } from "../../experiment/trial.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

/** Whether a trial of an earlier process has all that it was to have. */
export type IsFinished = (trial: Trial, arm: ArmName) => boolean;

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
export function finishedBy(plan: Pick<RunPlan, "looks" | "confirmation" | "fresh" | "judgesOf">): IsFinished {
  const plannedByKey = new Map(
    mayBeRun(plan).map((each) => [keyOf(each.arm, each.case.id, each.index), each]),
  );
  return ({ caseId, index, status, scores = [] }, arm) => {
    const planned = plannedByKey.get(keyOf(arm, caseId, index));
    if (planned === undefined || status === "infra_error") return false;
    const scored = new Set(scores.map(({ scorer }) => scorer));
    return status === "app_error" || plan.judgesOf(planned).every(({ config }) => scored.has(config.name));
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
