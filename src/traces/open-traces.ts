import type { Piece } from "./import-piece.ts";
import type { Counts } from "./otlp-counts.ts";
import { mostSpansOfTrace, mostTextOfTrace } from "./trace-limits.ts";

export type OpenLimits = {
  /** A trace whose first span is there is over when nothing has come of it for so long, in milliseconds. */
  readonly quietMs: number;
  /** The same for one whose first span is missing: it is sent last. */
  readonly rootlessMs: number;
  readonly mostTraces: number;
  /** Characters of all that is held. */
  readonly mostText: number;
};

type Open = {
  /** As JSON, which takes less memory than what it says. */
  readonly pieces: string[];
  text: number;
  spans: number;
  hasRoot: boolean;
  touchedMs: number;
};

/** Ids of traces that are over, to know what comes late; with more, the oldest are forgotten. */
const mostOver = 100_000;

const lateSpan = "a span that came after its trace was written, left out";
const lateRecord = "a log record that came after its trace was written, left out";

/**
 * Traces of which spans are still coming. Memory is bounded: beyond the limits the trace that was quiet for longest is over early. What
 * comes of a trace that is over is counted, and left out: its line is written.
 */
export class OpenTraces {
  readonly #limits: OpenLimits;
  readonly #notes: Counts;
  /** The one that was quiet for longest first. */
  readonly #openById = new Map<string, Open>();
  readonly #over = new Set<string>();
  #text = 0;

  constructor(limits: OpenLimits, notes: Counts) {
    this.#limits = limits;
    this.#notes = notes;
  }

  /** Number of traces that are open. */
  get size(): number {
    return this.#openById.size;
  }

  add(piece: Piece, nowMs: number): void {
    const { traceId, spans = [], events = [] } = piece;
    if (this.#over.has(traceId)) {
      if (spans.length > 0) this.#notes.add(lateSpan, spans.length);
      if (events.length > 0) this.#notes.add(lateRecord, events.length);
      return;
    }
    const open = this.#openById.get(traceId) ?? {
      pieces: [],
      text: 0,
      spans: 0,
      hasRoot: false,
      touchedMs: nowMs,
    };
    this.#openById.delete(traceId);
    this.#openById.set(traceId, open);
    open.touchedMs = nowMs;
    open.hasRoot ||= spans.some(({ parentSpanId }) => parentSpanId === undefined);
    const text = JSON.stringify(piece);
    const isFull = open.spans >= mostSpansOfTrace || open.text + text.length > mostTextOfTrace;
    if (isFull && open.pieces.length > 0) {
      this.#notes.add(
        `a part of a trace beyond ${mostSpansOfTrace} spans or ${mostTextOfTrace >> 20} MiB, left out`,
      );
      return;
    }
    open.pieces.push(text);
    open.spans += spans.length;
    open.text += text.length;
    this.#text += text.length;
  }

  /** The traces that are over by now, each once. */
  *due(nowMs: number): Generator<readonly Piece[]> {
    const { quietMs, rootlessMs, mostTraces, mostText } = this.#limits;
    for (const [id, { hasRoot, touchedMs }] of this.#openById) {
      const isTooMuch = this.#openById.size > mostTraces || this.#text > mostText;
      const isOver = nowMs - touchedMs >= (hasRoot ? quietMs : rootlessMs);
      if (!isOver && !isTooMuch && nowMs - touchedMs < Math.min(quietMs, rootlessMs)) return;
      if (!isOver && !isTooMuch) continue;
      if (!isOver) this.#notes.add("a trace that was written early, since too many were open");
      yield this.#take(id);
    }
  }

  /** All that are left. */
  *rest(): Generator<readonly Piece[]> {
    for (const id of this.#openById.keys()) yield this.#take(id);
  }

  #take(id: string): readonly Piece[] {
    const open = this.#openById.get(id);
    if (open === undefined) return [];
    this.#openById.delete(id);
    this.#text -= open.text;
    this.#over.add(id);
    const [oldest] = this.#over;
    if (this.#over.size > mostOver && oldest !== undefined) this.#over.delete(oldest);
    return open.pieces.map((text) => JSON.parse(text) as Piece);
  }
}
