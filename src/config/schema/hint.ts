import * as z from "zod/mini";
import type { Json } from "../../experiment/json.ts";
import { pathFault } from "../../experiment/repository-path.ts";

/** What is said of a schema: in an editor, and in the message on a value that it refuses. */
export type Hint = {
  /** Hover text in an editor. */
  readonly description?: string;
  /** Follows "expected". */
  readonly expected: string;
  /** Added where the value is a number, which is then out of range. */
  readonly range?: string;
  /** How a text such as "2s" is to be read when a number is suggested instead. */
  readonly unit?: "ms" | "minutes" | "share" | "ratio" | "usd" | "argv";
  /** A value to show when none can be derived from the one received. */
  readonly example?: string | number;
  /** Names to choose from, where the schema itself is no enum. */
  readonly known?: readonly string[];
  /** The value received is never shown. */
  readonly secret?: true;
};

export const hints = z.registry<Hint>();

export function withHint<T extends z.ZodMiniType>(schema: T, hint: Hint): T {
  hints.add(schema, hint);
  return hint.description === undefined ? schema : describe(schema, hint.description);
}

/** Describes the schema itself; `check(z.describe())` makes a second one, and there are hundreds to make at every start. */
export function describe<T extends z.ZodMiniType>(schema: T, description: string): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** The literal that tells the members of a union apart. */
export function type<const T extends string>(name: T, description: string) {
  return describe(z.literal(name), description);
}

/** A share of cases, a drop in points of the score, or a score: from 0 to 1, both included. */
export function share(description: string, example = 0.05) {
  const schema = z.number().check(z.minimum(0), z.maximum(1));
  return withHint(schema, { description, expected: "a number from 0 to 1", unit: "share", example });
}

export function above0(description: string, what: string, hint: Omit<Hint, "expected"> = {}) {
  return withHint(z.number().check(z.positive()), {
    description,
    expected: `${what} as a number`,
    range: "above 0",
    ...hint,
  });
}

export function milliseconds(description: string, example: number) {
  const expected = "milliseconds as a number";
  return withHint(z.number().check(z.positive()), { description, expected, range: "above 0", unit: "ms", example });
}

/** A whole number of things, from `least` up. */
export function count(description: string, least: number, example: number = least) {
  const expected = `a whole number from ${least} up`;
  return withHint(z.int().check(z.minimum(least)), { description, expected, example });
}

export function flag(description: string) {
  return withHint(z.boolean(), { description, expected: "`true` or `false`" });
}

export function text(description: string, what = "a text", example?: string) {
  const hint = { description, expected: what, ...(example === undefined ? {} : { example }) };
  return withHint(z.string().check(z.minLength(1)), hint);
}

export function choice<const T extends readonly [string, ...string[]]>(description: string, values: T) {
  const expected = `one of ${values.map((value) => `\`${value}\``).join(", ")}`;
  return withHint(z.enum(values), { description, expected });
}

/** A path or glob relative to the file that names it. */
export function path(description: string, example: string) {
  const isInside = z.superRefine<string>((value, { addIssue }) => {
    const fault = pathFault(value);
    if (fault === undefined) return;
    const fix = `Write a path relative to this file, such as ${JSON.stringify(example)}.`;
    const message = `this path ${fault}, so it cannot be read`;
    addIssue({ code: "custom", message, params: { code: "path-outside-repository", fix } });
  });
  return withHint(z.string().check(isInside), { description, expected: "a path relative to this file", example });
}

/** A program and its arguments. No shell reads them. */
export function argv(description: string) {
  const schema = z.array(z.string()).check(z.minLength(1));
  return withHint(schema, { description, expected: "a list: a program and its arguments", unit: "argv" });
}

export function list<T extends z.ZodMiniType>(description: string, item: T, expected: string, least = 0) {
  return withHint(z.array(item).check(z.minLength(least)), { description, expected });
}

/** Any JSON value but null, which is no value in a gate file at any depth. */
export const givenValue: z.ZodMiniType<Json> = withHint(
  z
    .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.array(givenValue), z.record(z.string(), givenValue)]))
    .register(z.globalRegistry, { id: "value" }),
  { expected: "a finite number, a text, a list or a map" },
);

export function given(description: string, expected: string) {
  return withHint(givenValue.clone(), { description, expected });
}

export function givenObject(description: string) {
  return withHint(z.record(z.string(), givenValue), { description, expected: "a map of keys" });
}

const environmentName = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

export function envName(description: string) {
  const expected = "the NAME of an environment variable";
  const schema = z.string().check(z.regex(environmentName));
  return withHint(schema, { description, expected, example: "OPENAI_API_KEY", secret: true });
}

/** An absolute URL; `${NAME}` and `{{port}}` may stand in it, a password may not. */
export function url(description: string, example: string) {
  const schema = z.string().check(z.regex(/^(?:https?:\/\/(?![^/?#]*@)|\$\{[A-Za-z_])\S*$/));
  return withHint(schema, { description, expected: "an http(s) URL without a user or password", example });
}

export const headers = withHint(
  z.record(
    z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/)),
    withHint(z.string(), { expected: "a text", secret: true }),
  ),
  {
    description: "HTTP headers. A secret is named, never written: `Bearer ${NAME}`.",
    expected: "a map of header names to texts",
  },
);
