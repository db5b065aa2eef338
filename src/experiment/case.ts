import type { Place } from "../problem.ts";
import type { Json, JsonObject } from "./json.ts";

/** A call of a tool, expected or made. `arguments` is absent when none were recorded. */
export type ToolCall = {
  readonly name: string;
  readonly arguments?: Json;
};

/**
 * A case's own scorers (`scorers` of a dataset row), which replace the gate's:
 * a name of a gate scorer, an override of one, or a rule of its own (already checked and normalised by `config`).
 */
export type CaseScorer = string | JsonObject;

/** One line of a dataset. */
export type Case = {
  readonly id: string;
  readonly input: Json;
  /** Absent = no reference answer; `null` is an answer. */
  readonly expected?: Json;
  readonly context?: Json;
  /** `[]` = no call may be made. */
  readonly toolCalls?: readonly ToolCall[];
  readonly scorers?: readonly CaseScorer[];
  readonly critical: boolean;
  readonly draft: boolean;
  readonly tags: readonly string[];
  readonly group?: string;
  readonly metadata?: JsonObject;
  readonly source?: JsonObject;
  /** sha256 of the canonical row; absent for a case that is known from run records only. */
  readonly hash?: string;
  readonly place: Place;
};
