import type { Case } from "../../experiment/case.ts";
import type { RecordedScore, Trial } from "../../experiment/trial.ts";
import { reaches } from "../settle.ts";
import type { PreparedJudge } from "./prepare-judge.ts";

/** A canary as a case with its trial, to be judged by `judgeTrial` like any other. */
export type PreparedCanary = {
  /** What it is, for the reader: "padded", or `canaries[0]` of a rubric file. */
  readonly name: string;
  readonly one: Case;
  readonly trial: Trial;
  /** What a judge that can be trusted says, before the scorer's `not`. */
  readonly passed: boolean;
};

/**
 * The outputs that a judge is tried on. Of a built-in rubric these are a good one, a bad one, a bad one that asks for full marks, a padded
 * one and an empty one at the least; of a rubric file those that are written in it, so that all may be good, or all bad; of `criteria` and
 * `.md` files none, since no output can be known to be good by a question alone: nothing is then known of how the judge judges.
 */
export function canariesOf({ canaries, config }: PreparedJudge): readonly PreparedCanary[] {
  return canaries.map(({ name, passed, input, output, expected, context, metadata, messages }, index) => {
    const id = `canary-${index + 1}`;
    return {
      name,
      passed,
      one: {
        id,
        input,
        critical: false,
        draft: false,
        // Whatever cases the scorer is for.
        tags: config.tags ?? [],
        place: {},
        ...(expected === undefined ? {} : { expected }),
        ...(context === undefined ? {} : { context }),
        ...(metadata === undefined ? {} : { metadata }),
      },
      trial: {
        caseId: id,
        index: 0,
        status: "ok",
        output,
        cached: false,
        ...(messages === undefined ? {} : { messages }),
      },
    };
  });
}

/** Whether the judge said of a canary what is known of it. Without a score it did not: a canary that is not answered proves nothing. */
export function isCanaryRight(
  { config, canaryThreshold }: PreparedJudge,
  { passed }: Pick<PreparedCanary, "passed">,
  score: Pick<RecordedScore, "value"> | undefined,
): boolean {
  if (score === undefined || !(score.value >= 0 && score.value <= 1)) return false;
  const value = config.not ? 1 - score.value : score.value;
  return reaches(value, canaryThreshold) === passed;
}
