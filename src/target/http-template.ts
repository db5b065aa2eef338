import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Problem } from "../problem.ts";
import { parseTemplate, placeholdersOf, renderText, renderValue } from "./template.ts";
import type { Scope, Template } from "./template.ts";

/** A part of a request that is written in the gate file, with its texts read as templates. Keys of maps are none. */
export type RequestPart = {
  /** As a message calls it: `url`, `headers.x-team`. */
  readonly name: string;
  readonly texts: readonly TextAt[];
};

type TextAt = { readonly name: string; readonly template: Template };

/** Every text of a part; the faults of all of them. */
export function readPart(name: string, value: Json): Parsed<RequestPart> {
  const read = textsIn(name, value).map((each) => ({ ...each, ...parseTemplate(each.text) }));
  const problems = read.flatMap((each) =>
    each.faults.map(({ problem }) => ({
      ...problem,
      message: `\`target.${each.name}\`: ${problem.message}`,
    })),
  );
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { name, texts: read.map(({ name: at, template }) => ({ name: at, template })) } };
}

function textsIn(name: string, value: Json): readonly { readonly name: string; readonly text: string }[] {
  if (typeof value === "string") return [{ name, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as JsonObject).flatMap(([key, member]) => textsIn(`${name}.${key}`, member));
}

/** Names of its placeholders. */
export function namesIn({ texts }: RequestPart): readonly string[] {
  return texts.flatMap(({ template }) => placeholdersOf(template).map(({ name }) => name));
}

/** A JSON value with its placeholders replaced: a text that is one placeholder becomes the value itself. */
export function fillBody(value: Json, scope: Scope): Parsed<Json> {
  if (typeof value === "string")
    return renderValue(parseTemplate(value).template, scope, { place: "`target.body`" });
  if (typeof value !== "object" || value === null) return { ok: true, value };
  if (Array.isArray(value)) {
    const members = (value as readonly Json[]).map((member) => fillBody(member, scope));
    return joined(members, () => members.flatMap((member) => (member.ok ? [member.value] : [])));
  }
  const entries = Object.entries(value as JsonObject).map(
    ([key, member]) => [key, fillBody(member, scope)] as const,
  );
  return joined(
    entries.map(([, member]) => member),
    () => Object.fromEntries(entries.flatMap(([key, member]) => (member.ok ? [[key, member.value]] : []))),
  );
}

function joined(parts: readonly Parsed<Json>[], value: () => Json): Parsed<Json> {
  const problems = parts.flatMap((part) => (part.ok ? [] : part.problems));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: value() };
}

/** A text that `${NAME}` of a secret may stand in: refused where values of the case write one that the gate file does not. */
export function fillText(
  { name, template }: TextAt,
  scope: Scope,
  encode?: (text: string) => string,
): Parsed<string> {
  const filled = renderText(template, scope, {
    place: `\`target.${name}\``,
    ...(encode === undefined ? {} : { encode }),
  });
  if (!filled.ok) return filled;
  const written = template.reduce(
    (sum, part) => sum + (typeof part === "string" ? countSecrets(part) : 0),
    0,
  );
  if (countSecrets(filled.value) === written) return filled;
  return { ok: false, problems: [secretOfCase(name)] };
}

function countSecrets(text: string): number {
  return text.match(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/g)?.length ?? 0;
}

function secretOfCase(name: string): Problem {
  return {
    code: "secret-place",
    message: `this case would write \`\${...}\` into \`target.${name}\`, where it names a secret.`,
    fix: "Take it out of the case, or send the value in `body`.",
  };
}

/** As a part of a path or a query. */
export function encodeForUrl(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}
