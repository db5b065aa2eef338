import * as z from "zod/mini";
import type { Json } from "../experiment/json.ts";
import { type Counted, Notes } from "./otlp-counts.ts";
import { readNanoseconds } from "./otlp-time.ts";
import { cutText, isObject, readAnyValue, readAttributes } from "./otlp-values.ts";
import type { SpanEvent } from "./span.ts";

/** A log record that tells what a model was asked or said, and in which span. */
export type LogEvent = { readonly traceId: string; readonly spanId: string; readonly event: SpanEvent };

export type OtlpLogs = {
  readonly events: readonly LogEvent[];
  /** What was cut or left out of them. */
  readonly notes: readonly Counted[];
};

const requestSchema = z.object({
  resourceLogs: z.array(z.object({ scopeLogs: z.nullish(z.array(z.unknown())) })),
});
const scopeLogsSchema = z.object({ logRecords: z.nullish(z.array(z.unknown())) });
const recordSchema = z.object({
  traceId: z.string().check(z.regex(/^(?!0+$)[0-9a-f]{32}$/i)),
  spanId: z.string().check(z.regex(/^(?!0+$)[0-9a-f]{16}$/i)),
  eventName: z.nullish(z.string()),
  timeUnixNano: z.optional(z.unknown()),
  observedTimeUnixNano: z.optional(z.unknown()),
  body: z.optional(z.unknown()),
  attributes: z.optional(z.unknown()),
});

/**
 * The records of an ExportLogsServiceRequest (OTLP JSON) whose event is one of `gen_ai.*` and that belong to a span: several
 * instrumentations send what was said in no other way. All others are left out. The keys of a record's body are attributes of the event,
 * as are the record's own, which go first; a body that is no object is the attribute `body`. Undefined where the value is no such export.
 */
export function readOtlpLogs(value: unknown, longestTextBytes?: number): OtlpLogs | undefined {
  const notes = new Notes(longestTextBytes);
  const request = requestSchema.safeParse(value);
  if (!request.success)
    return isObject(value) && Object.keys(value).length === 0 ? { events: [], notes: [] } : undefined;
  const records = request.data.resourceLogs.flatMap(({ scopeLogs }) =>
    (scopeLogs ?? []).flatMap((group) => scopeLogsSchema.safeParse(group).data?.logRecords ?? []),
  );
  return { events: records.flatMap((record) => readRecord(record, notes) ?? []), notes: notes.list() };
}

function readRecord(raw: unknown, notes: Notes): LogEvent | undefined {
  const read = recordSchema.safeParse(raw);
  if (!read.success) return undefined;
  const { traceId, spanId, eventName, timeUnixNano, observedTimeUnixNano, body } = read.data;
  const attributes = readAttributes(read.data.attributes, notes);
  const name = eventName ?? attributes["event.name"];
  if (typeof name !== "string" || !name.startsWith("gen_ai.")) return undefined;
  const said = readAnyValue(body, notes) ?? null;
  return {
    traceId: traceId.toLowerCase(),
    spanId: spanId.toLowerCase(),
    event: {
      name: cutText(name, notes),
      timeMs: readNanoseconds(timeUnixNano) ?? readNanoseconds(observedTimeUnixNano) ?? 0,
      attributes: Object.assign(
        Object.create(null) as Record<string, Json>,
        isObject(said) ? said : said === null ? {} : { body: said },
        attributes,
      ),
    },
  };
}
