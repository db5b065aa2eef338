import type { RecordedScore } from "../../experiment/trial.ts";
import type { JudgeConfig } from "./read-rubric.ts";
import { type Judgement, settleValue } from "./settle-answers.ts";

/** `majority`: the side that more than half of the members take. `mean`: the mean of their values, held against the threshold. */
export type Vote = "majority" | "mean";

/**
 * One judgement from those of all members. A majority is one of all of them, so that a missing vote could not turn it; its value is the
 * mean of those that voted for it. Without a majority, and for `mean` where a vote is missing, there is no score: a tie shows neither side
 * to be right, and a panel without a member is another instrument.
 */
export function countVotes(config: JudgeConfig, vote: Vote, judgements: readonly Judgement[]): Judgement {
  const scores = judgements.flatMap((each) => (each.ok ? [each.score] : []));
  const missing = judgements.find((each) => !each.ok);
  if (vote === "mean") return missing ?? settleMean(config, scores);
  const winners = [true, false]
    .map((passed) => scores.filter((score) => score.passed === passed))
    .find((side) => side.length > judgements.length / 2);
  if (winners !== undefined) return settleMean(config, winners);
  return missing ?? { ok: false, reason: "the panel's votes are a tie" };
}

/** Whether every member gave a score, and all of them on one side. */
export function isUnanimous(judgements: readonly Judgement[]): boolean {
  const [first] = judgements;
  return judgements.every(
    (each) => each.ok && first?.ok === true && each.score.passed === first.score.passed,
  );
}

/** The reason and the failure mode are those of the first member on the side that won. */
function settleMean(config: JudgeConfig, scores: readonly RecordedScore[]): Judgement {
  const mean = scores.reduce((sum, { value }) => sum + value, 0) / scores.length;
  const settled = settleValue(config, { value: config.not ? 1 - mean : mean });
  if (!settled.ok) return settled;
  const { value, passed } = settled.score;
  const voice = scores.find((score) => score.passed === passed);
  return {
    ok: true,
    score: { ...(voice ?? settled.score), value, ...(passed === undefined ? {} : { passed }) },
  };
}
