import { canonicalJson, isJsonObject } from "../experiment/json.ts";
import type { Json } from "../experiment/json.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import type { Parsed, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";

/** A text with places for values. Literal texts and placeholders, in the order of the text. */
export type Template = readonly (string | Placeholder)[];

export type Placeholder = {
  /** `input.question`. */
  readonly name: string;
  /** Where its braces start in the text. */
  readonly offset: number;
};

/** What a template may name. A map, so that no name is inherited. */
export type Scope = ReadonlyMap<string, Json>;

/** A problem of a template, at an offset of its text. */
export type TemplateFault = { readonly offset: number; readonly problem: Problem };

/** Of one text; a file of nothing but faults is not worth more. */
const mostProblems = 10;

/** Names of letters of any script, digits, `_` and `-`, joined by dots. */
const namePattern = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u;

/**
 * Reads `{{name}}` and the literal `\{{`; nothing else is special. Every `{{` that is neither is a fault, since sending it to a model
 * as it is would be a silent mistake; the first ten are given. Linear in the length of the text.
 */
export function parseTemplate(text: string): {
  readonly template: Template;
  readonly faults: readonly TemplateFault[];
} {
  const template: (string | Placeholder)[] = [];
  const faults: TemplateFault[] = [];
  const placeholder = /\{\{([^{}\r\n]*)\}\}/y;
  let literal = "";
  let end = 0;
  for (let offset = text.indexOf("{{"); offset !== -1; offset = text.indexOf("{{", end)) {
    const isEscaped = offset > end && text[offset - 1] === "\\";
    literal += text.slice(end, isEscaped ? offset - 1 : offset);
    end = offset + 2;
    if (isEscaped) {
      literal += "{{";
      continue;
    }
    placeholder.lastIndex = offset;
    const match = placeholder.exec(text);
    const name = match?.[1]?.trim() ?? "";
    if (match !== null) end = placeholder.lastIndex;
    if (!namePattern.test(name)) {
      if (faults.length < mostProblems) faults.push({ offset, problem: notAPlaceholder(match?.[0]) });
      continue;
    }
    if (literal !== "") template.push(literal);
    literal = "";
    template.push({ name, offset });
  }
  literal += text.slice(end);
  if (literal !== "") template.push(literal);
  return { template, faults };
}

function notAPlaceholder(written: string | undefined): Problem {
  return {
    code: "template-syntax",
    message:
      written === undefined
        ? "`{{` is not closed by `}}` on its line, or has a brace inside."
        : `${quoteValue(written)} is no placeholder: names are put in, and nothing is computed.`,
    fix: "Write `{{name}}`, or `\\{{` where the braces are meant as text.",
  };
}

export function placeholdersOf(template: Template): readonly Placeholder[] {
  return template.filter((part) => typeof part !== "string");
}

/** Where a template stands, and how a value is written there. */
export type Rendering = {
  /** What a message calls the place. */
  readonly place?: string;
  readonly encode?: (text: string) => string;
};

/** The text with each value put in once: braces inside a value stay as they are. A value that is no text becomes canonical JSON. */
export function renderText(
  template: Template,
  scope: Scope,
  { place = "the prompt", encode = (text) => text }: Rendering = {},
): Parsed<string> {
  const textByName = new Map<string, string | undefined>();
  for (const { name } of placeholdersOf(template)) {
    if (textByName.has(name)) continue;
    const text = textOf(lookUp(name, scope));
    textByName.set(name, text === undefined ? undefined : encode(text));
  }
  const unknown = [...textByName].flatMap(([name, text]) => (text === undefined ? [name] : []));
  if (unknown.length > 0)
    return {
      ok: false,
      problems: unknown.slice(0, mostProblems).map((name) => unknownName(name, scope, place)),
    };
  const texts = template.map((part) => (typeof part === "string" ? part : textByName.get(part.name)));
  return { ok: true, value: texts.join("") };
}

/** As `renderText`, for a place that takes any JSON: a template that is one placeholder is the value itself. */
export function renderValue(template: Template, scope: Scope, rendering: Rendering = {}): Parsed<Json> {
  const [only] = template;
  const value = template.length === 1 && typeof only === "object" ? lookUp(only.name, scope) : undefined;
  return value === undefined ? renderText(template, scope, rendering) : { ok: true, value };
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" || value === undefined ? value : canonicalJson(value);
}

function lookUp(name: string, scope: Scope): Json | undefined {
  const [first = "", ...rest] = name.split(".");
  return rest.reduce<Json | undefined>(memberOf, scope.get(first));
}

/** Own members only: `constructor` is no field of anything. */
function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function unknownName(name: string, scope: Scope, place: string): Problem {
  return {
    code: "unknown-placeholder",
    message: `\`{{${name}}}\` is in ${place}, and this case has no such field.`,
    fix: suggestName(name, namesIn(scope)),
  };
}

/** The names that a placeholder can have, one level deep. */
function namesIn(scope: Scope): readonly string[] {
  const names = [...scope].flatMap(([name, value]) => [
    name,
    ...(isJsonObject(value) ? Object.keys(value).map((key) => `${name}.${key}`) : []),
  ]);
  return names.filter((name) => name.length <= 64 && namePattern.test(name));
}
