import type { Case } from "../experiment/case.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { ArmName } from "../experiment/trial.ts";

/** One execution that is to happen. */
export type PlannedTrial = { readonly case: Case; readonly arm: ArmName; readonly index: number };

/** How many trials each case gets on an arm. */
export type TrialsPerCase = (one: Case, arm: ArmName) => number;

/**
 * The trials in the order in which they start. Critical cases come first, so that a run that ends early has them; else the order of
 * cases is random, and so is that of the arms within a case, which keeps drift of the provider from looking like a change. The
 * seed and the ids alone decide: adding a case moves no other.
 */
export function planTrials(
  cases: readonly Case[],
  arms: readonly ArmName[],
  trialsPerCase: TrialsPerCase,
  seed: number,
): readonly PlannedTrial[] {
  return cases
    .map((one) => ({ one, rank: contentHash([seed, one.id]) }))
    .toSorted((a, b) => Number(b.one.critical) - Number(a.one.critical) || (a.rank < b.rank ? -1 : 1))
    .flatMap(({ one }) => trialsOf(one, arms, trialsPerCase, seed));
}

function trialsOf(
  one: Case,
  arms: readonly ArmName[],
  trialsPerCase: TrialsPerCase,
  seed: number,
): readonly PlannedTrial[] {
  const most = Math.max(0, ...arms.map((arm) => trialsPerCase(one, arm)));
  return Array.from({ length: most }, (_, index) => {
    const due = arms.filter((arm) => index < trialsPerCase(one, arm));
    const ordered = isOdd(contentHash([seed, one.id, index])) ? due.toReversed() : due;
    return ordered.map((arm) => ({ case: one, arm, index }));
  }).flat();
}

function isOdd(hash: string): boolean {
  return Number.parseInt(hash.slice(-1), 16) % 2 === 1;
}
