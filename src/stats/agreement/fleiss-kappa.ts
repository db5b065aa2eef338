import { chanceCorrected, type Coefficient } from "./coefficient.ts";
import { sum } from "./sum.ts";

/**
 * Fleiss' kappa of `counts[item][category]`: how many raters of a panel put the item there (Fleiss, Psychological Bulletin 76,
 * 1971, 378-382). Undefined for panels of unequal size: every item needs the same number of ratings, at least two; take
 * `krippendorffAlpha` where some are missing.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Coefficient | UnequalPanels {
  const panels = counts.map(sum);
  const [raters = 0] = panels;
  if (panels.some((size) => size !== raters)) return { kind: "unknown", reason: "unequal-panels" };
  if (!(raters >= 2)) return { kind: "unknown", reason: "nothing-to-compare" };
  const pairs = raters * (raters - 1);
  const observed = sum(counts.map((row) => sum(row.map((k) => (k * (k - 1)) / pairs)))) / counts.length;
  const shares = (counts[0] ?? []).map(
    (_, j) => sum(counts.map((row) => row[j] ?? 0)) / (counts.length * raters),
  );
  return chanceCorrected(observed, sum(shares.map((share) => share * share)), counts.length);
}

export type UnequalPanels = { readonly kind: "unknown"; readonly reason: "unequal-panels" };
