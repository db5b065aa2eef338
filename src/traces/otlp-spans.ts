import * as z from "zod/mini";
import { Counts, type Counted, Notes } from "./otlp-counts.ts";
import { isDump, spanOfDump } from "./otlp-dumps.ts";
import { readNanoseconds } from "./otlp-time.ts";
import { type Attributes, cutText, isObject, readAttributes } from "./otlp-values.ts";
import type { Span, SpanEvent } from "./span.ts";

/** What was readable of an export. */
export type OtlpSpans = {
  readonly spans: readonly Span[];
  /** Spans that were not, by reason. */
  readonly rejected: readonly Counted[];
  /** What was cut or left out of those that are kept. */
  readonly notes: readonly Counted[];
};

/**
 * The spans of one export: an ExportTraceServiceRequest as OTLP JSON has it (ids are hex, not base64), or spans as the JavaScript and
 * Python SDKs print them, one or a list. A span that cannot be read is refused alone. Undefined where the value is no export at all;
 * never throws.
 */
export function readOtlp(value: unknown, longestTextBytes?: number): OtlpSpans | undefined {
  const reading = readOtlpByPieces(value, longestTextBytes);
  for (;;) {
    const piece = reading.next();
    if (piece.done === true) return piece.value;
  }
}

/** The same, with a pause after each span: there may be thousands. */
export function* readOtlpByPieces(
  value: unknown,
  longestTextBytes?: number,
): Generator<undefined, OtlpSpans | undefined, undefined> {
  const spans: Span[] = [];
  const rejected = new Counts();
  const notes = new Notes(longestTextBytes);
  for (const item of Array.isArray(value) ? value : [value]) {
    const read = rawSpansOf(item, rejected, notes);
    if (read === undefined) {
      if (!Array.isArray(value)) return undefined;
      rejected.add("neither an export nor a span");
      continue;
    }
    for (const { raw, of } of read) {
      const span = readSpan(raw, of, notes);
      if (typeof span === "string") rejected.add(span);
      else spans.push(span);
      yield;
    }
  }
  return { spans, rejected: rejected.list(), notes: notes.list() };
}

/** Where spans come from: what is told once for many. */
type Origin = { readonly scope?: string; readonly resource?: Attributes };

const requestSchema = z.object({ resourceSpans: z.nullish(z.array(z.unknown())) });
const resourceSpansSchema = z.object({
  resource: z.nullish(z.object({ attributes: z.optional(z.unknown()) })),
  scopeSpans: z.nullish(z.array(z.unknown())),
});
const scopeSpansSchema = z.object({
  scope: z.nullish(z.object({ name: z.nullish(z.string()) })),
  spans: z.nullish(z.array(z.unknown())),
});
const noGroup = "a group of spans that is of no known form";

type RawSpan = { readonly raw: unknown; readonly of: Origin };

function rawSpansOf(value: unknown, rejected: Counts, notes: Notes): readonly RawSpan[] | undefined {
  if (isDump(value)) {
    const { raw, scope, resource } = spanOfDump(value);
    return [{ raw, of: originOf(scope, resource, notes) }];
  }
  const request = requestSchema.safeParse(value);
  // An empty request has no fields; something else may have others.
  if (
    !request.success ||
    (request.data.resourceSpans === undefined && Object.keys(Object(value)).length > 0)
  ) {
    return undefined;
  }
  const found: RawSpan[] = [];
  for (const group of request.data.resourceSpans ?? []) {
    const { success, data } = resourceSpansSchema.safeParse(group);
    if (!success) rejected.add(noGroup);
    for (const part of data?.scopeSpans ?? []) {
      const read = scopeSpansSchema.safeParse(part);
      if (!read.success) rejected.add(noGroup);
      const of = originOf(read.data?.scope?.name ?? undefined, data?.resource?.attributes, notes);
      for (const raw of read.data?.spans ?? []) found.push({ raw, of });
    }
  }
  return found;
}

function originOf(scope: string | undefined, resource: unknown, notes: Notes): Origin {
  return {
    ...(scope === undefined || scope === "" ? {} : { scope: cutText(scope, notes) }),
    ...(resource === undefined ? {} : { resource: readAttributes(resource, notes) }),
  };
}

export const endsEarly = "a span that ends before it starts, whose latency is unknown";

/** The span, or why it is none. Without a schema, which would take a third of the time of a span. */
function readSpan(raw: unknown, of: Origin, notes: Notes): Span | string {
  if (!isObject(raw)) return "a span that is no object";
  const { traceId, spanId, kind, status, attributes, events } = raw;
  const parentSpanId = raw["parentSpanId"] ?? "";
  const name = raw["name"] ?? "";
  if (!isId(traceId, 32) || isZero(traceId)) return "a trace id that is not 32 hex digits, or all 0";
  if (!isId(spanId, 16) || isZero(spanId)) return "a span id that is not 16 hex digits, or all 0";
  if (parentSpanId !== "" && !isId(parentSpanId, 16)) return "a parent's id that is not 16 hex digits";
  if (typeof name !== "string") return "a name that is no text";
  const startMs = readNanoseconds(raw["startTimeUnixNano"]);
  if (startMs === undefined) return "a start that is no time";
  const ended = readNanoseconds(raw["endTimeUnixNano"]) ?? startMs;
  if (ended < startMs) notes.add(endsEarly);
  const endMs = Math.max(startMs, ended);
  const kindName = readKind(kind);
  return {
    traceId: traceId.toLowerCase(),
    spanId: spanId.toLowerCase(),
    ...(isZero(parentSpanId) ? {} : { parentSpanId: parentSpanId.toLowerCase() }),
    name: cutText(name, notes),
    ...(kindName === undefined ? {} : { kind: kindName }),
    startMs,
    endMs,
    ...readStatus(status, notes),
    attributes: readAttributes(attributes, notes),
    events: readEvents(events, startMs, notes),
    ...of,
  };
}

function isId(value: unknown, digits: number): value is string {
  return typeof value === "string" && value.length === digits && /^[0-9a-f]+$/i.test(value);
}

function isZero(id: string): boolean {
  return /^0*$/.test(id);
}

const kinds = ["internal", "server", "client", "producer", "consumer"] as const;

function readKind(raw: unknown): Span["kind"] {
  if (typeof raw === "number") return kinds[raw - 1];
  if (typeof raw !== "string") return undefined;
  const name = raw.replace(/^(?:SPAN_KIND_|SpanKind\.)/, "").toLowerCase();
  return kinds.find((kind) => kind === name);
}

function readStatus(raw: unknown, notes: Notes): Pick<Span, "status" | "statusMessage"> {
  if (!isObject(raw)) return {};
  const { code, message } = raw;
  const name = typeof code === "string" ? code.replace(/^(?:STATUS_CODE_|StatusCode\.)/, "") : code;
  const status = name === 1 || name === "OK" ? "ok" : name === 2 || name === "ERROR" ? "error" : undefined;
  return {
    ...(status === undefined ? {} : { status }),
    ...(typeof message === "string" && message !== "" ? { statusMessage: cutText(message, notes) } : {}),
  };
}

function readEvents(raw: unknown, startMs: number, notes: Notes): readonly SpanEvent[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return list.flatMap((event) => {
    if (!isObject(event) || typeof event["name"] !== "string") {
      notes.add("an event that is of no known form, left out");
      return [];
    }
    return [
      {
        name: cutText(event["name"], notes),
        timeMs: readNanoseconds(event["timeUnixNano"]) ?? startMs,
        attributes: readAttributes(event["attributes"], notes),
      },
    ];
  });
}
