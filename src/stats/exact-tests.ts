import hypergeometricPmf from "@stdlib/stats-base-dists-hypergeometric-pmf";
import { binomialUpper, chiSquareUpper } from "./distributions.ts";

/**
 * One-sided Fisher exact test that the candidate fails more often than the baseline: P(at least this many of the failures are
 * the candidate's), given the margins. 1 where an arm has no trial.
 */
export function fisherWorseP(
  candidateFailures: number,
  candidateTrials: number,
  baselineFailures: number,
  baselineTrials: number,
): number {
  if (candidateTrials === 0 || baselineTrials === 0) return 1;
  const failures = candidateFailures + baselineFailures;
  const most = Math.min(failures, candidateTrials);
  let p = 0;
  for (let x = candidateFailures; x <= most; x++) {
    p += hypergeometricPmf(x, candidateTrials + baselineTrials, failures, candidateTrials);
  }
  return Math.min(1, p);
}

/** McNemar's mid-p value, two-sided, of `worse` against `better` changed pairs (Fagerland et al., BMC MRM 13, 2013). For display. */
export function mcNemarMidP(worse: number, better: number): number {
  const n = worse + better;
  if (n === 0) return 1;
  const most = Math.max(worse, better);
  const atLeast = binomialUpper(most, n, 0.5);
  const exactly = atLeast - binomialUpper(most + 1, n, 0.5);
  return Math.min(1, 2 * atLeast - exactly);
}

/**
 * Stuart-Maxwell test of equal margins of a square table of paired categories (rows: baseline). Categories that no change
 * touches are left out. For display; absent where nothing changed or the covariance is singular.
 */
export function stuartMaxwell(
  table: readonly (readonly number[])[],
): { readonly chiSquare: number; readonly df: number; readonly p: number } | undefined {
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const all = table.map((_, i) => i);
  const touched = all.filter((i) => all.some((j) => j !== i && at(i, j) + at(j, i) > 0));
  const kept = touched.slice(0, -1);
  if (kept.length === 0) return undefined;
  const rowSum = (i: number): number => all.reduce((sum, j) => sum + at(i, j), 0);
  const columnSum = (i: number): number => all.reduce((sum, j) => sum + at(j, i), 0);
  const shift = kept.map((i) => rowSum(i) - columnSum(i));
  const covariance = kept.map((i) =>
    kept.map((j) => (i === j ? rowSum(i) + columnSum(i) - 2 * at(i, i) : -(at(i, j) + at(j, i)))),
  );
  const solved = solve(covariance, shift);
  if (solved === undefined) return undefined;
  const chiSquare = shift.reduce((sum, d, i) => sum + d * (solved[i] ?? Number.NaN), 0);
  return { chiSquare, df: kept.length, p: chiSquareUpper(chiSquare, kept.length) };
}

/** Gaussian elimination with partial pivoting; absent for a singular matrix. */
function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i] ?? Number.NaN]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let i = column; i < n; i++) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i;
    }
    const pivotRow = rows[best];
    const pivot = pivotRow?.[column] ?? 0;
    if (pivotRow === undefined || Math.abs(pivot) < 1e-12) return undefined;
    rows[best] = rows[column] ?? pivotRow;
    rows[column] = pivotRow;
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = (row[column] ?? 0) / pivot;
      for (let j = column; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[n] ?? Number.NaN) / (row[i] ?? Number.NaN));
}
