import type { Case } from "../experiment/case.ts";
import { canonicalJson } from "../experiment/json.ts";
import type { Json } from "../experiment/json.ts";
import { quoteValue } from "../problem.ts";

/** The fields of a row that count, as they are written, with where a case holds them. */
export const contentFields = [
  ["input", "input"],
  ["expected", "expected"],
  ["context", "context"],
  ["tool_calls", "toolCalls"],
  ["scorers", "scorers"],
  ["critical", "critical"],
  ["draft", "draft"],
  ["tags", "tags"],
  ["group", "group"],
  ["metadata", "metadata"],
  ["source", "source"],
] as const satisfies readonly (readonly [string, keyof Case])[];

/**
 * Names of the fields in which two rows of one case differ. None: only the way of writing differs (`critical: false` against nothing),
 * or the bytes of a file that the row names.
 */
export function editedFields(before: Case, after: Case): readonly string[] {
  return changes(before, after).map(({ field }) => field);
}

/** The same with the values, each cut short: `` `expected` "30 days" -> "90 days" ``. For `dataset diff` only: a comment never shows values. */
export function describeEdit(before: Case, after: Case): readonly string[] {
  return changes(before, after).map(
    ({ field, from, to }) => `\`${field}\` ${valueOf(from)} -> ${valueOf(to)}`,
  );
}

function changes(
  before: Case,
  after: Case,
): readonly { readonly field: string; readonly from: Json | undefined; readonly to: Json | undefined }[] {
  return contentFields
    .map(([field, key]) => ({
      field,
      from: before[key],
      to: after[key],
    }))
    .filter(({ from, to }) => textOf(from) !== textOf(to));
}

/** `null` is a value, and not the same as none. */
function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

function valueOf(value: Json | undefined): string {
  return value === undefined ? "(none)" : quoteValue(value);
}
