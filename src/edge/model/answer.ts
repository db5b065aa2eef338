import type { ToolCall } from "../../experiment/case.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { Usage } from "../../experiment/trial.ts";

/** What a model answered, whichever API it came through. */
export type Answer = {
  /** The text, refusals included; absent where the model only calls tools. */
  readonly output?: string;
  /** The assistant's message in the form of the chat API, with its `finish_reason`. */
  readonly message: JsonObject;
  readonly toolCalls: readonly ToolCall[];
  readonly usage?: Usage;
  readonly model?: string;
};

/** The reply is not what the API promises. */
export class MalformedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MalformedError";
  }
}

/**
 * Arguments as a model writes them: JSON as text, where nothing means none. What is not JSON stays a text, so that the misuse can be
 * told; so does what a run record cannot hold: null, a number that is not finite, deep nesting.
 */
export function readArguments(written: string): Json {
  if (written.trim() === "") return {};
  try {
    const value = JSON.parse(written) as Json;
    return value !== null && isRecordable(value, deepest) ? value : written;
  } catch {
    return written;
  }
}

const deepest = 32;

function isRecordable(value: Json, levels: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member: Json) => isRecordable(member, levels - 1));
}

/** The counts that are known. */
export function usageOf(counts: { readonly [key in keyof Usage]-?: number | null | undefined }): Usage {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => typeof count === "number"));
}
