import type { Imported } from "../../traces/import-piece.ts";
import { type OpenLimits, OpenTraces } from "../../traces/open-traces.ts";
import type { PriceOf } from "../../traces/with-trace.ts";
import { type CollectReport, TraceTally } from "./trace-tally.ts";

export type LiveTraces = {
  /** What came in one export. */
  readonly take: (imported: Imported, nowMs: number) => void;
  /** Writes the traces that are over by now. */
  readonly tick: (nowMs: number) => void;
  /** Writes all that are left. */
  readonly end: () => void;
  readonly report: () => CollectReport;
};

export type LiveOptions = {
  readonly priceOf: PriceOf;
  /** A trace of the normal form, when it is over; what it throws is thrown on. */
  readonly onLine: (line: string) => void;
  /** A trace is over when nothing came of it for so long; for one whose first span is missing it is twelve times that. */
  readonly quietMs: number;
  readonly sinceMs?: number;
};

const limits = { mostTraces: 10_000, mostText: 64 * 1024 * 1024 } as const;
const rootlessFactor = 12;

/** Traces as their spans are received, each written once. Memory is flat, however many come. */
export function openLiveTraces(
  { priceOf, onLine, quietMs, sinceMs }: LiveOptions,
  more: Partial<OpenLimits> = {},
): LiveTraces {
  const tally = new TraceTally(priceOf, sinceMs);
  const open = new OpenTraces(
    { quietMs, rootlessMs: quietMs * rootlessFactor, ...limits, ...more },
    tally.notes,
  );
  const tick = (nowMs: number): void => {
    for (const pieces of open.due(nowMs)) write(pieces);
  };
  const write = (pieces: Parameters<TraceTally["lineOf"]>[0]): void => {
    const line = tally.lineOf(pieces);
    if (line !== undefined) onLine(line);
  };
  return {
    take: (imported, nowMs) => {
      for (const piece of tally.take({ imported })) open.add(piece, nowMs);
      tick(nowMs);
    },
    tick,
    end: () => {
      for (const pieces of open.rest()) write(pieces);
    },
    report: () => tally.report(),
  };
}
