import { contentHash } from "../../experiment/content-hash.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { Trial } from "../../experiment/trial.ts";
import { readTrialEntry, writeTrialEntry } from "../../record/trial-entry.ts";

/** Trials by content: what the key of one is, which are kept, and for how long. Scores are kept apart, and verdicts never. */

const dayMs = 24 * 60 * 60 * 1000;

/** How long a trial may be used after it was run. */
export const longestAgeMs = 7 * dayMs;

/** Clocks of machines that share a folder differ; an entry from further ahead is of a clock that jumped. */
const clockSkewMs = 5 * 60 * 1000;

/** What decides an answer, and which of the answers it is. */
export type TrialContent = {
  /** Of the target. */
  readonly fingerprint: string;
  /** `requestHash` of what is sent. */
  readonly request: string;
  /**
   * Two cases that send one request are two units of the verdict, whose bounds take units to be independent: with one answer for both,
   * chance would count twice.
   */
  readonly caseId: string;
  /** Which of the trials of the case. */
  readonly index: number;
};

/** Where a cached answer is used. */
export type TrialPlace = Pick<Trial, "caseId" | "caseHash" | "index">;

/** A trial that is not run again. */
export type CachedTrial = {
  /**
   * At its place. `cached` where another run had it: then its latency tells how it was, and is never compared. One of this run, from an
   * earlier process, is what it was.
   */
  readonly trial: Trial;
  /** When its run started, in milliseconds since 1970. */
  readonly storedMs: number;
  readonly isOwn: boolean;
};

/**
 * Equal for requests of which nobody could tell the answers apart: every key of the request counts. Headers and address are those
 * that are written, so that `${NAME}` stands for the secret and no hash depends on one. Of a script the request is that of its first turn,
 * and all its turns count.
 */
export function requestHash(request: TargetRequest, turns?: readonly string[]): string {
  return contentHash(turns === undefined ? request : [request, turns]);
}

/** Whether what was made then may be used now: neither too old nor from the future. */
export function isUsable(storedMs: number, nowMs: number): boolean {
  const ageMs = nowMs - storedMs;
  return ageMs >= -clockSkewMs && ageMs < longestAgeMs;
}

/** The key of a trial: what is asked and of whom, not on which arm. */
export function cacheKey({ fingerprint, request, caseId, index }: TrialContent): string {
  return contentHash(["trial", 1, fingerprint, request, caseId, index]);
}

/**
 * The text to keep under a key; undefined for a trial that is not kept. An `infra_error` says nothing. An `app_error` is a request
 * that was refused: asking again costs nothing, while a refusal that is kept after its cause is gone would hold the baseline at 0 for
 * days and hide what a change breaks. A trial that came from the cache keeps its old age there.
 */
export function toEntry(
  key: string,
  trial: Trial,
  { storedMs, run }: { readonly storedMs: number; readonly run: string },
): string | undefined {
  if (trial.status !== "ok" || trial.cached) return undefined;
  return writeTrialEntry({ key, trial, storedMs, run });
}

/**
 * The trial that was kept under a key, at its new place; undefined for a text that is not exactly what was written under this key,
 * and for one that is too old or from the future. `run` is the identity of this run.
 */
export function readEntry(
  text: string,
  {
    key,
    place,
    nowMs,
    run,
  }: { readonly key: string; readonly place: TrialPlace; readonly nowMs: number; readonly run: string },
): CachedTrial | undefined {
  const entry = readTrialEntry(text, key);
  if (entry === undefined) return undefined;
  if (!isUsable(entry.storedMs, nowMs)) return undefined;
  const { caseId: _caseId, caseHash: _caseHash, index: _index, ...answer } = entry.trial;
  const isOwn = entry.run === run;
  return { trial: { ...place, ...answer, cached: !isOwn }, storedMs: entry.storedMs, isOwn };
}
