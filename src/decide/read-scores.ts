import { isMode } from "../compare/failure-shift.ts";
import type { CasePair } from "../compare/pair-arms.ts";
import type { ReadScore, TrialLimits } from "../compare/read-trials.ts";
import type { Policy } from "../config/config.ts";
import type { Outcome } from "../experiment/outcome.ts";
import type { LookState } from "./alpha.ts";

/**
 * The first look reads one trial an arm, whatever else there is. The second, and records that tell of no look, read what the policy
 * gives a case, but never the confirmation trials of critical ones.
 */
export function trialLimits(
  { trials, critical }: Policy,
  look: LookState | undefined,
): (pair: CasePair) => TrialLimits {
  if (look?.now === 1) return () => ({ baseline: 1, candidate: 1 });
  const screened = { ...trials, candidate: Math.min(trials.candidate, critical.trials) };
  return (pair) => (pair.case.critical && !critical.any ? screened : trials);
}

/** The quality of a scored trial. */
export function readQuality(outcome: Outcome): number | undefined {
  return outcome.state === "scored" ? outcome.quality : undefined;
}

/** The value that one gate scorer gave; an app error is 0 for every scorer that applies. */
export function readScorer(name: string): ReadScore {
  return (outcome) => {
    const score = outcome.scores.get(name);
    if (score !== undefined) return score.scored ? score.value : undefined;
    return outcome.failure === "app_error" ? 0 : undefined;
  };
}

/** 1 unless the trial fails in this mode, so that a lower score is worse as for every score. */
export function readMode(mode: string): ReadScore {
  return (outcome) => (outcome.state === "scored" ? (isMode(outcome.failure, mode) ? 0 : 1) : undefined);
}

/** The pairs of a slice. */
export function withTag(pairs: readonly CasePair[], tag: string): readonly CasePair[] {
  return pairs.filter((pair) => pair.case.tags.includes(tag));
}
