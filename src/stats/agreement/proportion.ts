import { binomialLower, binomialUpper } from "../distributions.ts";
import { normalQuantile } from "../normal.ts";
import type { Interval } from "../paired-bounds.ts";

/** `k` of `n`: whole numbers, 0 <= k <= n. */
export type Count = { readonly k: number; readonly n: number };

/** A share with its two-sided interval; `unknown` where nothing was counted, which is not 0. */
export type Share =
  | { readonly kind: "measured"; readonly value: number; readonly count: Count; readonly interval: Interval }
  | { readonly kind: "unknown"; readonly reason: "nothing-counted" };

/** The share k / n with Wilson's interval; `unknown` for n = 0 or a count that is none. */
export function measureShare(count: Count, confidence = 0.95): Share {
  if (!isCount(count) || count.n === 0) return { kind: "unknown", reason: "nothing-counted" };
  return { kind: "measured", value: count.k / count.n, count, interval: wilsonInterval(count, confidence) };
}

/** Whole numbers with 0 <= k <= n. NaN is not one. */
export function isCount({ k, n }: Count): boolean {
  return Number.isInteger(k) && Number.isInteger(n) && k >= 0 && k <= n;
}

/**
 * Wilson's score interval of a share (Wilson, JASA 22, 1927, 209-212; without continuity correction: method 3 of Newcombe,
 * Statistics in Medicine 17, 1998, 857-872). `k` need not be whole. No observations say nothing: [0, 1].
 */
export function wilsonInterval({ k, n }: Count, confidence: number): Interval {
  if (!(n > 0)) return [0, 1];
  const z = normalQuantile((1 + confidence) / 2);
  const z2 = z * z;
  const centre = k + z2 / 2;
  const reach = z * Math.sqrt((k * (n - k)) / n + z2 / 4);
  return [k === 0 ? 0 : (centre - reach) / (n + z2), k === n ? 1 : (centre + reach) / (n + z2)];
}

/**
 * Clopper and Pearson's exact interval (Biometrika 26, 1934, 404-413): each bound errs with at most (1 - confidence) / 2,
 * whatever the share. Wider than Wilson's; for bounds that a decision rests on. No observations say nothing: [0, 1].
 */
export function exactInterval({ k, n }: Count, confidence: number): Interval {
  if (!(n > 0)) return [0, 1];
  const level = (1 - confidence) / 2;
  return [
    k === 0 ? 0 : bisect((p) => binomialUpper(k, n, p) >= level),
    k === n ? 1 : bisect((p) => binomialLower(k, n, p) <= level),
  ];
}

/** The smallest share in [0, 1] from which on `holds` is true, for a claim that turns true once as the share rises. */
function bisect(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
