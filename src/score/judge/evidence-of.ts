import { withoutFiles } from "../../experiment/content-parts.ts";
import type { Json } from "../../experiment/json.ts";
import { fieldOf, type Fields } from "./field-of.ts";

/** What of a case every judge is shown, and of its metadata only what the rubric names; the name is the key, dots and all. */
export function evidenceOf(
  reads: readonly string[],
  one: Fields,
): {
  readonly input: Json;
  readonly context?: Json;
  readonly expected?: Json;
  readonly metadata?: Json;
} {
  const { input, context, expected } = one;
  const named = reads.flatMap((name) => {
    const value = name.startsWith("metadata.") ? fieldOf(one, name) : undefined;
    return value === undefined ? [] : [[name.slice("metadata.".length), value] as const];
  });
  return {
    input: withoutFiles(input),
    ...(context === undefined ? {} : { context }),
    ...(expected === undefined ? {} : { expected }),
    ...(named.length === 0 ? {} : { metadata: Object.fromEntries(named) }),
  };
}

/** Whether a case has all that the rubric reads; what a trial `mayBring` is taken to come. */
export function hasAll(
  one: Fields,
  reads: readonly string[],
  mayBring: readonly string[] = ["trajectory"],
): boolean {
  return reads.every((name) => mayBring.includes(name) || fieldOf(one, name) !== undefined);
}
