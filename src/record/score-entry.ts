import * as z from "zod/mini";
import type { RecordedScore } from "../experiment/trial.ts";
import { readEntry, writeEntry } from "./entry.ts";
import type { EntryHead } from "./entry.ts";
import { scoreSchema } from "./record-schema.ts";

/** What a judge said of an output. The scorer is whichever asks. */
export type KeptScore = Omit<RecordedScore, "scorer">;

/** One score of a judge as a cache keeps it. */
export type ScoreEntry = EntryHead & { readonly score: KeptScore };

/** The text of an entry. */
export function writeScoreEntry({ score, ...head }: ScoreEntry): string {
  const { value, passed, reason, failure } = score;
  return writeEntry(head, `${JSON.stringify({ type: "score", value, passed, reason, failure })}\n`);
}

/** The entry of a key; undefined as for `readEntry`. */
export function readScoreEntry(text: string, key: string): ScoreEntry | undefined {
  const entry = readEntry(text, key, keptSchema);
  if (entry === undefined) return undefined;
  const { type: _type, ...score } = entry.body;
  return { ...entry.head, score: score as KeptScore };
}

/** A judge always says whether it passed. */
const keptSchema = z.extend(z.omit(scoreSchema, { scorer: true }), {
  type: z.literal("score"),
  passed: z.boolean(),
});
