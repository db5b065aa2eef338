/**
 * Benjamini-Hochberg adjusted p-values (JRSS B 57, 1995, 289-300), in the order given: one at or below q is a finding at false
 * discovery rate q.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const m = pValues.length;
  const order = pValues.map((p, i) => ({ p, i })).toSorted((a, b) => b.p - a.p);
  const adjusted = Array.from<number>({ length: m });
  let least = 1;
  for (const [rank, { p, i }] of order.entries()) {
    least = Math.min(least, (p * m) / (m - rank));
    adjusted[i] = least;
  }
  return adjusted;
}
