import type { Outcome } from "../experiment/outcome.ts";
import { mcNemarMidP, stuartMaxwell } from "../stats/exact-tests.ts";
import type { CasePair } from "./pair-arms.ts";

/** How one failure mode moved, over the cases that both arms have scored, by their first scored trials. */
export type ModeShift = {
  readonly mode: string;
  readonly baseline: number;
  readonly candidate: number;
  /** Cases that fail this way on the candidate and did not on the baseline. */
  readonly appeared: readonly string[];
  readonly fixed: readonly string[];
  /** McNemar mid-p of the change, for display. */
  readonly midP: number;
};

export type FailureShift = {
  readonly modes: readonly ModeShift[];
  /** Stuart-Maxwell p-value that the modes are spread as before, for display; absent where nothing moved. */
  readonly p?: number;
};

/** Whether a mode is `wanted` or one of its sub-modes (`wanted/...`). */
export function isMode(mode: string | undefined, wanted: string): boolean {
  return mode === wanted || mode?.startsWith(`${wanted}/`) === true;
}

/** Counts failure modes on both arms, the most frequent on the candidate first. */
export function failureShift(pairs: readonly CasePair[]): FailureShift {
  const shifted = pairs.flatMap((pair) => {
    const before = firstScored(pair.baseline);
    const after = firstScored(pair.candidate);
    if (pair.unpaired !== undefined || before === undefined || after === undefined) return [];
    return [{ id: pair.case.id, before: before.failure, after: after.failure }];
  });
  const modes = [...new Set(shifted.flatMap(({ before, after }) => [before, after]))].filter(
    (mode) => mode !== undefined,
  );
  const categories = [undefined, ...modes.toSorted()];
  const table = categories.map((before) =>
    categories.map((after) => shifted.filter((it) => it.before === before && it.after === after).length),
  );
  const test = stuartMaxwell(table);
  return {
    modes: modes
      .map((mode) => {
        const appeared = shifted.filter(({ before, after }) => after === mode && before !== mode);
        const fixed = shifted.filter(({ before, after }) => before === mode && after !== mode);
        return {
          mode,
          baseline: shifted.filter(({ before }) => before === mode).length,
          candidate: shifted.filter(({ after }) => after === mode).length,
          appeared: appeared.map(({ id }) => id),
          fixed: fixed.map(({ id }) => id),
          midP: mcNemarMidP(appeared.length, fixed.length),
        };
      })
      .toSorted((a, b) => b.candidate - a.candidate || b.baseline - a.baseline || (a.mode < b.mode ? -1 : 1)),
    ...(test === undefined ? {} : { p: test.p }),
  };
}

function firstScored(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.find(({ state }) => state === "scored");
}
