import type { Outcome } from "../experiment/outcome.ts";

/** The score that a rule reads from a trial, in [0, 1]; undefined where the trial is lost or unscored. */
export type ReadScore = (outcome: Outcome) => number | undefined;

/** A trial that a score rule reads, with the score it read. */
export type ReadTrial = { readonly score: number; readonly cached: boolean };

/** How many trials of a case a score rule reads at the most, per arm. */
export type TrialLimits = { readonly baseline: number; readonly candidate: number };

/**
 * The trials of one case that a score rule reads: the first scored ones of each arm, then at most twice as many as the other
 * arm has, and exactly one where the other has one or none; the highest indices are dropped.
 */
export function readTrials(
  baseline: readonly Outcome[],
  candidate: readonly Outcome[],
  limits: TrialLimits,
  readScore: ReadScore,
): { readonly baseline: readonly ReadTrial[]; readonly candidate: readonly ReadTrial[] } {
  const before = scoredTrials(baseline, readScore).slice(0, limits.baseline);
  const after = scoredTrials(candidate, readScore).slice(0, limits.candidate);
  return {
    baseline: before.slice(0, mostBeside(after.length)),
    candidate: after.slice(0, mostBeside(before.length)),
  };
}

/** Every scored trial of an arm, with the score that the rule reads. */
export function scoredTrials(outcomes: readonly Outcome[], readScore: ReadScore): readonly ReadTrial[] {
  return outcomes.flatMap((outcome) => {
    const score = readScore(outcome);
    return score === undefined ? [] : [{ score, cached: outcome.cached }];
  });
}

function mostBeside(others: number): number {
  return others <= 1 ? 1 : 2 * others;
}

/** The first trial that the infrastructure did not lose; what SLOs and ratios read. */
export function firstTrial(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.find(({ state }) => state !== "lost");
}
