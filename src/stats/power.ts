import { normalQuantile } from "./normal.ts";

const power = 0.8;

/**
 * The drop that n cases block with 80% probability: the larger of the drop that U < 0 finds, whose own variance is counted in,
 * and the one that is measured beyond `maxDrop`. V is the variance of the paired changes (decision.md section 7).
 */
export function detectableDrop(variance: number, n: number, blockLevel: number, maxDrop: number): number {
  const zPower = normalQuantile(power);
  const k = (normalQuantile(1 - blockLevel) + zPower) ** 2 / n;
  const found = (k / 2 + Math.sqrt((k * k) / 4 + 4 * k * variance)) / 2;
  return Math.max(found, maxDrop + zPower * Math.sqrt(variance / n));
}

/** How many cases prove "no worse than `maxDrop`" with 80% probability when nothing changed. Infinity for a tolerance of 0. */
export function casesToProve(variance: number, maxDrop: number, proofLevel: number): number {
  const z =
    normalQuantile(1 - proofLevel) * Math.sqrt(variance + maxDrop) +
    normalQuantile(power) * Math.sqrt(variance);
  return Math.ceil((z / maxDrop) ** 2);
}

/** The fewest cases whose all ties prove `maxDrop`: below it nothing can pass proven. -z^2 / (n + z^2) > -maxDrop. */
export function fewestCasesToProve(maxDrop: number, proofLevel: number): number {
  if (!(maxDrop > 0)) return Number.POSITIVE_INFINITY;
  const z2 = normalQuantile(1 - proofLevel) ** 2;
  return Math.floor((z2 * (1 - maxDrop)) / maxDrop) + 1;
}

/** The fewest requests, none over, that prove a quantile met at `level`: 59 for p95, 29 for p90, 299 for p99. */
export function fewestToProveQuantile(quantile: number, level: number): number {
  return Math.ceil(Math.log(level) / Math.log(quantile));
}
