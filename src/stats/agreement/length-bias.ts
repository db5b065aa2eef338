import { tCdf } from "../distributions.ts";
import { normalQuantile } from "../normal.ts";
import type { Interval } from "../paired-bounds.ts";
import { clamp, mean } from "../summaries.ts";

/** Two answers to one input: how much better the judge finds the first, and how long they are (any one unit). */
export type LengthPair = {
  readonly scoreDifference: number;
  readonly length: number;
  readonly otherLength: number;
};

/** How the judge's preference goes with length: above 0 it prefers the longer. */
export type LengthBias =
  | {
      readonly kind: "measured";
      readonly correlation: number;
      /** Two-sided. */
      readonly interval: Interval;
      /** Two-sided, of no correlation. */
      readonly p: number;
      readonly n: number;
    }
  | {
      readonly kind: "unknown";
      /** `too-few-pairs`: below 10, where neither interval nor p holds. `constant`: all scores, or all ratios, are the same. */
      readonly reason: "too-few-pairs" | "constant";
      readonly n: number;
    };

const fewestPairs = 10;

/**
 * Spearman's rank correlation of score difference with log length ratio. Ranks, as scores are ordinal and mostly tied, and the
 * ratio to an empty answer is infinite: it ranks last and cannot pull a line. p by t with n - 2 degrees; interval by Fisher's z
 * with variance (1 + r^2 / 2) / (n - 3) (Bonett and Wright, Psychometrika 65, 2000, 23-28). A good answer may well be longer:
 * a correlation is a hint of bias, and proof only where quality is held fixed. Pairs with a value that is no number, or a
 * negative length, are left out.
 */
export function lengthBias(pairs: readonly LengthPair[], confidence = 0.95): LengthBias {
  const usable = pairs.filter(
    ({ scoreDifference, length, otherLength }) =>
      Number.isFinite(scoreDifference) &&
      Number.isFinite(length) &&
      Number.isFinite(otherLength) &&
      length >= 0 &&
      otherLength >= 0,
  );
  const n = usable.length;
  if (n < fewestPairs) return { kind: "unknown", reason: "too-few-pairs", n };
  const r = rankCorrelation(
    usable.map(({ scoreDifference }) => scoreDifference),
    usable.map(({ length, otherLength }) => (length === otherLength ? 0 : Math.log(length / otherLength))),
  );
  if (r === undefined) return { kind: "unknown", reason: "constant", n };
  const t = Math.abs(r) * Math.sqrt((n - 2) / Math.max(0, 1 - r * r));
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt((1 + (r * r) / 2) / (n - 3));
  const at = (shift: number): number => Math.tanh(Math.atanh(clamp(r, -1 + 1e-12, 1 - 1e-12)) + shift);
  return {
    kind: "measured",
    correlation: r,
    interval: [at(-reach), at(reach)],
    p: t === Number.POSITIVE_INFINITY ? 0 : Math.min(1, 2 * tCdf(-t, n - 2)),
    n,
  };
}

/** Pearson's correlation of mid-ranks; absent where one side is constant. */
function rankCorrelation(x: readonly number[], y: readonly number[]): number | undefined {
  const [a, b] = [centredRanks(x), centredRanks(y)];
  const product = (left: readonly number[], right: readonly number[]): number =>
    left.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0);
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale > 0 ? clamp(product(a, b) / scale, -1, 1) : undefined;
}

/** Ranks, tied values sharing the mean of theirs, minus the mean rank. */
function centredRanks(values: readonly number[]): readonly number[] {
  const ranks = new Map<number, number[]>();
  for (const [i, value] of values.toSorted((a, b) => (a === b ? 0 : a - b)).entries()) {
    const places = ranks.get(value);
    if (places === undefined) ranks.set(value, [i]);
    else places.push(i);
  }
  const middle = (values.length - 1) / 2;
  const shared = new Map([...ranks].map(([value, places]) => [value, mean(places) - middle]));
  return values.map((value) => shared.get(value) ?? Number.NaN);
}
