import { generalBounds, generalWorseP, tangoBounds, tangoWorseP } from "../stats/paired-bounds.ts";
import type { Interval, Levels } from "../stats/paired-bounds.ts";
import { mean, variance } from "../stats/summaries.ts";
import { groupUnits } from "./group-units.ts";
import type { CasePair } from "./pair-arms.ts";
import { readTrials, scoredTrials } from "./read-trials.ts";
import type { ReadScore, ReadTrial, TrialLimits } from "./read-trials.ts";

/** Rounding of means of trials, far below any change that matters. */
const rounding = 1e-12;

/** A case that both arms have scored. */
export type PairedCase = {
  readonly caseId: string;
  readonly baseline: number;
  readonly candidate: number;
};

/** The change of one score from baseline to candidate over the cases that a rule reads. */
export type PairedChange = {
  /** Cases that the rule reads, lost ones included. */
  readonly cases: number;
  readonly pairs: readonly PairedCase[];
  /** Cases with a line on both arms but no score on one of them. */
  readonly lost: readonly string[];
  /** Cases that do not pair. */
  readonly withoutLine: readonly string[];
  /** Means over the pairs; absent without a pair. */
  readonly baseline?: number;
  readonly candidate?: number;
  readonly delta?: number;
  readonly worse: readonly string[];
  readonly better: readonly string[];
  readonly method: "tango" | "general";
  /** Sample variance of the change of a unit, scaled to cases; at least 1 / (n + 2). */
  readonly variance: number;
  /** Some baseline trial that was read came from the cache. */
  readonly usesCache: boolean;
  /** The change against the baseline trials that were not cached; absent where none was, or a pair has none. */
  readonly freshDelta?: number;
  readonly units: readonly Unit[];
};

/** Cases that share a group count as one unit. `worst` and `best` are the change where what is lost is taken against and for the candidate. */
type Unit = { readonly size: number; readonly worst: number; readonly best: number };

type PairedScores = { readonly baseline: number; readonly candidate: number };

type CaseChange = {
  readonly pair: CasePair;
  readonly baseline: number | undefined;
  readonly candidate: number | undefined;
  readonly usesCache: boolean;
  readonly binarySingle: boolean;
};

/** Measures the paired change of a score. The limits say how many trials of a case count; see `readTrials`. */
export function pairedChange(
  pairs: readonly CasePair[],
  readScore: ReadScore,
  limitsOf: (pair: CasePair) => TrialLimits,
): PairedChange {
  const changes = pairs.map((pair) => caseChange(pair, readScore, limitsOf(pair)));
  const scored = changes
    .filter(isPaired)
    .map(({ pair, baseline, candidate }) => ({ caseId: pair.case.id, baseline, candidate }));
  const units = unitsOf(changes);
  const grouped = units.some(({ size }) => size > 1);
  const binary = changes.every(({ binarySingle }) => binarySingle);
  const withoutLine = changes.filter(({ pair }) => pair.unpaired !== undefined);
  const lost = changes.filter((change) => change.pair.unpaired === undefined && !isPaired(change));
  const usesCache = changes.some((change) => change.usesCache);
  const moved = scored.map(({ candidate, baseline }) => candidate - baseline);
  return {
    cases: pairs.length,
    pairs: scored,
    lost: lost.map(({ pair }) => pair.case.id),
    withoutLine: withoutLine.map(({ pair }) => pair.case.id),
    ...(scored.length === 0
      ? {}
      : {
          baseline: mean(scored.map(({ baseline }) => baseline)),
          candidate: mean(scored.map(({ candidate }) => candidate)),
          delta: mean(moved),
        }),
    worse: scored.filter((_, i) => (moved[i] ?? 0) < -rounding).map(({ caseId }) => caseId),
    better: scored.filter((_, i) => (moved[i] ?? 0) > rounding).map(({ caseId }) => caseId),
    method: binary && !grouped ? "tango" : "general",
    variance: changeVariance(scored.length === changes.length ? units : unitsOf(changes.filter(isPaired))),
    usesCache,
    ...(usesCache ? freshDelta(changes, readScore) : {}),
    units,
  };
}

/** [at worst, at best] of the change, each at its own level. */
export function changeBounds(change: PairedChange, levels: Levels): Interval {
  const worst = change.units.map((unit) => unit.worst);
  const best = change.units.map((unit) => unit.best);
  if (change.method === "general") {
    const sizes = change.units.map(({ size }) => size);
    return generalBounds(worst, best, sizes, levels);
  }
  const n = worst.length;
  const [lower] = tangoBounds(count(worst, -1), count(worst, 1), n, levels);
  const [, upper] = tangoBounds(count(best, -1), count(best, 1), n, levels);
  return [lower, upper];
}

/** One-sided p-value of "nothing got worse", dual to the upper bound. */
export function worseP(change: PairedChange): number {
  const best = change.units.map((unit) => unit.best);
  return change.method === "tango" ? tangoWorseP(count(best, -1), count(best, 1)) : generalWorseP(best);
}

function count(values: readonly number[], wanted: number): number {
  return values.filter((value) => value === wanted).length;
}

function isPaired(change: CaseChange): change is CaseChange & PairedScores {
  return (
    change.pair.unpaired === undefined && change.baseline !== undefined && change.candidate !== undefined
  );
}

function caseChange(pair: CasePair, readScore: ReadScore, limits: TrialLimits): CaseChange {
  const read = readTrials(pair.baseline, pair.candidate, limits, readScore);
  return {
    pair,
    baseline: meanScore(read.baseline),
    candidate: meanScore(read.candidate),
    usesCache: read.baseline.some(({ cached }) => cached),
    binarySingle:
      read.baseline.length <= 1 &&
      read.candidate.length <= 1 &&
      read.baseline.every(isBinary) &&
      read.candidate.every(isBinary),
  };
}

function isBinary({ score }: ReadTrial): boolean {
  return score === 0 || score === 1;
}

function meanScore(trials: readonly ReadTrial[]): number | undefined {
  return trials.length === 0 ? undefined : meanOf(trials, ({ score }) => score);
}

function unitsOf(changes: readonly CaseChange[]): readonly Unit[] {
  return groupUnits(changes, ({ pair }) => pair.case).map((unit) => ({
    size: unit.length,
    worst: meanOf(unit, ({ baseline, candidate }) => (candidate ?? 0) - (baseline ?? 1)),
    best: meanOf(unit, ({ baseline, candidate }) => (candidate ?? 1) - (baseline ?? 0)),
  }));
}

/** The mean of what `read` gives, without a list of it: this runs for every case under every rule. */
function meanOf<T>(items: readonly T[], read: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += read(item);
  return sum / items.length;
}

function changeVariance(units: readonly Unit[]): number {
  const meanSize = mean(units.map(({ size }) => size));
  const spread = variance(units.map(({ size, best }) => (best * size) / meanSize));
  const least = 1 / (units.length + 2);
  return spread > least ? spread : least;
}

/** The change against the baseline trials that did not come from the cache; absent where a pair has none. */
function freshDelta(changes: readonly CaseChange[], readScore: ReadScore): { readonly freshDelta?: number } {
  const paired = changes.filter(isPaired);
  const deltas = paired.flatMap(({ pair, candidate }) => {
    const fresh = meanScore(scoredTrials(pair.baseline, readScore).filter(({ cached }) => !cached));
    return fresh === undefined ? [] : [candidate - fresh];
  });
  return deltas.length === 0 || deltas.length < paired.length ? {} : { freshDelta: mean(deltas) };
}
