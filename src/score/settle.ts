import type { RecordedScorerConfig, RuleScorerConfig } from "../config/config.ts";
import type { Score } from "../experiment/outcome.ts";
import type { RecordedScore } from "../experiment/trial.ts";
import { modeByRule } from "./failure/name-failure.ts";
import type { Answer } from "./rule.ts";

/** A sum of fractions that is 1 on paper may fall short of it by rounding. */
const slack = 1e-12;

/** A score passes at or above its threshold (1 where none is written). NaN never passes. */
export function reaches(value: number, threshold = 1): boolean {
  return value >= threshold - slack;
}

/** What a rule answered, after `threshold`, `not` and `failure` of its scorer: `not` turns both `passed` and the value. */
export function settleAnswer(config: RuleScorerConfig, answer: Answer): Score {
  if (!answer.scored) return answer;
  const { value, reason, failure, shown } = answer;
  const natural = failure ?? modeByRule[config.type];
  const score = settle(config, value, reaches(value, config.threshold), reason, natural);
  // Under `not` what is wrong is that nothing was.
  return shown === undefined || config.not || !score.scored || score.passed ? score : { ...score, shown };
}

/**
 * What a `recorded` scorer makes of a recorded score: `passed` as recorded, else value >= threshold; then `not`. A mode that the
 * scorer names goes before the recorded one.
 */
export function settleRecorded(
  config: RecordedScorerConfig,
  { value, passed, reason, failure }: RecordedScore,
): Score {
  return settle(config, value, passed ?? reaches(value, config.threshold), reason, failure);
}

/** A recorded score of a scorer that was settled when it was made, so that `not` must not turn it again. */
export function takeRecorded(
  config: { readonly threshold?: number; readonly failure?: string },
  { value, passed, reason, failure }: RecordedScore,
): Score {
  return settle(
    { ...config, not: false },
    value,
    passed ?? reaches(value, config.threshold),
    reason,
    failure,
  );
}

function settle(
  { not, failure: written }: { readonly not: boolean; readonly failure?: string },
  value: number,
  didPass: boolean,
  reason: string | undefined,
  natural: string | undefined,
): Score {
  if (!(value >= 0 && value <= 1)) return { scored: false, reason: `the value ${value} is not in [0, 1]` };
  const passed = didPass !== not;
  const failure = passed ? undefined : (written ?? natural);
  const score = { scored: true as const, value: not ? 1 - value : value, passed };
  if (reason === undefined) return failure === undefined ? score : { ...score, failure };
  return failure === undefined ? { ...score, reason } : { ...score, reason, failure };
}
