import type { RecordedScore, Trial } from "../../experiment/trial.ts";
import { judgePair, referenceScore, tieOf } from "../../score/judge/judge-pair.ts";
import type { KnownPairs } from "../../score/judge/judge-pair.ts";
import type { CallModel, JudgedTrial } from "../../score/judge/judge-trial.ts";
import { readOrderNote } from "../../score/judge/order-note.ts";
import { outputOf } from "../../score/output.ts";
import { isCompared } from "../plan/plan-pairs.ts";
import type { PairwiseOf } from "../plan/plan-pairs.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

/** What the outputs of a run are held against: the baseline's first trial of each case, by case id, where it is there already. */
export type References = ReadonlyMap<string, Trial>;

/** The first trial of a baseline, or that the run ended before it came. */
type Reference = Trial | "none" | "ended";

type Awaited = {
  readonly trial: Promise<Reference>;
  readonly settle: (reference: Reference) => void;
  /** Trials that still need it. */
  left: number;
};

/** The scores of the pairwise scorers of a trial, and those that gave none. */
export type Compared = {
  readonly scores: readonly RecordedScore[];
  readonly unscored: readonly { readonly scorer: string; readonly reason: string }[];
  /** Calls that need not be made, since the score was known. */
  readonly known: number;
};

/** A judged trial with what its comparison came to. */
export function withCompared<Judged extends { readonly trial: Trial } & Pick<JudgedTrial, "unscored">>(
  judged: Judged,
  { scores, unscored }: Compared,
): Judged {
  if (scores.length === 0 && unscored.length === 0) return judged;
  const all = [...(judged.trial.scores ?? []), ...scores];
  const trial = all.length === 0 ? judged.trial : { ...judged.trial, scores: all };
  return { ...judged, trial, unscored: [...judged.unscored, ...unscored] };
}

const nothing: Compared = { scores: [], unscored: [], known: 0 };

/**
 * Holds outputs of a part of a run against the baseline's first one. One-directional, so that nothing can wait in a circle: what is
 * compared waits for a first trial, which waits for nothing, and which starts right beside it. What nobody needs any more is dropped.
 */
export class PairWithBaseline {
  readonly #pairwiseOf: PairwiseOf;
  readonly #awaited = new Map<string, Awaited>();

  constructor(
    due: readonly PlannedTrial[],
    { pairwiseOf, references }: { readonly pairwiseOf: PairwiseOf; readonly references: References },
    ending: AbortSignal,
  ) {
    this.#pairwiseOf = pairwiseOf;
    for (const planned of due) if (isCompared(planned)) this.#expect(planned.case.id);
    const firsts = new Set(due.filter(isReference).map(({ case: one }) => one.id));
    for (const [id, { settle }] of this.#awaited) if (!firsts.has(id)) settle(references.get(id) ?? "none");
    const endAll = (): void => {
      for (const { settle } of this.#awaited.values()) settle("ended");
    };
    if (ending.aborted) endAll();
    else ending.addEventListener("abort", endAll, { once: true });
  }

  /** Takes a first trial that is in its record. */
  take(planned: PlannedTrial, trial: Trial): void {
    if (isReference(planned)) this.#awaited.get(planned.case.id)?.settle(trial);
  }

  /** A trial is done with, whatever it came to: one that others wait for will not come any more. */
  leave(planned: PlannedTrial): void {
    const { id } = planned.case;
    const awaited = this.#awaited.get(id);
    if (awaited === undefined) return;
    if (isReference(planned)) awaited.settle("ended");
    if (isCompared(planned) && --awaited.left === 0) this.#awaited.delete(id);
  }

  /** The scores of a trial; undefined where the run ended before they could be told. A trial that is not `ok` is compared with nothing. */
  async compare(
    planned: PlannedTrial,
    trial: Trial,
    asking: { readonly call: CallModel; readonly fence: () => string; readonly known: KnownPairs },
  ): Promise<Compared | undefined> {
    const judges = trial.status === "ok" ? this.#pairwiseOf(planned.case) : [];
    if (judges.length === 0) return nothing;
    if (!isCompared(planned)) {
      const isBaseline = planned.arm === "baseline";
      const scores = judges.map(({ config }) =>
        isBaseline ? referenceScore(config) : tieOf(config, "both arms send the same request"),
      );
      return { ...nothing, scores };
    }
    const reference = await (this.#awaited.get(planned.case.id)?.trial ?? "none");
    if (reference === "ended") return undefined;
    const candidate = outputOf(trial);
    const baseline = reference === "none" || reference.status !== "ok" ? undefined : outputOf(reference);
    // Without one of the two there is nothing to compare, which is no fault of the judge.
    if (candidate === undefined || baseline === undefined) return nothing;
    // Context is the case's own: what one arm's target returned would be the wrong one for the other.
    const pair = { one: planned.case, baseline, candidate };
    const fence = asking.fence();
    const asked = await Promise.all(
      judges.map(async (judge) => ({ judge, ...(await judgePair(judge, pair, { ...asking, fence })) })),
    );
    return {
      scores: asked.flatMap(({ judgement }) => (judgement.ok ? [judgement.score] : [])),
      unscored: asked.flatMap(({ judge, judgement }) =>
        judgement.ok ? [] : [{ scorer: judge.config.name, reason: judgement.reason }],
      ),
      known: asked.reduce((sum, { judge, judgement, replies }) => {
        const wasJudged = judgement.ok && readOrderNote(judgement.score.reason) !== undefined;
        return sum + (wasJudged && replies.length === 0 ? judge.size : 0);
      }, 0),
    };
  }

  #expect(id: string): void {
    const known = this.#awaited.get(id);
    if (known !== undefined) {
      known.left++;
      return;
    }
    let settle: Awaited["settle"] = () => undefined;
    const trial = new Promise<Reference>((resolve) => {
      settle = resolve;
    });
    this.#awaited.set(id, { trial, settle, left: 1 });
  }
}

/** Whether the others of its case are held against this trial. */
export function isReference({ arm, index }: Pick<PlannedTrial, "arm" | "index">): boolean {
  return arm === "baseline" && index === 0;
}
