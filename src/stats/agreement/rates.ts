import type { ConfusionTable } from "./confusion-table.ts";
import { measureShare, type Share } from "./proportion.ts";

/** How often the judge is right: over all, where the truth is `positive`, and where it is not. Wilson intervals. */
export type Rates = { readonly accuracy: Share; readonly sensitivity: Share; readonly specificity: Share };

/**
 * Accuracy, sensitivity (judged `positive` of truly `positive`) and specificity (judged something else of truly something
 * else). With more than two categories the others count as one. `unknown` where the truth has no such item.
 */
export function judgeRates(table: ConfusionTable, positive: string, confidence = 0.95): Rates {
  const at = table.categories.indexOf(positive);
  const sum = (counts: (truth: number, judged: number) => boolean): number =>
    table.counts.reduce(
      (all, row, i) => all + row.reduce((part, count, j) => (counts(i, j) ? part + count : part), 0),
      0,
    );
  const share = (k: number, n: number): Share => measureShare({ k, n }, confidence);
  return {
    accuracy: share(
      sum((i, j) => i === j),
      table.n,
    ),
    sensitivity: share(
      sum((i, j) => i === at && j === at),
      sum((i) => i === at),
    ),
    specificity: share(
      sum((i, j) => i !== at && j !== at),
      sum((i) => i !== at),
    ),
  };
}
