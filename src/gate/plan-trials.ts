import type { Case } from "../experiment/case.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { ArmName } from "../experiment/trial.ts";

/** One execution that is to happen. */
export type PlannedTrial = { readonly case: Case; readonly arm: ArmName; readonly index: number };

/** How many trials each case has on an arm in the end; with a `from`, how many of them come before. */
export type TrialsPerCase = (one: Case, arm: ArmName) => number;

const fromTheFirst: TrialsPerCase = () => 0;

/**
 * The trials in the order in which they start, indices `from` up to `trialsPerCase`. Critical cases come first, so that a run that ends early has them; else the order of
 * cases is random, and so is that of the arms within a case, which keeps drift of the provider from looking like a change. The
 * seed and the ids alone decide: adding a case moves no other.
 */
export function planTrials(
  cases: readonly Case[],
  arms: readonly ArmName[],
  trialsPerCase: TrialsPerCase,
  seed: number,
  from: TrialsPerCase = fromTheFirst,
): readonly PlannedTrial[] {
  return cases
    .map((one) => ({ one, rank: contentHash([seed, one.id]) }))
    .toSorted((a, b) => Number(b.one.critical) - Number(a.one.critical) || (a.rank < b.rank ? -1 : 1))
    .flatMap(({ one }) => trialsOf(one, arms, trialsPerCase, seed, from));
}

function trialsOf(
  one: Case,
  arms: readonly ArmName[],
  trialsPerCase: TrialsPerCase,
  seed: number,
  from: TrialsPerCase,
): readonly PlannedTrial[] {
  const start = Math.max(0, ...arms.map((arm) => from(one, arm)));
  const most = Math.max(0, ...arms.map((arm) => trialsPerCase(one, arm) - from(one, arm)));
  // The arms may be at different indices; their trials stand side by side all the same.
  return Array.from({ length: most }, (_, step) => {
    const due = arms.filter((arm) => from(one, arm) + step < trialsPerCase(one, arm));
    const ordered = isOdd(contentHash([seed, one.id, start + step])) ? due.toReversed() : due;
    return ordered.map((arm) => ({ case: one, arm, index: from(one, arm) + step }));
  }).flat();
}

function isOdd(hash: string): boolean {
  return Number.parseInt(hash.slice(-1), 16) % 2 === 1;
}
