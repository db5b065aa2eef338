import type { Imported } from "../../traces/import-piece.ts";
import type { PriceOf } from "../../traces/with-trace.ts";
import { type CollectReport, TraceTally } from "./trace-tally.ts";

/** A trace as a whole, and from where a reading goes on after it. */
export type WholeTrace = { readonly imported: Imported; readonly cursor: string };

/** Where the lines go. */
export type LineJournal = {
  readonly append: (line: string) => Promise<void>;
  /** A later run goes on from here: all lines until now are kept. */
  readonly save: (cursor: string) => Promise<void>;
};

const savedMs = 1000;

/**
 * Writes traces that come whole, a line each, and saves where to go on: at most a second's work is done again by the next run. Also where
 * the traces break off with an error, which is thrown.
 */
export async function collectInOrder(
  traces: AsyncIterable<WholeTrace>,
  journal: LineJournal,
  { priceOf, now }: { readonly priceOf: PriceOf; readonly now: () => number },
): Promise<CollectReport> {
  const tally = new TraceTally(priceOf);
  let unsaved: string | undefined;
  let lastMs = now();
  const save = async (): Promise<void> => {
    if (unsaved !== undefined) await journal.save(unsaved);
    unsaved = undefined;
    lastMs = now();
  };
  try {
    for await (const { imported, cursor } of traces) {
      const line = tally.lineOf(tally.take({ imported }));
      if (line !== undefined) await journal.append(line);
      unsaved = cursor;
      if (now() - lastMs >= savedMs) await save();
    }
  } finally {
    await save();
  }
  return tally.report();
}
