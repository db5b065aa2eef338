import type { Case } from "../../experiment/case.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { ArmName } from "../../experiment/trial.ts";

/** One execution that is to happen. */
export type PlannedTrial = {
  readonly case: Case;
  readonly arm: ArmName;
  readonly index: number;
  /** The cache has it, so that no call is made for it: of this run, from an earlier process, or of another run. */
  readonly kept?: "own" | "other";
  /** Both arms send the same request: whichever trial of this index comes first is run for both. */
  readonly isShared?: true;
};

/** How many trials each case has on an arm in the end; with a `from`, how many of them come before. */
export type TrialsPerCase = (one: Case, arm: ArmName) => number;

const fromTheFirst: TrialsPerCase = () => 0;

/** The trials in the order in which they start, indices `from` up to `trialsPerCase`; see `orderTrials`. */
export function planTrials(
  cases: readonly Case[],
  arms: readonly ArmName[],
  trialsPerCase: TrialsPerCase,
  seed: number,
  from: TrialsPerCase = fromTheFirst,
): readonly PlannedTrial[] {
  const trialsOf = (one: Case, arm: ArmName): readonly PlannedTrial[] => {
    const first = from(one, arm);
    const length = Math.max(0, trialsPerCase(one, arm) - first);
    return Array.from({ length }, (_, step) => ({ case: one, arm, index: first + step }));
  };
  return orderTrials(cases, arms, trialsOf, seed);
}

/**
 * The trials in the order in which they start. Critical cases come first, so that a run that ends early has them; else the order of
 * cases is random, and so is that of the arms within a case, which keeps drift of the provider from looking like a change. The
 * seed and the ids alone decide: adding a case moves no other.
 */
export function orderTrials(
  cases: readonly Case[],
  arms: readonly ArmName[],
  trialsOf: (one: Case, arm: ArmName) => readonly PlannedTrial[],
  seed: number,
): readonly PlannedTrial[] {
  return cases
    .map((one) => ({ one, rank: contentHash([seed, one.id]) }))
    .toSorted((a, b) => Number(b.one.critical) - Number(a.one.critical) || (a.rank < b.rank ? -1 : 1))
    .flatMap(({ one }) =>
      sideBySide(
        arms.map((arm) => trialsOf(one, arm)),
        (step) => isOdd(contentHash([seed, one.id, step])),
      ),
    );
}

/** The arms may be at different indices, or have more and fewer trials; those that both have stand side by side all the same. */
function sideBySide(
  arms: readonly (readonly PlannedTrial[])[],
  isTurned: (step: number) => boolean,
): readonly PlannedTrial[] {
  const start = Math.max(0, ...arms.map(([first]) => first?.index ?? 0));
  const most = Math.max(0, ...arms.map(({ length }) => length));
  return Array.from({ length: most }, (_, step) => {
    const due = arms.flatMap((trials) => trials.slice(step, step + 1));
    return due.length > 1 && isTurned(start + step) ? due.toReversed() : due;
  }).flat();
}

function isOdd(hash: string): boolean {
  return Number.parseInt(hash.slice(-1), 16) % 2 === 1;
}
