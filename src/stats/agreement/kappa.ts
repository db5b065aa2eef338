import { normalQuantile } from "../normal.ts";
import { chanceCorrected, coefficientInterval, type CoefficientWithInterval } from "./coefficient.ts";
import type { ConfusionTable } from "./confusion-table.ts";
import { sum } from "./sum.ts";
import { agreementWeights, type Weighting } from "./weights.ts";

/**
 * Cohen's kappa (Educational and Psychological Measurement 20, 1960, 37-46) with the large-sample standard error of Fleiss,
 * Cohen and Everitt (Psychological Bulletin 72, 1969, 323-327). A judge that always says the same has kappa 0, however often
 * it is right; where the truth has one category too, it is unknown.
 */
export function cohenKappa(table: ConfusionTable, confidence = 0.95): CoefficientWithInterval {
  return kappa(table, "identity", confidence);
}

/**
 * Weighted kappa for ordered categories (Cohen, Psychological Bulletin 70, 1968, 213-220): disagreement costs its distance in
 * ranks, or the square of it. Same standard error as `cohenKappa`.
 */
export function weightedKappa(
  table: ConfusionTable,
  weighting: "linear" | "quadratic",
  confidence = 0.95,
): CoefficientWithInterval {
  return kappa(table, weighting, confidence);
}

function kappa(table: ConfusionTable, weighting: Weighting, confidence: number): CoefficientWithInterval {
  const { counts, n } = table;
  const weights = agreementWeights(counts.length, weighting);
  const w = (i: number, j: number): number => weights[i]?.[j] ?? 0;
  const p = counts.map((row) => row.map((count) => count / n));
  const truth = p.map(sum);
  const judged = p.map((_, j) => sum(p.map((row) => row[j] ?? 0)));
  const over = (value: (share: number, i: number, j: number) => number): number =>
    sum(p.map((row, i) => sum(row.map((share, j) => value(share, i, j)))));

  const chance = sum(truth.map((a, i) => sum(judged.map((b, j) => w(i, j) * a * b))));
  const measured = chanceCorrected(
    over((share, i, j) => w(i, j) * share),
    chance,
    n,
  );
  if (measured.kind === "unknown") return measured;

  const unexplained = 1 - measured.value;
  const rowMean = truth.map((_, i) => sum(judged.map((b, j) => w(i, j) * b)));
  const columnMean = judged.map((_, j) => sum(truth.map((a, i) => w(i, j) * a)));
  const spread = over(
    (share, i, j) => share * (w(i, j) - ((rowMean[i] ?? 0) + (columnMean[j] ?? 0)) * unexplained) ** 2,
  );
  const variance =
    Math.max(0, spread - (measured.value - chance * unexplained) ** 2) / (n * (1 - chance) ** 2);
  const standardError = Math.sqrt(variance);
  const reach = normalQuantile((1 + confidence) / 2) * standardError;
  return { ...measured, standardError, interval: coefficientInterval(measured, reach, confidence) };
}
