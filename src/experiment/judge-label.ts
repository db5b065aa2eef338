import type { Place } from "../problem.ts";
import type { Json } from "./json.ts";

/** What a person or a judge says of an output, or of two: which of them is better. A grade is a number on the scale of its file. */
export type Answer =
  | { readonly kind: "passed"; readonly passed: boolean }
  | { readonly kind: "graded"; readonly grade: number }
  | { readonly kind: "choice"; readonly choice: Choice };

/** `1` is the first output as the label numbers them, in whatever order a judge saw them. */
export type Choice = 1 | 2 | "tie";

export type AnswerKind = Answer["kind"];

/** A judgement that was made before, and recorded. */
export type RecordedJudgement = {
  readonly judge: string;
  /** Absent: the judge was asked and gave no answer that can be read. */
  readonly answer?: Answer;
  /** Of a choice: whether the judge saw output 1 first. */
  readonly order?: "original" | "swapped";
  readonly rationale?: string;
};

export type HumanLabel = {
  readonly answer: Answer;
  readonly annotator?: string;
  readonly rationale?: string;
};

/** One output, or pair of outputs, with what people say of it and what judges said. */
export type LabelledOutput = {
  readonly caseId: string;
  readonly trial?: number;
  readonly output?: Json;
  /** The two outputs of a choice. */
  readonly outputs?: readonly [Json, Json];
  /** Of different annotators; empty where only judges spoke. */
  readonly labels: readonly HumanLabel[];
  readonly judgements: readonly RecordedJudgement[];
  readonly split?: Split;
  readonly place: Place;
};

/** `train` is what a rubric may be tuned on; figures are those of `test`. */
export type Split = "train" | "test";
