import type { Case } from "../experiment/case.ts";
import type { Outcome } from "../experiment/outcome.ts";
import type { Trial } from "../experiment/trial.ts";
import { scoringOf } from "./score-arms.ts";
import { scoreTrial } from "./score-trial.ts";
import type { ScorersFor } from "./scorer.ts";

/**
 * What trials of one arm come to while the other has none yet: rules run, and no recorded score is believed. Where a judge decides, a
 * trial that it has not judged is unscored.
 */
export function scoreCase(one: Case, trials: readonly Trial[], scorersFor: ScorersFor): readonly Outcome[] {
  const scoring = scoringOf(one, trials, scorersFor, true);
  return trials.map((trial) => scoreTrial(scoring, trial, false).outcome);
}
