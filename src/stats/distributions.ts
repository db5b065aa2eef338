import betaCdf from "@stdlib/stats-base-dists-beta-cdf";
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import chisquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import normalCdfOf from "@stdlib/stats-base-dists-normal-cdf";
import tCdfOf from "@stdlib/stats-base-dists-t-cdf";
import tQuantileOf from "@stdlib/stats-base-dists-t-quantile";

/** P(Z <= x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normalCdfOf(x, 0, 1);
}

/** Quantile of Student's t, p in (0, 1), df > 0. */
export function tQuantile(p: number, df: number): number {
  return tQuantileOf(p, df);
}

/** P(T <= x) of Student's t. */
export function tCdf(x: number, df: number): number {
  return tCdfOf(x, df);
}

/** P(B <= x) of the beta distribution, both parameters > 0. */
export function betaCumulative(x: number, a: number, b: number): number {
  return betaCdf(x, a, b);
}

/** P(X <= k) of the binomial distribution. */
export function binomialLower(k: number, n: number, p: number): number {
  return binomialCdf(k, n, p);
}

/** P(X >= k) of the binomial distribution, as the regularised incomplete beta function, so that small tails keep their digits. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return betaCdf(p, k, n - k + 1);
}

/** P(X > x) of the chi-square distribution. */
export function chiSquareUpper(x: number, df: number): number {
  return 1 - chisquareCdf(x, df);
}
