import * as z from "zod/mini";
import type { Parsed, Problem } from "../../problem.ts";

const ids = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(5000));
const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/));

const cursorSchema = z.strictObject({
  v: z.literal(1),
  /** The API that it is read through: positions in one say nothing in the other. */
  api: z.enum(["v4", "v3"]),
  /** What is asked for; a cursor goes on with nothing else. */
  query: z.string(),
  from: z.optional(time),
  to: time,
  /** Where the page begins; absent for the first. */
  page: z.optional(z.string()),
  /** Traces of this page, and of the one before where pages shift, that are read. */
  done: ids,
  /** Traces read that begin more than once, and so come again. */
  again: ids,
});

/** Where a reading stands after a trace. */
export type Cursor = z.infer<typeof cursorSchema>;

/** As text for a file or a flag; it holds no secret. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

export function readCursor(text: string): Parsed<Cursor> {
  const read = z.safeParse(cursorSchema, decode(text));
  if (!read.success) return { ok: false, problems: [refuseCursor("is not one that a reading has given")] };
  return { ok: true, value: read.data };
}

/** The problem of a cursor that cannot be gone on from. */
export function refuseCursor(what: string): Problem {
  return {
    code: "langfuse-cursor",
    message: `The cursor ${what}.`,
    fix: "Give it as it was saved, with the same server and filters, or begin without one.",
  };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
