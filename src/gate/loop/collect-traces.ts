import { ProblemError } from "../../problem.ts";
import { PieceGroups, type Spill } from "../../traces/group-pieces.ts";
import { importFile } from "../../traces/import-file.ts";
import { openImporter } from "../../traces/import-traces.ts";
import type { TraceSystem } from "../../traces/normal-trace.ts";
import type { PriceOf } from "../../traces/with-trace.ts";
import { type Arrival, type CollectReport, TraceTally } from "./trace-tally.ts";

export type { Arrival, CollectReport } from "./trace-tally.ts";

export type CollectEffects = {
  readonly openSpill: () => Promise<Spill>;
  /** List price of tokens, for traces that tell no cost. */
  readonly priceOf: PriceOf;
};

export type Collection = {
  /**
   * Each trace as a line of the normal form, in the order in which they first appear. To be read to its end, once. Throws a ProblemError where
   * there was something to read and nothing could be.
   */
  readonly lines: () => AsyncGenerator<string>;
  /** What was counted, once `lines` has ended. */
  readonly report: () => CollectReport;
};

/**
 * Brings what arrives into the normal form, a line a trace. Nothing is written before all has arrived, since a trace may be scattered over
 * all of it; memory stays flat, and the same arrivals give the same lines. A trace whose start is not known is never too old.
 */
export function collectTraces(
  arrivals: AsyncIterable<readonly Arrival[]>,
  effects: CollectEffects,
  { sinceMs }: { readonly sinceMs?: number } = {},
): Collection {
  const tally = new TraceTally(effects.priceOf, sinceMs);

  async function* lines(): AsyncGenerator<string> {
    const groups = new PieceGroups(effects.openSpill);
    try {
      for await (const batch of arrivals)
        for (const arrival of batch) for (const piece of tally.take(arrival)) await groups.add(piece);
      for await (const pieces of groups.groups(tally.notes)) {
        const line = tally.lineOf(pieces);
        if (line !== undefined) yield line;
      }
      if (tally.isAllUnread) throw new ProblemError(tally.report().problems);
    } finally {
      await groups.close();
    }
  }

  return { lines, report: () => tally.report() };
}

/** What the files say, one after the other. `from`: all of them are exports of that system; else each value tells by its form. */
export async function* readTraceFiles(
  files: readonly { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> }[],
  from?: TraceSystem,
): AsyncGenerator<readonly Arrival[]> {
  for (const { file, open } of files) {
    for await (const batch of importFile(file, open(), openImporter(from)))
      yield batch.map((line) => ({ file, ...line }));
  }
}
