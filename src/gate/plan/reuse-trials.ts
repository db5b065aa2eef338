import { contentHash } from "../../experiment/content-hash.ts";

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
  /** Milliseconds since 1970. */
  readonly storedMs: number;
  /** This run ran it, in an earlier process. */
  readonly isOwn: boolean;
};

/** By case id. */
export type Held = ReadonlyMap<string, readonly HeldTrial[]>;

/** Indices of the trials of one case on each arm; the same ones where both send the same request. */
export type ReusedCase = {
  readonly caseId: string;
  readonly baseline: ReusedTrials;
  readonly candidate: ReusedTrials;
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
  /** Take every baseline trial that has accumulated, also more than the look wants. */
  readonly takesAll: boolean;
  /** The first trial of each arm is run, since its latency is compared, or its output with others. */
  readonly runsFirst: boolean;
  readonly seed: number;
  /** Milliseconds since 1970. Fixed for a run, so that all its looks are planned on the same day. */
  readonly nowMs: number;
};

/**
 * The trials of a look. With what the cache held at the start and the same time, a later look that wants more contains the earlier
 * ones, so that a record that has those needs the rest only.
 *
 * - What this run ran in an earlier process is taken on either arm: that is the same look at the same trials, and a verdict that could
 *   be drawn again would be one to be drawn until it passes.
 * - Baseline: what the cache holds, up to `mostBaseline`, and as many more as the look wants, at the lowest free indices: so they
 *   accumulate. Of the cases that need nothing more, some are run once more to refresh the cache, see `chooseRefreshed`.
 * - Candidate: run. A trial that another run had is from another time, and would put the provider's drift into the change, where
 *   nothing but a fail is protected from it.
 * - Same request: the arms cannot differ, so both have the same trials, as many as the candidate is to have, and the change is 0 by
 *   construction. More trials on one arm would make a change out of chance.
 */
export function planReuse({ cases, held, ...reuse }: Reuse): readonly ReusedCase[] {
  const compared = cases.filter(({ isSameRequest }) => !isSameRequest).map(({ caseId }) => caseId);
  const refreshed = chooseRefreshed(compared, reuse.seed, reuse.nowMs);
  return cases.map(({ caseId, wanted, isSameRequest }) => {
    const before = held.baseline.get(caseId) ?? [];
    if (isSameRequest) {
      const both = takeOwn(before, wanted.candidate);
      return { caseId, baseline: both, candidate: both };
    }
    return {
      caseId,
      baseline: planBaseline(before, { ...reuse, wanted: wanted.baseline, isDue: refreshed.has(caseId) }),
      candidate: takeOwn(held.candidate.get(caseId) ?? [], wanted.candidate),
    };
  });
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

type BaselineReuse = Pick<Reuse, "mostBaseline" | "takesAll" | "runsFirst" | "nowMs"> & {
  readonly wanted: number;
  readonly isDue: boolean;
};

function planBaseline(
  held: readonly HeldTrial[],
  { mostBaseline, takesAll, runsFirst, nowMs, wanted, isDue }: BaselineReuse,
): ReusedTrials {
  const kept = held
    .filter(({ index, isOwn }) => index < mostBaseline && (isOwn || index > 0 || !runsFirst))
    .toSorted((a, b) => a.index - b.index);
  const first = runsFirst && wanted > 0 && kept[0]?.index !== 0 ? [0] : [];
  const rest = Math.max(0, wanted - first.length);
  if (kept.length < rest || first.length > 0)
    return {
      take: indicesOf(kept.slice(0, takesAll ? undefined : rest)),
      run: [...first, ...free(kept, rest - kept.length, first)],
    };
  const isStale = kept.every(({ storedMs }) => !(nowMs - storedMs < dayMs));
  // A first trial that is held here is this run's own, and stays the first.
  const renewed = !runsFirst && isDue && isStale && kept.length > 0 ? [indexToFill(kept, mostBaseline)] : [];
  const still = kept.filter(({ index }) => !renewed.includes(index));
  return {
    take: indicesOf(takesAll ? still : still.slice(0, Math.max(0, wanted - renewed.length))),
    run: renewed,
  };
}

/** The lowest index that is free, else that of the oldest trial. */
function indexToFill(kept: readonly HeldTrial[], mostBaseline: number): number {
  const [index = 0] = free(kept, 1, []);
  if (index < mostBaseline) return index;
  return kept.reduce((oldest, each) => (each.storedMs < oldest.storedMs ? each : oldest)).index;
}

function takeOwn(held: readonly HeldTrial[], wanted: number): ReusedTrials {
  const own = new Set(indicesOf(held.filter(({ isOwn }) => isOwn)));
  const indices = Array.from({ length: wanted }, (_, index) => index);
  return { take: indices.filter((index) => own.has(index)), run: indices.filter((index) => !own.has(index)) };
}

function indicesOf(trials: readonly HeldTrial[]): readonly number[] {
  return trials.map(({ index }) => index);
}

/** The lowest indices that no trial has. */
function free(held: readonly HeldTrial[], count: number, taken: readonly number[]): readonly number[] {
  const used = new Set([...indicesOf(held), ...taken]);
  const found: number[] = [];
  for (let index = 0; found.length < count; index++) if (!used.has(index)) found.push(index);
  return found;
}
