import type { RecordedScore } from "../../experiment/trial.ts";
import { reaches, settleRecorded } from "../settle.ts";
import type { CriterionAnswer } from "./parse-reply.ts";
import type { JudgeConfig } from "./read-rubric.ts";
import type { Rubric } from "./rubric.ts";

/** A reply read strictly, or the votes of a panel: a score after `threshold`, `not` and `failure`, or why it is none. */
export type Judgement =
  | { readonly ok: true; readonly score: RecordedScore }
  | { readonly ok: false; readonly reason: string };

const longestReason = 500;

/**
 * The weighted mean of the answers as the value, settled as a recorded score is: `threshold`, then `not`, then the failure mode. An answer
 * counts against the output where it alone would not pass; the reason is that of the first such answer, the mode that of the first that
 * names one, else the rubric's.
 */
export function settleAnswers(
  config: JudgeConfig,
  rubric: Rubric,
  answers: readonly CriterionAnswer[],
): Judgement {
  const given = answers.flatMap(({ reason, value }, index) => {
    const { weight = 1, failure } = rubric.criteria[index] ?? {};
    return [{ reason, value, weight, failure }];
  });
  const sum = given.reduce((total, { weight }) => total + weight, 0);
  const value = given.reduce((total, each) => total + each.value * each.weight, 0) / sum;
  const against = given.filter((each) => reaches(each.value, config.threshold) === config.not);
  const failure = against.find((each) => each.failure !== undefined)?.failure ?? rubric.failure;
  return settleValue(config, {
    value,
    reason: cut((against[0] ?? given[0])?.reason ?? ""),
    ...(failure === undefined ? {} : { failure }),
  });
}

/** `value` before `not`. */
export function settleValue(config: JudgeConfig, given: Omit<RecordedScore, "scorer" | "passed">): Judgement {
  const settled = settleRecorded({ ...config, type: "recorded" }, { scorer: config.name, ...given });
  if (!settled.scored) return { ok: false, reason: settled.reason };
  const { scored: _scored, ...score } = settled;
  return { ok: true, score: { scorer: config.name, ...score } };
}

/** A judge's reason, at most 500 characters; never half a surrogate pair. */
export function cut(text: string): string {
  return text.length <= longestReason
    ? text
    : `${text.slice(0, longestReason - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
