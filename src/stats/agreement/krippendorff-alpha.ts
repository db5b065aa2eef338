import { chanceCorrected, type Coefficient } from "./coefficient.ts";
import { countRatings, type Ratings } from "./ratings.ts";
import { sum } from "./sum.ts";

/** What a difference between two ratings costs: all alike, by how many ratings lie between, or by the square of the gap. */
export type Metric = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's alpha of any number of raters with missing ratings (Krippendorff, Computing Krippendorff's
 * Alpha-Reliability, 2011): 1 - observed / expected disagreement, so `observed` and `chance` are 1 - those, the expected
 * scaled to at most 1. `interval` needs numbers; strings have no distance and make it unknown. Items with one rating are out.
 */
export function krippendorffAlpha(ratings: Ratings, metric: Metric): Coefficient | NotNumbers {
  const { categories, counts: all } = countRatings(ratings);
  if (metric === "interval" && categories.some((category) => typeof category !== "number")) {
    return { kind: "unknown", reason: "not-numbers" };
  }
  const counts = all.filter((unit) => sum(unit) >= 2);
  const totals = categories.map((_, c) => sum(counts.map((unit) => unit[c] ?? 0)));
  const values = sum(totals);
  if (!(values > 0)) return { kind: "unknown", reason: "nothing-to-compare" };
  const cost = costs(categories, totals, metric);
  const largest = Math.max(...cost.flat());
  const over = (value: (c: number, k: number) => number): number =>
    sum(totals.map((_, c) => sum(totals.map((__, k) => (c === k ? 0 : value(c, k) * (cost[c]?.[k] ?? 0))))));

  const coincidences = (c: number, k: number): number =>
    sum(counts.map((unit) => ((unit[c] ?? 0) * (unit[k] ?? 0)) / (sum(unit) - 1)));
  const disagreement = over(coincidences) / values / largest;
  const expected = over((c, k) => (totals[c] ?? 0) * (totals[k] ?? 0)) / (values * (values - 1)) / largest;
  if (!(expected > 0)) return { kind: "unknown", reason: "one-category" };
  return chanceCorrected(1 - disagreement, 1 - expected, counts.length);
}

export type NotNumbers = { readonly kind: "unknown"; readonly reason: "not-numbers" };

function costs(
  categories: readonly (number | string)[],
  totals: readonly number[],
  metric: Metric,
): readonly (readonly number[])[] {
  return categories.map((a, c) =>
    categories.map((b, k) => {
      if (c === k) return 0;
      if (metric === "nominal") return 1;
      if (metric === "interval") return (Number(a) - Number(b)) ** 2;
      const [low, high] = c < k ? [c, k] : [k, c];
      const between = sum(totals.slice(low, high + 1));
      return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
    }),
  );
}
