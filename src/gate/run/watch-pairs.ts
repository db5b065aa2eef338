import type { JudgeHealth } from "../../experiment/judge-health.ts";
import type { RunRecord, Trial } from "../../experiment/trial.ts";
import type { KeepTrial } from "../../record/read-record.ts";
import { readOrderNote } from "../../score/judge/order-note.ts";
import type { JudgedTrial } from "../../score/judge/judge-trial.ts";
import type { GatePairwise } from "../load/load-pairwise.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

type Order = { -readonly [Key in keyof NonNullable<JudgeHealth["order"]>]: number };

/**
 * Remembers what the order did to the preferences of a run's pairwise judges. Of the candidate's first look, so that all looks know the
 * same of them; told by the scores themselves, so that a run that goes on knows what its earlier process saw.
 */
export class PairWatch {
  readonly #orders: ReadonlyMap<string, Order>;
  readonly #firstLook: ReadonlySet<string>;

  constructor(pairwise: GatePairwise, firstLook: readonly PlannedTrial[]) {
    this.#orders = new Map(
      [...pairwise.values()].map(
        ({ config }) => [config.name, { pairs: 0, flips: 0, first: 0, unanswered: 0 }] as const,
      ),
    );
    const compared = pairwise.size === 0 ? [] : firstLook.filter(({ arm }) => arm === "candidate");
    this.#firstLook = new Set(compared.map(({ case: one, index }) => `${index} ${one.id}`));
  }

  get health(): readonly JudgeHealth[] {
    return [...this.#orders].map(([scorer, order]) => ({
      scorer,
      canaries: { asked: 0, wrong: [] },
      repeats: { outputs: 0, flips: 0 },
      order: { ...order },
    }));
  }

  /** Takes a trial of this process, and which judges it has no score of. */
  sees(
    { arm }: Pick<PlannedTrial, "arm">,
    { trial, unscored }: { readonly trial: Trial } & Pick<JudgedTrial, "unscored">,
  ): void {
    if (arm !== "candidate" || !this.#isOfFirstLook(trial)) return;
    for (const { scorer } of unscored) {
      const order = this.#orders.get(scorer);
      if (order !== undefined) order.unanswered++;
    }
    for (const { scorer, reason } of trial.scores ?? []) {
      const order = this.#orders.get(scorer);
      const note = order === undefined ? undefined : readOrderNote(reason);
      if (order === undefined || note === undefined) continue;
      order.pairs += note.pairs;
      order.flips += note.flips;
      order.first += note.first;
    }
  }

  /** Whether an earlier process of the run has left something to see. */
  hasMissed(has: (caseId: string, index: number) => boolean): boolean {
    return [...this.#firstLook].some((key) => {
      const [index = "", id = ""] = key.split(" ");
      return has(id, Number(index));
    });
  }

  /** Takes what an earlier process has left in the candidate's record. */
  catchUp({ trialsByCaseId }: RunRecord): void {
    for (const trials of trialsByCaseId.values())
      for (const trial of trials) this.sees({ arm: "candidate" }, { trial, unscored: [] });
  }

  #isOfFirstLook({ caseId, index }: Trial): boolean {
    return this.#firstLook.has(`${index} ${caseId}`);
  }
}

/** Keeps of a record what `catchUp` reads. */
export const keepScores: KeepTrial = ({ caseId, index, status, cached, scores }) => ({
  caseId,
  index,
  status,
  cached,
  ...(scores === undefined ? {} : { scores }),
});
