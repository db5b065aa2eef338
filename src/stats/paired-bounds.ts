import { normalCdf, tCdf, tQuantile } from "./distributions.ts";
import { normalQuantile } from "./normal.ts";
import { clamp, mean } from "./summaries.ts";

/** One-sided error levels of the two bounds: `proof` of the lower one, `block` of the upper one. Each in (0, 0.5]. */
export type Levels = { readonly proof: number; readonly block: number };

/** [lower bound at its level, upper bound at its level]. */
export type Interval = readonly [lower: number, upper: number];

/**
 * Tango's score bounds of (better - worse) / n for paired binary outcomes (Tango, Statistics in Medicine 17, 1998, 891-908);
 * the bound at level a is the change at which the score statistic equals the normal quantile, found by bisection to the last
 * digit. Dual to McNemar's test. n < 2 says nothing: [-1, 1].
 */
export function tangoBounds(worse: number, better: number, n: number, levels: Levels): Interval {
  if (!(n >= 2)) return [-1, 1];
  const zProof = normalQuantile(1 - levels.proof);
  const zBlock = normalQuantile(1 - levels.block);
  return [
    bisect((change) => tangoScore(worse, better, n, change) <= zProof),
    bisect((change) => tangoScore(worse, better, n, change) <= -zBlock),
  ];
}

/** The score statistic of H0: change = d. Falls as d rises from -1 to 1. */
function tangoScore(worse: number, better: number, n: number, d: number): number {
  const change = better - worse - n * d;
  // Maximum likelihood estimate of P(worse) under H0: the larger root of A q^2 + B q + C.
  const a = 2 * n;
  const b = -better - worse + (2 * n - better + worse) * d;
  const c = -worse * d * (1 - d);
  const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = n * (2 * q + d * (1 - d));
  if (variance > 0) return change / Math.sqrt(variance);
  return change === 0 ? 0 : Math.sign(change) * Number.POSITIVE_INFINITY;
}

/** The smallest d in [-1, 1] from which on `holds` is true, for a claim that turns true once as d rises. */
function bisect(holds: (d: number) => boolean): number {
  let low = -1;
  let high = 1;
  if (holds(low)) return low;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Lower bound of the mean of paired changes in [-1, 1]: the score bound of decision.md section 2, solved for m. All ties give
 * -z^2 / (n + z^2), never a zero width. Not clamped.
 */
export function generalLower(changes: readonly number[], level: number): number {
  const n = changes.length;
  const z = normalQuantile(1 - level);
  const k = (z * z) / n;
  const m = mean(changes);
  const s = mean(changes.map((d) => d * d));
  const half = k * (1 + 2 * m);
  return m - (half + Math.sqrt(half * half + 4 * (1 + k) * k * Math.max(0, s - m * m))) / (2 * (1 + k));
}

/**
 * Upper bound of the mean of paired changes in [-1, 1]: Agresti and Min's added pairs (Statistics in Medicine 24, 2005, 729-740)
 * with a t quantile. Not clamped.
 */
export function generalUpper(changes: readonly number[], level: number): number {
  const { centre, standardError, df } = agrestiMin(changes);
  return centre + tQuantile(1 - level, df) * standardError;
}

function agrestiMin(changes: readonly number[]): { centre: number; standardError: number; df: number } {
  const size = changes.length + 2;
  const centre = changes.reduce((sum, d) => sum + d, 0) / size;
  const variance = (changes.reduce((sum, d) => sum + d * d, 0) + 1) / size - centre * centre;
  return { centre, standardError: Math.sqrt(variance / size), df: changes.length - 1 };
}

/**
 * General bounds for graded scores, several trials, or groups. Each change belongs to a unit of `weights[i]` cases: bounds are
 * taken on d w / max w, multiplied by max w / mean w, and clamped to [-1, 1]. L is read from `worst`, U from `best`, which
 * differ where a pair is lost. Fewer than 2 units say nothing: [-1, 1].
 */
export function generalBounds(
  worst: readonly number[],
  best: readonly number[],
  weights: readonly number[],
  levels: Levels,
): Interval {
  if (!(worst.length >= 2)) return [-1, 1];
  const largest = weights.reduce((most, w) => Math.max(most, w), 0);
  const scale = largest / mean(weights);
  const scaled = (changes: readonly number[]): number[] =>
    changes.map((d, i) => (d * (weights[i] ?? 1)) / largest);
  return [
    clamp(scale * generalLower(scaled(worst), levels.proof), -1, 1),
    clamp(scale * generalUpper(scaled(best), levels.block), -1, 1),
  ];
}

/** One-sided p-value of "nothing got worse" from binary pairs; below a exactly where Tango's upper bound at a is below 0. */
export function tangoWorseP(worse: number, better: number): number {
  const changed = worse + better;
  return changed === 0 ? 1 : normalCdf((better - worse) / Math.sqrt(changed));
}

/** One-sided p-value of "nothing got worse" from graded changes; below a exactly where the general upper bound at a is below 0. */
export function generalWorseP(changes: readonly number[]): number {
  if (!(changes.length >= 2)) return 1;
  const { centre, standardError, df } = agrestiMin(changes);
  return tCdf(centre / standardError, df);
}
