import { contentHash } from "../experiment/content-hash.ts";

/**
 * Which trials are taken from the cache, and which are run. Decided from ages and hashes alone, never from an answer: a choice that
 * looked at answers would prefer some of them.
 */

const dayMs = 24 * 60 * 60 * 1000;
const refreshedShare = 0.1;
const fewestRefreshed = 10;

/** A case, and what a look wants of it. */
export type CaseToReuse = {
  readonly caseId: string;
  /** Trials that the case has on each arm at the end of the look, those of earlier looks included. */
  readonly wanted: { readonly baseline: number; readonly candidate: number };
  /** Both arms send the same request for it. */
  readonly isSameRequest: boolean;
};

/** A trial in the cache that may be used. */
export type HeldTrial = {
  readonly index: number;
  readonly storedMs: number;
  /** Identity of the run that ran it. */
  readonly run?: string;
};

export type Held = ReadonlyMap<string, readonly HeldTrial[]>;

/** Indices of the trials of one case. */
export type ReusedCase = {
  readonly caseId: string;
  readonly baseline: ReusedTrials;
  /** With the same request, `shared` are trials of the baseline, taken or run, and nothing else is run. */
  readonly candidate: ReusedTrials & { readonly shared: readonly number[] };
};

export type ReusedTrials = {
  /** From the cache. */
  readonly take: readonly number[];
  readonly run: readonly number[];
};

export type Reuse = {
  readonly cases: readonly CaseToReuse[];
  /** What the cache holds under the keys of each arm. */
  readonly held: { readonly baseline: Held; readonly candidate: Held };
  /** `policy.trials.baseline`: how many baseline trials of a case accumulate. */
  readonly mostBaseline: number;
  /** Identity of this run. Absent: no candidate trial is taken. */
  readonly run?: string;
  readonly seed: number;
  /** Milliseconds since 1970. Fixed for a run, so that all its looks are planned on the same day. */
  readonly nowMs: number;
};

/**
 * The trials of a look. With what the cache held at the start and the same time, a later look that wants more contains the earlier
 * ones, so that a record that has those needs the rest only.
 *
 * - Same request: the arms cannot differ, so both have the same trials, as many as the candidate is to have, and the change is 0 by
 *   construction. More trials on one arm would make a change out of chance.
 * - Baseline: everything that the cache holds, up to `mostBaseline`, and as many more as the look wants, at the lowest free indices:
 *   so they accumulate. Of the cases that need nothing more, some are run once more to refresh the cache, see `chooseRefreshed`.
 * - Candidate: run. A trial that another run had is from another time, and would put the provider's drift into the change, where
 *   nothing but a fail is protected from it. Of the same run again it is taken: that is the same look at the same trials, and a
 *   verdict that could be drawn again would be one to be drawn until it passes.
 */
export function planReuse({ cases, held, mostBaseline, run, seed, nowMs }: Reuse): readonly ReusedCase[] {
  const compared = cases.filter(({ isSameRequest }) => !isSameRequest);
  const refreshed = chooseRefreshed(
    compared.map(({ caseId }) => caseId),
    seed,
    nowMs,
  );
  return cases.map(({ caseId, wanted, isSameRequest }) => {
    const kept = keptTrials(held.baseline.get(caseId) ?? [], mostBaseline);
    if (isSameRequest) return shareTrials(caseId, kept, wanted.candidate);
    const isStale = kept.every(({ storedMs }) => !(nowMs - storedMs < dayMs));
    const isDue = refreshed.has(caseId) && isStale;
    const own = (held.candidate.get(caseId) ?? []).filter((trial) => run !== undefined && trial.run === run);
    return {
      caseId,
      baseline: planBaseline(kept, { wanted: wanted.baseline, most: mostBaseline, isDue }),
      candidate: { shared: [], ...planCandidate(own, wanted.candidate) },
    };
  });
}

/**
 * The index under which a trial beyond the plan is kept, such as the fresh one before a fail: the lowest that is free, else that of
 * the oldest.
 */
export function indexToFill(held: readonly HeldTrial[], mostBaseline: number): number {
  const kept = keptTrials(held, mostBaseline);
  const [free = 0] = lowestFree(kept, 1);
  if (free < mostBaseline) return free;
  return kept.reduce((oldest, each) => (each.storedMs < oldest.storedMs ? each : oldest)).index;
}

/**
 * A tenth of the cases, at least ten, anew each day (UTC). One that has a trial of the last 24 hours is not due, whatever the day: so
 * a second run on a day pays for no baseline trial, and the cache is still renewed from day to day.
 */
function chooseRefreshed(caseIds: readonly string[], seed: number, nowMs: number): ReadonlySet<string> {
  const day = Math.floor(nowMs / dayMs);
  const count = Math.max(fewestRefreshed, Math.ceil(caseIds.length * refreshedShare));
  if (count >= caseIds.length) return new Set(caseIds);
  return new Set(
    caseIds
      .map((caseId) => ({ caseId, rank: contentHash(["refresh", seed, day, caseId]) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, count)
      .map(({ caseId }) => caseId),
  );
}

function keptTrials(held: readonly HeldTrial[], most: number): readonly HeldTrial[] {
  return held.filter(({ index }) => index < most).toSorted((a, b) => a.index - b.index);
}

function shareTrials(caseId: string, kept: readonly HeldTrial[], wanted: number): ReusedCase {
  const take = indicesOf(kept.slice(0, wanted));
  const run = lowestFree(kept, wanted - take.length);
  const shared = [...take, ...run].toSorted((a, b) => a - b);
  return { caseId, baseline: { take, run }, candidate: { shared, take: [], run: [] } };
}

function planBaseline(
  kept: readonly HeldTrial[],
  { wanted, most, isDue }: { readonly wanted: number; readonly most: number; readonly isDue: boolean },
): ReusedTrials {
  const missing = wanted - kept.length;
  if (missing > 0 || !isDue) return { take: indicesOf(kept), run: lowestFree(kept, missing) };
  const filled = indexToFill(kept, most);
  return { take: indicesOf(kept).filter((index) => index !== filled), run: [filled] };
}

function planCandidate(own: readonly HeldTrial[], wanted: number): ReusedTrials {
  const ownIndices = new Set(indicesOf(own));
  const indices = Array.from({ length: wanted }, (_, index) => index);
  return {
    take: indices.filter((index) => ownIndices.has(index)),
    run: indices.filter((index) => !ownIndices.has(index)),
  };
}

function indicesOf(trials: readonly HeldTrial[]): readonly number[] {
  return trials.map(({ index }) => index);
}

/** The lowest indices that no trial has. */
function lowestFree(held: readonly HeldTrial[], count: number): readonly number[] {
  const used = new Set(indicesOf(held));
  const free: number[] = [];
  for (let index = 0; free.length < count; index++) if (!used.has(index)) free.push(index);
  return free;
}
