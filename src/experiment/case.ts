import type { Place } from "../problem.ts";
import type { Attachments } from "./content-parts.ts";
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

/**
 * One line of a dataset. Its content may stand behind accessors that parse it each time: name the members to take, since spreading a case
 * copies none of them.
 */
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
  /** sha256 of the canonical row and of the files that it names; absent for a case that is known from run records only. */
  readonly hash?: string;
  /** The images and files that its input names, of a case that is about to be asked. */
  readonly attachments?: Attachments;
  readonly place: Place;
};

/** The user turns of a script; undefined where the input is anything else. */
export function turnsOf({ input }: Pick<Case, "input">): readonly string[] | undefined {
  const isScript =
    Array.isArray(input) &&
    input.length > 0 &&
    (input as readonly Json[]).every((turn) => typeof turn === "string");
  return isScript ? (input as readonly string[]) : undefined;
}

/** The case with this context in the place of its own. */
export function withContext(one: Case, context: Json): Case {
  const { id, input, critical, draft, tags, place } = one;
  const { expected, toolCalls, scorers, group, metadata, source, hash } = one;
  return {
    id,
    input,
    context,
    critical,
    draft,
    tags,
    place,
    ...(expected === undefined ? {} : { expected }),
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(scorers === undefined ? {} : { scorers }),
    ...(group === undefined ? {} : { group }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(source === undefined ? {} : { source }),
    ...(hash === undefined ? {} : { hash }),
  };
}
