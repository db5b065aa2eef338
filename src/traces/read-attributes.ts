import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";

/** Attributes of a span or of an event, of whichever instrumentation. */
export type Attributes = Readonly<Record<string, Json>>;

/** The first of these attributes that there is, empty texts and null left out. */
export function valueOf(attributes: Attributes, keys: readonly string[]): Json | undefined {
  for (const key of keys) {
    if (!Object.hasOwn(attributes, key)) continue;
    const value = attributes[key];
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

export function textOf(attributes: Attributes, keys: readonly string[]): string | undefined {
  const value = valueOf(attributes, keys);
  return typeof value === "string" ? value : undefined;
}

/** A figure that may be written as text. Absent where it is none, or below 0. */
export function numberOf(attributes: Attributes, keys: readonly string[]): number | undefined {
  return readNumber(valueOf(attributes, keys));
}

export function readNumber(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** The value itself, or what its text says as JSON where that is an object, a list or a quoted text, nested as deep as a value may be. */
export function parsed(value: Json): Json {
  if (typeof value !== "string" || !/^\s*[[{"]/.test(value)) return value;
  try {
    const read = JSON.parse(value) as Json;
    return isShallow(read) ? read : value;
  } catch {
    return value;
  }
}

/** Whether a value is nested no deeper than what walks over it can bear. */
export function isShallow(value: Json, levels = 64): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner: Json) => isShallow(inner, levels - 1));
}

/** As `valueOf`, parsed. */
export function jsonOf(attributes: Attributes, keys: readonly string[]): Json | undefined {
  const value = valueOf(attributes, keys);
  return value === undefined ? undefined : parsed(value);
}

export function listOf(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]) : undefined;
}

/** A member of an object that is its own, null left out. */
export function member(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return isJsonObject(value) ? valueOf(value, keys) : undefined;
}

const longestIndex = 6;

/**
 * The list that flattened attributes such as `llm.input_messages.0.message.role` make up, in order of its indices. Undefined where
 * there is none, and where it does not start at 0: its beginning was dropped on the way, and the rest would pass for the whole.
 */
export function unflatten(attributes: Attributes, prefix: string): readonly JsonObject[] | undefined {
  const root: Tree = new Map();
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(`${prefix}.`)) continue;
    const steps = key.slice(prefix.length + 1).split(".");
    if (!isIndex(steps[0]) || steps.length > 16) continue;
    let at = root;
    for (const step of steps.slice(0, -1)) {
      const next = at.get(step);
      const inner: Tree = next instanceof Map ? next : new Map();
      if (inner !== next) at.set(step, inner);
      at = inner;
    }
    const last = steps.at(-1) ?? "";
    if (!(at.get(last) instanceof Map)) at.set(last, value);
  }
  if (!root.has("0")) return undefined;
  const list = listOf(plain(root)) ?? [];
  return list.filter(isJsonObject);
}

type Tree = Map<string, Json | Tree>;

function isIndex(step: string | undefined): step is string {
  return step !== undefined && step.length <= longestIndex && /^(0|[1-9]\d*)$/.test(step);
}

/** Maps whose keys are all indices as lists, the others as objects. */
function plain(tree: Tree): Json {
  const entries = [...tree].map(
    ([key, value]) => [key, value instanceof Map ? plain(value) : value] as const,
  );
  if (entries.every(([key]) => isIndex(key)))
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  return Object.fromEntries(entries);
}
