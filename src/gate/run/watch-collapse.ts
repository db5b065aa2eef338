import { cachedScore, firstLookScore, planEarlyStop } from "../../decide/early-stop.ts";
import type { EarlyStop } from "../../decide/early-stop.ts";
import type { Case } from "../../experiment/case.ts";
import type { RunRecord, Trial } from "../../experiment/trial.ts";
import { scoreCase } from "../../score/score-case.ts";
import type { ScorersFor } from "../../score/scorer.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import type { TrialSource } from "../keep/trial-store.ts";

/** What the first look of a case on the candidate has so far. */
type Seen = { readonly due: number; readonly trials: readonly Trial[] };

/** Watches the first look of a run for a collapse, which ends it before its plan. */
export class CollapseWatch {
  readonly #firstLook: readonly PlannedTrial[];
  readonly #stop: EarlyStop;
  readonly #scorersFor: ScorersFor;
  readonly #seen = new Map<string, Seen>();

  constructor(stop: EarlyStop, firstLook: readonly PlannedTrial[], scorersFor: ScorersFor) {
    this.#firstLook = firstLook;
    this.#stop = stop;
    this.#scorersFor = scorersFor;
    for (const { arm, case: one } of firstLook) {
      const { due } = this.#seen.get(one.id) ?? { due: 0 };
      if (arm === "candidate") this.#seen.set(one.id, { due: due + 1, trials: [] });
    }
  }

  get isStopped(): boolean {
    return this.#stop.isStopped;
  }

  /** Whether an earlier process of the run has left something to see. */
  hasMissed(has: (caseId: string, index: number) => boolean): boolean {
    return this.#firstLook.some(({ arm, case: one, index }) => arm === "candidate" && has(one.id, index));
  }

  /** Takes what an earlier process has left in the candidate's record. */
  catchUp({ trialsByCaseId }: RunRecord): void {
    for (const planned of this.#firstLook) {
      const trials = planned.arm === "candidate" ? trialsByCaseId.get(planned.case.id) : undefined;
      const trial = trials?.find(({ index }) => index === planned.index);
      if (trial !== undefined) this.sees(planned, trial);
    }
  }

  /** Takes a trial of the first look that is in its record. Gives whether the run is to start no more. */
  sees({ arm, case: one }: PlannedTrial, trial: Trial): boolean {
    const seen = arm === "candidate" ? this.#seen.get(one.id) : undefined;
    if (seen === undefined) return this.#stop.isStopped;
    const trials = [...seen.trials, trial];
    if (trials.length < seen.due) {
      this.#seen.set(one.id, { ...seen, trials });
      return this.#stop.isStopped;
    }
    this.#seen.delete(one.id);
    const inOrder = trials.toSorted((a, b) => a.index - b.index);
    return this.#stop.see(one.id, firstLookScore(scoreCase(one, inOrder, this.#scorersFor)));
  }
}

/**
 * The watch of a run, planned from what the cache has of the baseline; undefined where it has nothing, and where a stop would leave
 * unmeasured what the user asked for: a waived quality decides nothing, batches have no order to stop in, and what is compared with a
 * baseline trial would wait for one that does not start any more.
 */
export async function openCollapseWatch(
  { loaded, scorersFor }: PreparedRun,
  { arms, looks, pairwiseOf }: RunPlan,
  store: TrialSource | undefined,
): Promise<CollapseWatch | undefined> {
  const { config, waivers } = loaded.policy;
  const isWaived = waivers.some(({ rule }) => rule === "quality");
  if (pairwiseOf !== undefined) return undefined;
  if (store === undefined || arms.length < 2 || isWaived || config.execution.batch) return undefined;
  const firstLook = looks[0]?.trials ?? [];
  const kept = firstLook.filter(({ arm, kept: of }) => arm === "baseline" && of === "other");
  if (kept.length === 0) return undefined;
  const baseline = await scoreKept(kept, store, scorersFor);
  const cases = [...new Map(firstLook.map((planned) => [planned.case.id, planned.case])).values()];
  const stop = planEarlyStop({ policy: config.policy, scorers: config.scorers, cases, baseline });
  return stop === undefined ? undefined : new CollapseWatch(stop, firstLook, scorersFor);
}

/** The mean score of all that the cache has of each case. */
async function scoreKept(
  kept: readonly PlannedTrial[],
  store: TrialSource,
  scorersFor: ScorersFor,
): Promise<ReadonlyMap<string, number>> {
  const trialsOf = new Map<Case, Trial[]>();
  for (const planned of kept) {
    const found = await store.find(planned);
    if (found === undefined) continue;
    const trials = trialsOf.get(planned.case) ?? [];
    trials.push(found.trial);
    trialsOf.set(planned.case, trials);
  }
  return new Map(
    [...trialsOf].flatMap(([one, trials]): [string, number][] => {
      const score = cachedScore(scoreCase(one, trials, scorersFor));
      return score === undefined ? [] : [[one.id, score]];
    }),
  );
}
