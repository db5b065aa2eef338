import type { Case } from "../experiment/case.ts";
import type { Json } from "../experiment/json.ts";
import type { Trial } from "../experiment/trial.ts";
import type { Problem } from "../problem.ts";
import type { FailureMode } from "./failure/name-failure.ts";
import { outputOf } from "./output.ts";

/** What a rule says of one trial, before the scorer's `not`, `threshold` and `failure`. */
export type Answer =
  | {
      readonly scored: true;
      /** In [0, 1]. */
      readonly value: number;
      readonly reason: string;
      /** The mode that this answer is a failure of, should it fail; absent = the mode of the rule. */
      readonly failure?: FailureMode;
      /** What `reason` says without a value of the trial, should it fail; see `Outcome`. */
      readonly shown?: string;
    }
  | { readonly scored: false; readonly reason: string };

/** What is wrong with a trial: `reason` with its values, `shown` with names alone, for where outputs must not be seen. */
export type Fault = { readonly reason: string; readonly shown: string };

/** A Problem before it is known whether it stands in the gate file or in a row. */
export type Complaint = Required<Pick<Problem, "code" | "message" | "fix">>;

/** A rule made ready: everything that can be wrong with the scorer itself was a Problem before. */
export type Rule = {
  /** Whether the rule has something to say of the case. `trials`: those of both arms; absent = not run yet. */
  readonly applies: (one: Case, trials?: readonly Trial[]) => boolean;
  /** What is wrong with the case for this rule; without a case, with what the scorer itself holds. */
  readonly check: (one?: Case) => readonly Complaint[];
  readonly answer: (one: Case, trial: Trial) => Answer;
};

/** 1 where `holds`, else 0. */
export function binary(holds: boolean, reason: string, failure?: FailureMode): Answer {
  return { scored: true, value: holds ? 1 : 0, reason, ...(failure === undefined ? {} : { failure }) };
}

export function unscored(reason: string): Answer {
  return { scored: false, reason };
}

/** The answer to the trial's output, or unscored where the trial records none. */
export function answerOutput(trial: Trial, answer: (output: Json) => Answer): Answer {
  const output = outputOf(trial);
  return output === undefined ? unscored("the trial records no output") : answer(output);
}

/** What the output is compared with: `value` of the scorer, else `expected` of the case. */
export function referenceOf(scorer: { readonly value?: Json }, one: Case): Json | undefined {
  return scorer.value === undefined ? one.expected : scorer.value;
}

/** Checks the reference where it is written: `value` once with the scorer, `expected` with each case that supplies it. */
export function checkReference(
  scorer: { readonly value?: Json },
  one: Case | undefined,
  complaintOf: (reference: Json) => Complaint | undefined,
): readonly Complaint[] {
  const reference = one === undefined ? scorer.value : scorer.value === undefined ? one.expected : undefined;
  const complaint = reference === undefined ? undefined : complaintOf(reference);
  return complaint === undefined ? [] : [complaint];
}
