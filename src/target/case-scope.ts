import type { Case } from "../experiment/case.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Scope } from "./template.ts";

/**
 * What a prompt may say of a case: `input`, `metadata`, `context`, and the fields of an `input` that is an object. Where a field has the
 * name of one of the three, the case's own wins, and `{{input.context}}` is the field. Never `expected`: it would show the answer.
 */
export function scopeOf({ input, metadata, context }: Pick<Case, "input" | "metadata" | "context">): Scope {
  return new Map([
    ...(isJsonObject(input) ? Object.entries(input) : []),
    ["input", input],
    ...(metadata === undefined ? [] : [["metadata", metadata] as const]),
    ...(context === undefined ? [] : [["context", context] as const]),
  ]);
}

/** Whether a placeholder shows the model something of the input. */
export function readsInput(name: string): boolean {
  return !/^(?:metadata|context)(?:\.|$)/.test(name);
}
