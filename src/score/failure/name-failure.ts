import type { RuleScorerConfig } from "../../config/config.ts";
import type { failureModes, Score } from "../../experiment/outcome.ts";

export type FailureMode = (typeof failureModes)[number];

/** The mode that failing a rule means, where the answer itself does not say more precisely. */
export const modeByRule: Readonly<Record<RuleScorerConfig["type"], FailureMode>> = {
  exact: "reasoning_error",
  contains: "reasoning_error",
  regex: "reasoning_error",
  numeric: "reasoning_error",
  json_path: "reasoning_error",
  similarity: "reasoning_error",
  json_schema: "format_break",
  max_length: "format_break",
  tool_calls: "tool_misuse",
  refusal: "refusal",
  citations: "hallucination",
};

/**
 * The one failure mode of a failed trial: that of the first failing score that names one, in the order of the scorers; else the
 * one that was `recorded` for the trial; else `other`.
 */
export function nameFailure(scores: readonly Score[], recorded: string | undefined): string {
  const naming = scores.find((score) => score.scored && !score.passed && score.failure !== undefined);
  return (naming?.scored === true ? naming.failure : undefined) ?? recorded ?? "other";
}
