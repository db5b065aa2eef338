import { tQuantile } from "./distributions.ts";
import { mean, variance } from "./summaries.ts";

/** A ratio candidate / baseline with one-sided bounds; a bound is absent where the data put none on it. */
export type RatioBounds = {
  readonly ratio: number;
  readonly lower?: number;
  readonly upper?: number;
};

/** exp of this is still finite: a single pair bounds nothing, and JSON has no infinity. */
const unboundedLog = 700;

/**
 * Geometric mean of candidate / baseline over pairs of positive values, with t bounds on the log ratio: `lower` at level
 * `block`, `upper` at level `proof`. One pair gives bounds of e^-700 and e^700.
 */
export function geometricRatio(
  baseline: readonly number[],
  candidate: readonly number[],
  levels: { readonly proof: number; readonly block: number },
): RatioBounds {
  const logs = candidate.map((value, i) => Math.log(value / (baseline[i] ?? Number.NaN)));
  const centre = mean(logs);
  const n = logs.length;
  if (n < 2)
    return { ratio: Math.exp(centre), lower: Math.exp(-unboundedLog), upper: Math.exp(unboundedLog) };
  const standardError = Math.sqrt(variance(logs) / n);
  const reach = (level: number): number =>
    Math.min(unboundedLog, tQuantile(1 - level, n - 1) * standardError);
  return {
    ratio: Math.exp(centre),
    lower: Math.exp(centre - reach(levels.block)),
    upper: Math.exp(centre + reach(levels.proof)),
  };
}

/**
 * Ratio of means of paired values with Fieller's bounds (Fieller, JRSS B 16, 1954, 175-185), each one-sided at its own level.
 * A bound is absent where the mean of the baseline is not separated from 0 at that level, or there is one pair.
 */
export function fiellerRatio(
  baseline: readonly number[],
  candidate: readonly number[],
  levels: { readonly proof: number; readonly block: number },
): RatioBounds {
  const ratio = mean(candidate) / mean(baseline);
  const lower = fiellerRoots(baseline, candidate, levels.block)?.[0];
  const upper = fiellerRoots(baseline, candidate, levels.proof)?.[1];
  return { ratio, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

/** Roots r of (c - r b)^2 = t^2 var(c - r b), or nothing where they do not enclose the ratio. */
function fiellerRoots(
  baseline: readonly number[],
  candidate: readonly number[],
  level: number,
): readonly [number, number] | undefined {
  const n = baseline.length;
  if (n < 2) return undefined;
  const b = mean(baseline);
  const c = mean(candidate);
  const covariance =
    candidate.reduce((sum, value, i) => sum + (value - c) * ((baseline[i] ?? Number.NaN) - b), 0) / (n - 1);
  const t2 = tQuantile(1 - level, n - 1) ** 2 / n;
  const a2 = b * b - t2 * variance(baseline);
  if (!(a2 > 0)) return undefined;
  const a1 = b * c - t2 * covariance;
  const a0 = c * c - t2 * variance(candidate);
  const root = Math.sqrt(Math.max(0, a1 * a1 - a2 * a0));
  return [(a1 - root) / a2, (a1 + root) / a2];
}

/** Mean with one-sided t bounds: `lower` at level `block`, `upper` at level `proof`. One value bounds nothing. */
export function meanBounds(
  values: readonly number[],
  levels: { readonly proof: number; readonly block: number },
): { readonly mean: number; readonly lower?: number; readonly upper?: number } {
  const centre = mean(values);
  const n = values.length;
  if (n < 2) return { mean: centre };
  const standardError = Math.sqrt(variance(values) / n);
  return {
    mean: centre,
    lower: centre - tQuantile(1 - levels.block, n - 1) * standardError,
    upper: centre + tQuantile(1 - levels.proof, n - 1) * standardError,
  };
}
