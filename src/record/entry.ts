import * as z from "zod/mini";
import { contentHash } from "../experiment/content-hash.ts";
import { countWrittenKeys } from "../jsonl/scan-json.ts";

/**
 * One thing as a cache keeps it. Three lines: a checksum over the key, which stands elsewhere, and the other two, what is known of the
 * entry, and the thing itself.
 */
export type EntryHead = {
  readonly key: string;
  /** When it was made, in milliseconds since 1970. */
  readonly storedMs: number;
  /** Identity of the run that made it; absent where that run had none. */
  readonly run?: string;
};

/** The text of an entry; `line` is JSON, with its line feed. */
export function writeEntry({ key, storedMs, run }: EntryHead, line: string): string {
  const head = JSON.stringify({ version: 1, stored_ms: storedMs, ...(run === undefined ? {} : { run }) });
  return `${checksum(key, head, line)}\n${head}\n${line}`;
}

/**
 * The entry of a key; undefined for a text that is not exactly what was written under this key, and for one whose last line is not of
 * the schema. Whoever may write the file can write a whole entry: a checksum tells damage, not malice.
 */
export function readEntry<Body>(
  text: string,
  key: string,
  schema: z.ZodMiniType<Body>,
): { readonly head: EntryHead; readonly body: Body } | undefined {
  const [sum = "", head = "", line = "", ...rest] = text.split("\n");
  if (rest.length !== 1 || rest[0] !== "" || sum !== checksum(key, head, `${line}\n`)) return undefined;
  const about = z.safeParse(headSchema, parseJson(head));
  const body = z.safeParse(schema, parseJson(line));
  if (!about.success || !body.success) return undefined;
  const { stored_ms: storedMs, run } = about.data;
  return { head: { key, storedMs, ...(run === undefined ? {} : { run }) }, body: body.data };
}

const headSchema = z.strictObject({
  version: z.literal(1),
  stored_ms: z.number().check(z.nonnegative()),
  run: z.optional(z.string()),
});

function checksum(key: string, head: string, line: string): string {
  return contentHash([key, head, line]);
}

/** Undefined where it is no JSON, or nests deeper than a run record may. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return countWrittenKeys(text) === undefined ? undefined : value;
  } catch {
    return undefined;
  }
}
