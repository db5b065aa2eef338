import type { Json, JsonObject } from "../../experiment/json.ts";

/** What a judge is asked, and what it is tried on. */
export type Rubric = {
  readonly instructions?: string;
  readonly criteria: readonly Criterion[];
  /**
   * What the rubric speaks of, so that it says nothing of a case without it: `expected`, `context`, `trajectory`, or a field such as
   * `input.order` or `metadata.plan`. `input` and `output` are always there.
   */
  readonly reads: readonly string[];
  /** The failure mode that failing it means, where neither the scorer nor a criterion names one. */
  readonly failure?: string;
  /** None where its author wrote none: nothing is known then of how it judges. */
  readonly canaries: readonly Canary[];
  /** Its canaries are ours: a good one meets every criterion, and a bad one fails at least one. */
  readonly isBuiltIn?: true;
};

/** One question. The good answer is "yes" or, where there are grades, the last of them. `id` is unique in its rubric. */
export type Criterion = {
  readonly id: string;
  readonly question: string;
  /** From worst to best; absent = no and yes. */
  readonly grades?: readonly Grade[];
  /** In the weighted mean that is the score; absent = 1. */
  readonly weight?: number;
  /** The failure mode that failing this criterion means. */
  readonly failure?: string;
};

/** `value` is what the word counts, in [0, 1]. */
export type Grade = { readonly word: string; readonly value: number };

/** An output whose verdict is known. */
export type Canary = {
  readonly name: string;
  readonly input: Json;
  readonly output: Json;
  readonly expected?: Json;
  readonly context?: Json;
  readonly metadata?: JsonObject;
  readonly messages?: readonly JsonObject[];
  readonly passed: boolean;
};

const yesAndNo: readonly Grade[] = [
  { word: "no", value: 0 },
  { word: "yes", value: 1 },
];

/** The answers that a criterion takes, from worst to best. */
export function gradesOf({ grades = yesAndNo }: Criterion): readonly Grade[] {
  return grades;
}
