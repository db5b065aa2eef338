import { canonicalJson } from "../experiment/json.ts";
import type { Piece, TraceFacts } from "./import-piece.ts";
import type { NormalTrace, TraceScore } from "./normal-trace.ts";
import type { Counts } from "./otlp-counts.ts";
import type { Span, SpanEvent } from "./span.ts";
import { traceOfSpans } from "./trace-of-spans.ts";
import type { PriceOf } from "./with-trace.ts";

/**
 * The trace that the pieces make up. What is told of the trace goes before what its spans tell, and of two that tell the same thing the
 * first. Undefined where nothing is known but scores: their trace is not in the files. What is left out is counted in `notes`.
 */
export function traceOfPieces(
  pieces: readonly Piece[],
  priceOf: PriceOf,
  notes: Counts,
): NormalTrace | undefined {
  const spans = withEvents(uniqueSpans(pieces, notes), pieces);
  const facts = onlyOneWhole(
    pieces.flatMap((piece) => piece.facts ?? []),
    notes,
  );
  const told = spans.length === 0 ? {} : traceOfSpans(spans, priceOf);
  const all = [...facts, told];
  const scores = joinScores(all);
  // A later correction is one of the earlier.
  const correction = all.map((one) => one.correction).findLast((one) => one !== undefined);
  const {
    url,
    sourceId,
    isWhole,
    scores: _scores,
    correction: _correction,
    ...known
  } = all.reduceRight<TraceFacts>((later, one) => ({ ...later, ...one }), {});
  const isEmpty = spans.length === 0 && isWhole !== true && contentKeys.every((key) => !(key in known));
  const teller = pieces.find((piece) => (piece.spans?.length ?? 0) > 0 || piece.facts?.isWhole === true);
  const [first] = pieces;
  if (isEmpty || first === undefined) {
    notes.add("scores of a trace that is not in the files", pieces.length);
    return undefined;
  }
  return {
    traceId: first.traceId,
    source: {
      system: (teller ?? first).system,
      id: sourceId ?? first.traceId,
      ...(url === undefined ? {} : { url }),
    },
    ...known,
    ...(scores.length === 0 ? {} : { scores }),
    ...(correction === undefined ? {} : { correction }),
  };
}

const contentKeys = ["input", "output", "messages", "error"] as const;

/** A span that comes twice counts once: exporters send again what they are not sure of, and pages overlap. */
function uniqueSpans(pieces: readonly Piece[], notes: Counts): readonly Span[] {
  const byId = new Map<string, Span>();
  for (const span of pieces.flatMap(({ spans = [] }) => spans)) {
    if (byId.has(span.spanId)) notes.add("a span that is there twice, counted once");
    else byId.set(span.spanId, span);
  }
  return [...byId.values()];
}

function withEvents(spans: readonly Span[], pieces: readonly Piece[]): readonly Span[] {
  const eventsBySpan = new Map<string, SpanEvent[]>();
  for (const { events = [] } of pieces) {
    for (const { spanId, event } of events) {
      const list = eventsBySpan.get(spanId);
      if (list === undefined) eventsBySpan.set(spanId, [event]);
      else list.push(event);
    }
  }
  if (eventsBySpan.size === 0) return spans;
  return spans.map((span) => {
    const more = eventsBySpan.get(span.spanId);
    if (more === undefined) return span;
    return { ...span, events: [...span.events, ...more].toSorted((a, b) => a.timeMs - b.timeMs) };
  });
}

function onlyOneWhole(facts: readonly TraceFacts[], notes: Counts): readonly TraceFacts[] {
  let hasWhole = false;
  return facts.filter(({ isWhole }) => {
    if (isWhole !== true) return true;
    if (hasWhole) notes.add("a trace that is there twice, left out");
    const isFirst = !hasWhole;
    hasWhole = true;
    return isFirst;
  });
}

function joinScores(all: readonly TraceFacts[]): readonly TraceScore[] {
  const byText = new Map<string, TraceScore>();
  for (const score of all.flatMap(({ scores = [] }) => scores)) {
    const text = canonicalJson(score);
    if (!byText.has(text)) byText.set(text, score);
  }
  return [...byText.values()];
}
