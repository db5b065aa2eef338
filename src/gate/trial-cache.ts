import { contentHash } from "../experiment/content-hash.ts";
import type { ModelRequest } from "../experiment/model-call.ts";
import type { Trial } from "../experiment/trial.ts";
import { readTrialEntry, writeTrialEntry } from "../record/trial-entry.ts";

/** Trials by content: what the key of one is, which are kept, and for how long. Scores and verdicts are never kept. */

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
  /** Which of the cases that send this request, as `countCopies` numbers them. */
  readonly copy: number;
  /** Which of the trials of the case. */
  readonly index: number;
};

/** Where a cached answer is used. */
export type TrialPlace = Pick<Trial, "caseId" | "caseHash" | "index">;

/** A trial that is not run again. */
export type CachedTrial = {
  /** At its place, with `cached: true`. Its latency tells how it was, and is never compared. */
  readonly trial: Trial;
  /** When it was run, in milliseconds since 1970. */
  readonly storedMs: number;
  /** Identity of the run that ran it; absent where that run had none. */
  readonly run?: string;
};

/**
 * Equal for requests of which nobody could tell the answers apart: every key of the request counts. Headers and address are those
 * that are written, so that `${NAME}` stands for the secret and no hash depends on one.
 */
export function requestHash(request: ModelRequest): string {
  return contentHash(request);
}

/** The key of a trial: its content alone, neither the arm nor the case. */
export function cacheKey({ fingerprint, request, copy, index }: TrialContent): string {
  return contentHash(["trial", 1, fingerprint, request, copy, index]);
}

/**
 * Numbers the cases that send one request, in the order of their ids: 0 for each that is alone. Two such cases are two units of the
 * verdict, whose bounds take units to be independent: with one answer for both, chance would count twice.
 */
export function countCopies(requestByCase: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  const copies = new Map<string, number>();
  for (const caseId of [...requestByCase.keys()].toSorted()) {
    const request = requestByCase.get(caseId) ?? "";
    const copy = seen.get(request) ?? 0;
    copies.set(caseId, copy);
    seen.set(request, copy + 1);
  }
  return copies;
}

/**
 * The text to keep under a key; undefined for a trial that is not kept. An `infra_error` says nothing. An `app_error` is a request
 * that was refused: asking again costs nothing, while a refusal that is kept after its cause is gone would hold the baseline at 0 for
 * days and hide what a change breaks. A trial that came from the cache keeps its old age there.
 */
export function toEntry(
  key: string,
  trial: Trial,
  { storedMs, run }: Pick<CachedTrial, "storedMs" | "run">,
): string | undefined {
  if (trial.status !== "ok" || trial.cached) return undefined;
  return writeTrialEntry({ key, trial, storedMs, ...(run === undefined ? {} : { run }) });
}

/**
 * The trial that was kept under a key, at its new place; undefined for a text that is not exactly what was written under this key,
 * and for one that is too old or from the future.
 */
export function readEntry(
  text: string,
  { key, place, nowMs }: { readonly key: string; readonly place: TrialPlace; readonly nowMs: number },
): CachedTrial | undefined {
  const entry = readTrialEntry(text, key);
  if (entry === undefined) return undefined;
  const { trial, storedMs, run } = entry;
  const ageMs = nowMs - storedMs;
  if (!(ageMs >= -clockSkewMs && ageMs < longestAgeMs)) return undefined;
  const { caseId: _caseId, caseHash: _caseHash, index: _index, ...answer } = trial;
  return {
    trial: { ...place, ...answer, cached: true },
    storedMs,
    ...(run === undefined ? {} : { run }),
  };
}
