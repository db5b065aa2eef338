import { isJsonObject } from "../../experiment/json.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import { ProblemError, quoteValue } from "../../problem.ts";
import { entryName, hintOfKey, nameOfPerson } from "./field-hint.ts";
import { builtInKinds } from "./finding.ts";
import type { BuiltInKind, FieldHint } from "./finding.ts";
import { namesToFind } from "./names.ts";
import { openScope } from "./placeholders.ts";
import type { RedactionScope } from "./placeholders.ts";
import { openTextRedactor } from "./redact-text.ts";
import { compilePatterns } from "./user-patterns.ts";

export type RedactorSettings = {
  /** `redact.patterns` of the gate file: what stands in the placeholder, and a pattern of RE2. */
  readonly patterns: Readonly<Record<string, string>>;
  /** `redact.keep`: built-in kinds that stay. */
  readonly keep: readonly string[];
  /** Names of people, known beforehand. */
  readonly names?: readonly string[];
};

/** How many parts of each kind were replaced, by the label of the placeholder. */
export type RedactionCounts = Readonly<Record<string, number>>;

export type Redactor = {
  /**
   * A copy in which no secret that is found is left, keys of objects included. Give a case as one value: a name or key that is told in
   * one place is then hidden in every other. Values with one scope share placeholders.
   */
  readonly redact: (
    value: Json,
    scope: RedactionScope,
  ) => { readonly value: Json; readonly counts: RedactionCounts };
  /** The same for one text, for an excerpt in a report. */
  readonly redactText: (text: string, scope?: RedactionScope) => string;
};

/**
 * A redactor by the gate file's `redact`. Built-in kinds are on.
 * @throws ProblemError for a pattern that is not RE2, or a kind in `keep` that there is none of.
 */
export function openRedactor({ patterns, keep, names = [] }: RedactorSettings): Redactor {
  const unknown = keep.filter((kind) => !builtInKinds.includes(kind as BuiltInKind));
  if (unknown.length > 0) {
    throw new ProblemError(
      unknown.map((kind) => ({
        code: "redact-kind",
        message: `\`redact.keep\` has ${quoteValue(kind)}, which is no built-in kind.`,
        fix: `Write one of ${builtInKinds.join(", ")}.`,
      })),
    );
  }
  const kinds = new Set(builtInKinds.filter((kind) => !keep.includes(kind)));
  const texts = openTextRedactor({
    kinds,
    findUserPatterns: compilePatterns(patterns),
    userLabels: Object.keys(patterns),
  });
  const known = names.flatMap((name) => namesToFind(name, /\s/.test(name.trim())));

  function learnFrom(value: Json, scope: RedactionScope): void {
    for (const name of known) scope.learn({ ...name, label: "NAME" });
    visitTexts(value, { depth: 0 }, (text, hint) => {
      texts.reserve(text, scope);
      if (!kinds.has("name") || (hint !== "name" && hint !== "user-name")) return;
      for (const name of namesToFind(text, hint === "name")) scope.learn({ ...name, label: "NAME" });
    });
    visitTexts(value, { depth: 0 }, (text, hint) => texts.learn(text, hint, scope));
  }

  return {
    redact: (value, scope) => {
      learnFrom(value, scope);
      const counts: Record<string, number> = {};
      const write = (text: string, hint: FieldHint | undefined) => texts.redact(text, hint, scope, counts);
      return { value: rewrite(value, { depth: 0 }, write), counts };
    },
    redactText: (text, scope = openScope()) => {
      learnFrom(text, scope);
      return texts.redact(text, undefined, scope, {});
    },
  };
}

type Visit = (text: string, hint: FieldHint | undefined) => void;

/** Where a value is, and how deep in others. */
type Place = {
  readonly hint?: FieldHint | undefined;
  readonly parent?: string | undefined;
  readonly depth: number;
};

/** Every text with what its key says of it; those in JSON in a string too, and a first and a last name as one. */
function visitTexts(value: Json, place: Place, visit: Visit): void {
  const { hint, parent, depth } = place;
  const inside = { ...place, depth: depth + 1 };
  if (depth > deepest) return;
  if (typeof value === "string") {
    visit(value, hint);
    const inner = parseJson(value);
    if (inner !== undefined) visitTexts(inner, inside, visit);
  } else if (typeof value === "number") visit(String(value), hint);
  else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) visitTexts(item, inside, visit);
  } else if (isJsonObject(value)) {
    const name = nameOfPerson(value);
    if (name !== undefined) visit(name, "name");
    for (const [key, member] of Object.entries(value)) {
      visit(key, undefined);
      visitTexts(member, { hint: hintOfMember(value, key, parent), parent: key, depth: depth + 1 }, visit);
    }
  }
}

/** Only what is an object or a list: most strings are not worth a try. */
function parseJson(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Nothing that a person reads is nested so deep. */
const deepest = 200;
const tooDeep = "[nested too deep]";

type Write = (text: string, hint: FieldHint | undefined) => string;

function rewrite(value: Json, place: Place, write: Write): Json {
  if (typeof value === "string") return write(value, place.hint);
  if (typeof value === "number") return rewriteNumber(value, place.hint, write);
  if (typeof value !== "object" || value === null) return value;
  if (place.depth > deepest) return tooDeep;
  const inside = { ...place, depth: place.depth + 1 };
  return isJsonObject(value)
    ? rewriteObject(value, place, write)
    : value.map((item) => rewrite(item, inside, write));
}

/** A number that is a card or a phone becomes a text. */
function rewriteNumber(value: number, hint: FieldHint | undefined, write: Write): Json {
  if (!Number.isSafeInteger(value) || (hint === undefined && Math.abs(value) < 1e6)) return value;
  const written = String(value);
  const redacted = write(written, hint);
  return redacted === written ? value : redacted;
}

/** Two keys that become the same one keep both values: the second has ` (2)` after it. */
function rewriteObject(object: JsonObject, { parent, depth }: Place, write: Write): Json {
  const members = new Map<string, Json>();
  for (const [key, member] of Object.entries(object)) {
    const written = write(key, undefined);
    let free = written;
    for (let copy = 2; members.has(free); copy++) free = `${written} (${copy})`;
    const place = { hint: hintOfMember(object, key, parent), parent: key, depth: depth + 1 };
    members.set(free, rewrite(member, place, write));
  }
  return Object.fromEntries(members);
}

function hintOfMember(object: JsonObject, key: string, parent: string | undefined): FieldHint | undefined {
  return hintOfKey((key === "value" ? entryName(object) : undefined) ?? key, parent);
}
