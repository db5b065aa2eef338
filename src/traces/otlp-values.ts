import type { Json } from "../experiment/json.ts";
import type { Notes } from "./otlp-counts.ts";

const deepest = 64;

const mib = 1024 * 1024;

export const wasTooDeep = `a value nested deeper than ${deepest} levels, cut`;
export const wasUnreadable = "an attribute that is of no known form, left out";

/** Makes objects that inherit nothing, as `Object.create(null)` does; V8 fills these and reads them twice as fast. */
const Bare = function Bare() {} as unknown as new () => object;
Object.defineProperty(Bare, "prototype", { value: Object.freeze(Object.create(null)) });

export type Attributes = Readonly<Record<string, Json>>;

/**
 * Attributes as OTLP has them, a list of keys and values, or as a plain object, as dumps of spans have them. Of equal keys the last one
 * counts. An object without a prototype, so that `__proto__` is a key like any other. Nothing of a value is refused: what was cut or
 * left out is counted.
 */
export function readAttributes(raw: unknown, notes: Notes): Attributes {
  const attributes = emptyObject();
  if (Array.isArray(raw)) addKeyValues(raw, attributes, notes, 0);
  else if (isObject(raw)) for (const key in raw) attributes[key] = readPlain(raw[key], notes, 1);
  else if (raw !== undefined && raw !== null) notes.add(wasUnreadable);
  return attributes;
}

/** An AnyValue. One without a kind is null; undefined where it is none. */
export function readAnyValue(raw: unknown, notes: Notes, depth = 0): Json | undefined {
  if (raw === undefined || raw === null) return null;
  if (!isObject(raw)) return undefined;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = raw;
  if (typeof stringValue === "string") return cutText(stringValue, notes);
  if (typeof boolValue === "boolean") return boolValue;
  if (intValue !== undefined) return readInteger(intValue);
  if (doubleValue !== undefined) return readDouble(doubleValue);
  if (typeof bytesValue === "string") return cutText(bytesValue, notes);
  const list = isObject(arrayValue) ? arrayValue : isObject(kvlistValue) ? kvlistValue : undefined;
  if (list === undefined) return Object.keys(raw).length === 0 ? null : undefined;
  if (depth >= deepest) return tooDeep(notes);
  const values: readonly unknown[] = Array.isArray(list["values"]) ? list["values"] : [];
  if (list === arrayValue) return values.map((value) => readAnyValue(value, notes, depth + 1) ?? null);
  const object = emptyObject();
  addKeyValues(values, object, notes, depth + 1);
  return object;
}

/** Text as it is kept: at most 1 MiB of it, or what the notes allow, and then with a mark. */
export function cutText(text: string, notes: Notes): string {
  const { longestTextBytes } = notes;
  // A UTF-16 unit has at most 3 bytes.
  if (text.length * 3 <= longestTextBytes) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= longestTextBytes) return text;
  notes.add(`a value longer than ${longestTextBytes / mib} MiB, cut`);
  let end = longestTextBytes;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  // Decoded anew: a slice would keep the whole text alive.
  return `${bytes.toString("utf8", 0, end)}…[cut at ${longestTextBytes / mib} MiB]`;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function addKeyValues(
  list: readonly unknown[],
  object: Record<string, Json>,
  notes: Notes,
  depth: number,
): void {
  for (const item of list) {
    const key = isObject(item) ? (item["key"] ?? "") : undefined;
    const value = isObject(item) ? readAnyValue(item["value"], notes, depth) : undefined;
    if (typeof key !== "string" || value === undefined) notes.add(wasUnreadable);
    else object[cutText(key, notes)] = value;
  }
}

function readInteger(raw: unknown): Json | undefined {
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw !== "string" || !/^-?\d{1,20}$/.test(raw)) return undefined;
  const number = Number(raw);
  return Number.isSafeInteger(number) ? number : raw;
}

/** NaN and the infinities, which JSON lacks, are text. */
function readDouble(raw: unknown): Json | undefined {
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : String(raw);
  if (typeof raw !== "string" || raw.length > 40) return undefined;
  if (raw === "NaN" || raw === "Infinity" || raw === "-Infinity") return raw;
  const number = raw.trim() === "" ? Number.NaN : Number(raw);
  return Number.isFinite(number) ? number : undefined;
}

function readPlain(raw: unknown, notes: Notes, depth: number): Json {
  if (typeof raw === "string") return cutText(raw, notes);
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : String(raw);
  if (Array.isArray(raw)) {
    if (depth >= deepest) return tooDeep(notes);
    return raw.map((item) => readPlain(item, notes, depth + 1));
  }
  if (!isObject(raw)) return null;
  if (depth >= deepest) return tooDeep(notes);
  const object = emptyObject();
  for (const key in raw) object[cutText(key, notes)] = readPlain(raw[key], notes, depth + 1);
  return object;
}

function tooDeep(notes: Notes): string {
  notes.add(wasTooDeep);
  return `…[cut at ${deepest} levels]`;
}

function emptyObject(): Record<string, Json> {
  return new Bare() as unknown as Record<string, Json>;
}
