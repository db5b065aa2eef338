import { betaCumulative } from "./distributions.ts";

/** Arithmetic mean; NaN for no values, which has no mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance (n - 1); NaN below two values. Two passes, so that a large mean costs no digits. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** What is left of the weights below this changes no digit. */
const negligible = 1e-17;

/**
 * Harrell-Davis estimate of the quantile p in (0, 1): a mean of all order statistics weighted by a beta distribution
 * (Harrell and Davis, Biometrika 69, 1982, 635-640). For display; NaN for no values.
 */
export function harrellDavis(values: readonly number[], p: number): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const a = (n + 1) * p;
  const b = (n + 1) * (1 - p);
  let quantile = 0;
  let upTo = 1;
  for (let i = n - 1; i >= 0 && upTo > negligible; i--) {
    const below = i === 0 ? 0 : betaCumulative(i / n, a, b);
    quantile += (upTo - below) * (sorted[i] ?? Number.NaN);
    upTo = below;
  }
  return quantile;
}
