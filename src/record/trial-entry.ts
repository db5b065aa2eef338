import * as z from "zod/mini";
import type { Trial } from "../experiment/trial.ts";
import { readEntry, writeEntry } from "./entry.ts";
import type { EntryHead } from "./entry.ts";
import { toTrial } from "./record-lines.ts";
import { trialLineSchema } from "./record-schema.ts";
import { trialLine } from "./write-record.ts";

/** One trial as a cache keeps it, in the form of a run record. */
export type TrialEntry = EntryHead & { readonly trial: Trial };

/** The text of an entry, with the answer alone: scores belong to scorers, which may change. */
export function writeTrialEntry({ trial, ...head }: TrialEntry): string {
  const { scores: _scores, failure: _failure, ...answer } = trial;
  return writeEntry(head, trialLine(answer));
}

/** The entry of a key; undefined as for `readEntry`, and for one that holds more than an answer. */
export function readTrialEntry(text: string, key: string): TrialEntry | undefined {
  const entry = readEntry(text, key, answerSchema);
  return entry && { ...entry.head, trial: toTrial(entry.body) };
}

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
