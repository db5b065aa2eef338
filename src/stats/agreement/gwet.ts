import { tQuantile } from "../distributions.ts";
import { chanceCorrected, coefficientInterval, type CoefficientWithInterval } from "./coefficient.ts";
import type { ConfusionTable } from "./confusion-table.ts";
import { countRatings, type Ratings } from "./ratings.ts";
import { sum } from "./sum.ts";
import { agreementWeights, type Weighting } from "./weights.ts";

/** `times` items, each with `counts[category]` ratings. */
type Unit = { readonly counts: readonly number[]; readonly times: number };

/**
 * Gwet's AC1 of two raters (British Journal of Mathematical and Statistical Psychology 61, 2008, 29-48), AC2 with a
 * weighting. Unlike kappa it keeps its value where nearly every item has one label. t interval with n - 1 degrees.
 */
export function gwetAc1(
  table: ConfusionTable,
  weighting: Weighting = "identity",
  confidence = 0.95,
): CoefficientWithInterval {
  const units = table.counts.flatMap((row, i) =>
    row.map((times, j) => ({
      counts: table.categories.map((_, at) => Number(at === i) + Number(at === j)),
      times,
    })),
  );
  return gwet(units, table.categories.length, weighting, confidence);
}

/**
 * AC1 (AC2 with a weighting) of any number of raters with missing ratings (Gwet, Handbook of Inter-Rater Reliability, 4th
 * edition, 2014, chapters 4 and 5). An item with one rating counts towards chance agreement only. Categories are those that
 * occur, in rank order.
 */
export function gwetAc1OfRatings(
  ratings: Ratings,
  weighting: Weighting = "identity",
  confidence = 0.95,
): CoefficientWithInterval {
  const { categories, counts } = countRatings(ratings);
  return gwet(
    counts.map((unit) => ({ counts: unit, times: 1 })),
    categories.length,
    weighting,
    confidence,
  );
}

function gwet(
  all: readonly Unit[],
  size: number,
  weighting: Weighting,
  confidence: number,
): CoefficientWithInterval {
  const units = all.filter(({ counts, times }) => times !== 0 && sum(counts) > 0);
  const weights = agreementWeights(size, weighting);
  const items = sum(units.map(({ times }) => times));
  const compared = sum(units.map(({ counts, times }) => (sum(counts) >= 2 ? times : 0)));
  const total = (value: (unit: Unit) => number): number => sum(units.map((unit) => unit.times * value(unit)));

  const agreementOf = ({ counts }: Unit): number => {
    const raters = sum(counts);
    if (raters < 2) return 0;
    const agreeing = counts.map((count, i) => {
      const near = sum(counts.map((other, j) => (weights[i]?.[j] ?? 0) * other));
      return count * (near - 1);
    });
    return sum(agreeing) / (raters * (raters - 1));
  };
  const shares = Array.from(
    { length: size },
    (_, i) => total(({ counts }) => (counts[i] ?? 0) / sum(counts)) / items,
  );
  const scale = sum(weights.map(sum)) / (size * (size - 1));
  const chance = scale * sum(shares.map((share) => share * (1 - share)));
  // A single category in the list, all of them agreeing: there is no second one to guess.
  const measured = chanceCorrected(total(agreementOf) / compared, size < 2 ? 1 : chance, compared);
  if (measured.kind === "unknown") return measured;

  const influence = (unit: Unit): number => {
    const raters = sum(unit.counts);
    const expected = raters < 2 ? 0 : chance;
    const own = ((items / compared) * (agreementOf(unit) - expected)) / (1 - chance);
    const ownChance = (scale * sum(unit.counts.map((count, i) => count * (1 - (shares[i] ?? 0))))) / raters;
    return own - (2 * (1 - measured.value) * (ownChance - chance)) / (1 - chance);
  };
  const spread = total((unit) => (influence(unit) - measured.value) ** 2);
  const standardError = Math.sqrt(spread / (items * (items - 1)));
  const reach = tQuantile((1 + confidence) / 2, items - 1) * standardError;
  return { ...measured, standardError, interval: coefficientInterval(measured, reach, confidence) };
}
