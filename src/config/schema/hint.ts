import { z } from "zod";
import type { Json } from "../../experiment/json.ts";
import { pathFault } from "../../experiment/repository-path.ts";

/** What a message says of a value that a schema refuses; the schema's description is the hover text of an editor. */
export type Hint = {
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

export function withHint<T extends z.ZodType>(schema: T, hint: Hint): T {
  hints.add(schema, hint);
  return schema;
}

/** A share of cases, a drop in points of the score, or a score: from 0 to 1, both included. */
export function share(description: string, example = 0.05) {
  const schema = z.number().min(0).max(1).describe(description);
  return withHint(schema, { expected: "a number from 0 to 1", unit: "share", example });
}

export function above0(description: string, what: string, hint: Omit<Hint, "expected"> = {}) {
  return withHint(z.number().positive().describe(description), {
    expected: `${what} as a number`,
    range: "above 0",
    ...hint,
  });
}

export function milliseconds(description: string, example: number) {
  const schema = z.number().positive().describe(description);
  return withHint(schema, { expected: "milliseconds as a number", range: "above 0", unit: "ms", example });
}

/** A whole number of things, from `least` up. */
export function count(description: string, least: number, example: number = least) {
  const schema = z.int().min(least).describe(description);
  return withHint(schema, { expected: `a whole number from ${least} up`, example });
}

export function flag(description: string) {
  return withHint(z.boolean().describe(description), { expected: "`true` or `false`" });
}

export function text(description: string, what = "a text", example?: string) {
  const hint = { expected: what, ...(example === undefined ? {} : { example }) };
  return withHint(z.string().min(1).describe(description), hint);
}

export function choice<const T extends readonly [string, ...string[]]>(description: string, values: T) {
  const expected = `one of ${values.map((value) => `\`${value}\``).join(", ")}`;
  return withHint(z.enum(values).describe(description), { expected });
}

/** A path or glob relative to the file that names it. */
export function path(description: string, example: string) {
  const schema = z
    .string()
    .describe(description)
    .superRefine((value, { addIssue }) => {
      const fault = pathFault(value);
      if (fault === undefined) return;
      const fix = `Write a path relative to this file, such as ${JSON.stringify(example)}.`;
      const message = `this path ${fault}, so it cannot be read`;
      addIssue({ code: "custom", message, params: { code: "path-outside-repository", fix } });
    });
  return withHint(schema, { expected: "a path relative to this file", example });
}

/** A program and its arguments. No shell reads them. */
export function argv(description: string) {
  const schema = z.array(z.string()).min(1).describe(description);
  return withHint(schema, { expected: "a list: a program and its arguments", unit: "argv" });
}

export function list<T extends z.ZodType>(description: string, item: T, expected: string, least = 0) {
  return withHint(z.array(item).min(least).describe(description), { expected });
}

/** Any JSON value but null, which is no value in a gate file at any depth. */
export const givenValue: z.ZodType<Json> = withHint(
  z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.array(givenValue), z.record(z.string(), givenValue)])).meta({
    id: "value",
  }),
  { expected: "a finite number, a text, a list or a map" },
);

export const givenObject = withHint(z.record(z.string(), givenValue), { expected: "a map of keys" });

const environmentName = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

export function envName(description: string) {
  const schema = z.string().regex(environmentName).describe(description);
  return withHint(schema, { expected: "the NAME of an environment variable", example: "OPENAI_API_KEY", secret: true });
}

/** An absolute URL; `${NAME}` and `{{port}}` may stand in it, a password may not. */
export function url(description: string, example: string) {
  const schema = z
    .string()
    .regex(/^(?:https?:\/\/(?![^/?#]*@)|\$\{[A-Za-z_])\S*$/)
    .describe(description);
  return withHint(schema, { expected: "an http(s) URL without a user or password", example });
}

export const headers = withHint(
  z
    .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/), withHint(z.string(), { expected: "a text", secret: true }))
    .describe("HTTP headers. A secret is named, never written: `Bearer ${NAME}`."),
  { expected: "a map of header names to texts" },
);
