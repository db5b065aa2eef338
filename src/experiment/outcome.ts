/** Failure modes of the contract. A user sub-mode is `mode/name`. */
export const failureModes = [
  "hallucination",
  "tool_misuse",
  "reasoning_error",
  "format_break",
  "refusal",
  "app_error",
  "other",
] as const;

/** One scorer's word on one trial. Unscored is a state of its own, neither 0 nor a fail. */
export type Score =
  | {
      readonly scored: true;
      /** In [0, 1]. */
      readonly value: number;
      readonly passed: boolean;
      readonly reason?: string;
      /** The mode that this scorer names when it does not pass. */
      readonly failure?: string;
      /** Why it does not pass, as `Outcome.shown`. */
      readonly shown?: string;
    }
  | { readonly scored: false; readonly reason: string };

/** A trial after scoring, flattened for comparison. */
export type Outcome = {
  readonly trial: number;
  /** `lost`: infrastructure. `unscored`: a scorer that applies did not answer. */
  readonly state: "scored" | "unscored" | "lost";
  /** Weighted mean of the applicable scorers in [0, 1]; 0 for an app error; absent unless scored. */
  readonly quality?: number;
  /** Every applicable scorer passed; absent unless scored. */
  readonly passed?: boolean;
  /** By name of the gate's scorer: the value, or absent where it does not apply or did not answer. */
  readonly scores: ReadonlyMap<string, Score>;
  /** Named for every scored trial that did not pass. */
  readonly failure?: string;
  /**
   * The call behind the failure, for a comment: names of tools and arguments in backquotes and words of ours, no value, about 120
   * characters. The names are a model's.
   */
  readonly shown?: string;
  readonly latencyMs?: number;
  readonly ttftMs?: number;
  readonly costUsd?: number;
  readonly cached: boolean;
};

/** All outcomes of one case on one arm, in the order of their trial indices. Empty: the case has no line on this arm. */
export type CaseOutcomes = {
  readonly caseHash?: string;
  readonly outcomes: readonly Outcome[];
};

/** One arm, scored. */
export type ScoredArm = {
  readonly byCaseId: ReadonlyMap<string, CaseOutcomes>;
  /** Hash of the scorers behind these outcomes, where it is known. */
  readonly scorersHash?: string;
};
