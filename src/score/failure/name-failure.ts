import type { RuleScorerConfig, ScorerConfig } from "../../config/config.ts";
import type { failureModes, Score } from "../../experiment/outcome.ts";
import type { Trouble } from "../rules/read-calls.ts";
import { isRule } from "../scorer.ts";

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

/** A score with the scorer that gave it. */
export type GivenScore = { readonly config: ScorerConfig; readonly score: Score };

/** The failure mode of a trial, and the call behind it where there is one to show. */
export type NamedFailure = { readonly failure: string; readonly shown?: string };

/**
 * The one failure mode of a failed trial: that of the first failing score that names one, in the order of the scorers; else the
 * one that was `recorded` for the trial; else `other`. What says no more than that the answer is wrong gives way to its cause: where the trial
 * is `troubled` by a misuse of a tool, it is `tool_misuse`, unless a failing scorer has a `failure` of its own. Where that calls it a misuse, the
 * call that failed is shown, also where the tool failed by itself.
 */
export function nameFailure(
  given: readonly GivenScore[],
  recorded: string | undefined,
  troubled: () => Trouble | undefined,
): NamedFailure {
  const failing = given.filter(({ score }) => score.scored && !score.passed);
  const naming = failing.find(({ score }) => score.scored && score.failure !== undefined);
  const said = naming?.score.scored === true ? naming.score : undefined;
  const named = said?.failure ?? recorded;
  const isVague =
    naming === undefined ? named === undefined : isRule(naming.config) && named === "reasoning_error";
  const isWritten = failing.some(({ config }) => config.failure !== undefined);
  const cause = isVague && !isWritten ? troubled() : undefined;
  if (cause?.isMisuse === true) return { failure: "tool_misuse", shown: cause.shown };
  const failure = named ?? "other";
  const shown =
    said?.shown ?? (isVague ? shownOf(failing) : isMisuse(failure) ? troubled()?.shown : undefined);
  return shown === undefined ? { failure } : { failure, shown };
}

function shownOf(failing: readonly GivenScore[]): string | undefined {
  for (const { score } of failing) if (score.scored && score.shown !== undefined) return score.shown;
  return undefined;
}

function isMisuse(mode: string): boolean {
  return mode === "tool_misuse" || mode.startsWith("tool_misuse/");
}
