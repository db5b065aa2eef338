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
  const before = scoredTrials(baseline, readScore, limits.baseline);
  const after = scoredTrials(candidate, readScore, limits.candidate);
  return {
    baseline: atMost(before, mostBeside(after.length)),
    candidate: atMost(after, mostBeside(before.length)),
  };
}

function atMost(trials: readonly ReadTrial[], most: number): readonly ReadTrial[] {
  return trials.length <= most ? trials : trials.slice(0, most);
}

/** The first `most` scored trials of an arm, with the score that the rule reads. */
export function scoredTrials(
  outcomes: readonly Outcome[],
  readScore: ReadScore,
  most = Number.POSITIVE_INFINITY,
): readonly ReadTrial[] {
  const trials: ReadTrial[] = [];
  for (const outcome of outcomes) {
    if (trials.length >= most) break;
    const score = readScore(outcome);
    if (score !== undefined) trials.push({ score, cached: outcome.cached });
  }
  return trials;
}

function mostBeside(others: number): number {
  return others <= 1 ? 1 : 2 * others;
}

/** The first trial that the infrastructure did not lose; what SLOs and ratios read. */
export function firstTrial(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.find(({ state }) => state !== "lost");
}
