import { isJsonObject, type Json } from "../experiment/json.ts";
import { type Imported, type Piece } from "./import-piece.ts";
import type { TraceSystem } from "./normal-trace.ts";
import { isDump } from "./otlp-dumps.ts";
import { readOtlpLogs } from "./otlp-logs.ts";
import { readOtlp } from "./otlp-spans.ts";
import { textOf } from "./read-attributes.ts";
import type { Span } from "./span.ts";
import { maxTraceLineBytes } from "./trace-limits.ts";

/** An export of spans or of log records, or a span as an SDK or Phoenix prints it. */
export function importOtlp(value: Json): Imported | undefined {
  if (isJsonObject(value) && value["resourceLogs"] !== undefined) return importLogs(value);
  if (!isJsonObject(value) || (value["resourceSpans"] === undefined && !isDump(value))) return undefined;
  const read = readOtlp(value, maxTraceLineBytes);
  if (read === undefined) return undefined;
  const spansByTrace = new Map<string, Span[]>();
  for (const span of read.spans) {
    const spans = spansByTrace.get(span.traceId);
    const kept = withFewerFacts(span);
    if (spans === undefined) spansByTrace.set(span.traceId, [kept]);
    else spans.push(kept);
  }
  const pieces = Array.from(spansByTrace, ([traceId, spans]): Piece => ({
    traceId,
    system: systemOf(spans),
    spans,
  }));
  return { pieces, rejected: read.rejected, notes: read.notes };
}

function importLogs(value: Json): Imported | undefined {
  const read = readOtlpLogs(value, maxTraceLineBytes);
  return (
    read && {
      pieces: read.events.map(({ traceId, spanId, event }) => ({
        traceId,
        system: "otlp",
        events: [{ spanId, event }],
      })),
      rejected: [],
      notes: read.notes,
    }
  );
}

function systemOf(spans: readonly Span[]): TraceSystem {
  return spans.some(({ attributes }) => textOf(attributes, ["openinference.span.kind"]) !== undefined)
    ? "openinference"
    : "otlp";
}

const readOfResource: ReadonlySet<string> = new Set([
  "deployment.environment",
  "deployment.environment.name",
  "langfuse.environment",
  "langfuse.release",
  "service.name",
  "service.version",
]);

/** Of the process only what is read: each span would carry all of it else. */
function withFewerFacts({ resource, scope: _scope, ...span }: Span): Span {
  const facts = Object.entries(resource ?? {}).filter(([key]) => readOfResource.has(key));
  return facts.length === 0 ? span : { ...span, resource: Object.fromEntries(facts) };
}
