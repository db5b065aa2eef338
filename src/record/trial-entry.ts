import * as z from "zod/mini";
import { contentHash } from "../experiment/content-hash.ts";
import type { Trial } from "../experiment/trial.ts";
import { countWrittenKeys } from "../jsonl/scan-json.ts";
import { toTrial } from "./record-lines.ts";
import { trialLineSchema } from "./record-schema.ts";
import { trialLine } from "./write-record.ts";

/**
 * One trial in a file of its own, as a cache keeps it. Three lines: a checksum over the key and the other two, what is known of the
 * entry, and the trial as a run record writes it.
 */
export type TrialEntry = {
  readonly key: string;
  readonly trial: Trial;
  /** When it was run, in milliseconds since 1970. */
  readonly storedMs: number;
  /** Identity of the run that ran it; absent where that run had none. */
  readonly run?: string;
};

/** The text of an entry, with the answer alone: scores belong to scorers, which may change. */
export function writeTrialEntry({ key, trial, storedMs, run }: TrialEntry): string {
  const { scores: _scores, failure: _failure, ...answer } = trial;
  const head = JSON.stringify({
    version: 1,
    key,
    stored_ms: storedMs,
    ...(run === undefined ? {} : { run }),
  });
  const line = trialLine(answer);
  return `${checksum(key, head, line)}\n${head}\n${line}`;
}

/**
 * The entry of a key; undefined for a text that is not exactly what was written under this key, and for one that holds more than an
 * answer. Whoever may write the file can write a whole entry: a checksum tells damage, not malice.
 */
export function readTrialEntry(text: string, key: string): TrialEntry | undefined {
  const [sum = "", head = "", line = "", ...rest] = text.split("\n");
  if (rest.length !== 1 || rest[0] !== "" || sum !== checksum(key, head, `${line}\n`)) return undefined;
  const about = z.safeParse(headSchema, parseJson(head));
  const answer = z.safeParse(answerSchema, parseJson(line));
  if (!about.success || !answer.success || about.data.key !== key) return undefined;
  const { stored_ms: storedMs, run } = about.data;
  return { key, trial: toTrial(answer.data), storedMs, ...(run === undefined ? {} : { run }) };
}

const headSchema = z.strictObject({
  version: z.literal(1),
  key: z.string(),
  stored_ms: z.number().check(z.nonnegative()),
  run: z.optional(z.string()),
});

/** Nothing that somebody else would have to be believed for. */
const answerSchema = trialLineSchema.check(
  z.refine(
    ({ status, cached, scores, failure, output, messages }) =>
      status === "ok" &&
      cached !== true &&
      scores === undefined &&
      failure === undefined &&
      (output !== undefined || messages !== undefined),
  ),
);

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
