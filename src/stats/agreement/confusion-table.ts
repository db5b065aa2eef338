/** One item: what people say of it and what the judge says. An absent label is a missing one. */
export type LabelPair = { readonly truth: string | undefined; readonly judged: string | undefined };

/** How often the judge said column j where the truth is row i. */
export type ConfusionTable = {
  /** In rank order, where they have one: weighted kappa reads distances from it. */
  readonly categories: readonly string[];
  /** `counts[truth][judged]`. */
  readonly counts: readonly (readonly number[])[];
  /** Pairs in the table. */
  readonly n: number;
  /** Pairs with a label that is absent or not a category: unscored, in no cell. */
  readonly leftOut: number;
};

/** Counts pairs into a square table over `categories`, each of which is there even when no pair has it. */
export function confusionTable(categories: readonly string[], pairs: readonly LabelPair[]): ConfusionTable {
  const places = new Map(categories.map((category, i) => [category, i]));
  const counts = categories.map(() => categories.map(() => 0));
  let n = 0;
  for (const { truth, judged } of pairs) {
    if (truth === undefined || judged === undefined) continue;
    const row = counts[places.get(truth) ?? -1];
    const column = places.get(judged);
    if (row === undefined || column === undefined) continue;
    row[column] = (row[column] ?? 0) + 1;
    n += 1;
  }
  return { categories, counts, n, leftOut: pairs.length - n };
}
