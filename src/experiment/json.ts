/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * JSON with sorted keys and no white space, so that equal values are equal texts whatever the order of their keys. The base of every
 * content hash. As RFC 8785, but for keys that are whole numbers: those come first, in the order of their numbers.
 */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sortKeys(value));
}

/** What the one native call writes in order, faster than joining texts: the value itself where it is in order, else a copy. */
function sortKeys(value: Json): Json {
  if (typeof value !== "object" || value === null || isSorted(value)) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const object = value as JsonObject;
  const sorted: Record<string, Json> = {};
  for (const key of Object.keys(object).toSorted()) {
    const member = sortKeys(object[key] ?? null);
    if (key === "__proto__") Object.defineProperty(sorted, key, { value: member, enumerable: true });
    else sorted[key] = member;
  }
  return sorted;
}

/** Whether all keys are in order at any depth, and none is undefined. */
function isSorted(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (Array.isArray(value)) return (value as readonly Json[]).every(isSorted);
  const object = value as JsonObject;
  let before: string | undefined;
  for (const key of Object.keys(object)) {
    if ((before !== undefined && !(before < key)) || !isSorted(object[key])) return false;
    before = key;
  }
  return true;
}
