import { readIsoTime } from "./otlp-time.ts";
import { isObject } from "./otlp-values.ts";

type RawObject = Readonly<Record<string, unknown>>;

/** Whether it looks like a span as an SDK prints it, rather than as it sends it. */
export function isDump(value: unknown): value is RawObject {
  return isObject(value) && value["resourceSpans"] === undefined && traceIdOf(value) !== undefined;
}

/**
 * A span as `ReadableSpan` of OpenTelemetry JS (as JSON, or as its ConsoleSpanExporter prints it), `to_json` of the Python SDK or
 * Phoenix have it, in the form of an OTLP span, but for its attributes: those stay a plain object. Whether its values are right is not
 * looked at.
 */
export function spanOfDump(dump: RawObject): {
  raw: RawObject;
  scope: string | undefined;
  resource: unknown;
} {
  const context = contextOf(dump);
  const { name, kind, attributes, status } = dump;
  const scope =
    dump["instrumentationScope"] ?? dump["instrumentation_scope"] ?? dump["instrumentationLibrary"];
  const startNano = nanosecondsOf(dump["startTimeUnixNano"] ?? dump["startTime"] ?? dump["start_time"]);
  const { timestamp, duration, events } = dump;
  const parent = isObject(dump["parentSpanContext"]) ? dump["parentSpanContext"]["spanId"] : undefined;
  return {
    raw: {
      traceId: withoutPrefix(traceIdOf(dump)),
      spanId: withoutPrefix(context["spanId"] ?? context["span_id"] ?? dump["spanId"] ?? dump["id"]),
      parentSpanId: withoutPrefix(
        dump["parentSpanId"] ?? dump["parentId"] ?? dump["parent_id"] ?? parent ?? null,
      ),
      name,
      // The API counts kinds from 0, the protocol from 1.
      kind: typeof kind === "number" && dump["startTimeUnixNano"] === undefined ? kind + 1 : kind,
      startTimeUnixNano: startNano ?? microseconds(timestamp),
      endTimeUnixNano:
        nanosecondsOf(dump["endTimeUnixNano"] ?? dump["endTime"] ?? dump["end_time"]) ??
        (typeof timestamp === "number" && typeof duration === "number"
          ? microseconds(timestamp + duration)
          : undefined),
      status: isObject(status)
        ? {
            code: status["code"] ?? status["status_code"],
            message: status["message"] ?? status["description"],
          }
        : { code: dump["status_code"], message: dump["status_message"] },
      attributes,
      events: Array.isArray(events) ? events.map(eventOfDump) : undefined,
    },
    scope: isObject(scope) && typeof scope["name"] === "string" ? scope["name"] : undefined,
    resource: isObject(dump["resource"]) ? dump["resource"]["attributes"] : undefined,
  };
}

function traceIdOf(dump: RawObject): unknown {
  const context = contextOf(dump);
  return context["traceId"] ?? context["trace_id"] ?? dump["traceId"] ?? dump["trace_id"];
}

function contextOf(dump: RawObject): RawObject {
  const context = dump["context"] ?? dump["spanContext"] ?? dump["_spanContext"];
  return isObject(context) ? context : {};
}

function eventOfDump(event: unknown): unknown {
  if (!isObject(event)) return event;
  const { name, attributes, time, timestamp, timeUnixNano } = event;
  return { name, attributes, timeUnixNano: nanosecondsOf(timeUnixNano ?? time ?? timestamp) };
}

/** Python prints ids as `0x…`. */
function withoutPrefix(id: unknown): unknown {
  return typeof id === "string" && id.startsWith("0x") ? id.slice(2) : id;
}

/** Of seconds and nanoseconds, as OpenTelemetry JS has them, of an ISO 8601 text, or as it is. */
function nanosecondsOf(time: unknown): unknown {
  if (Array.isArray(time)) {
    const [seconds, nanoseconds] = time as readonly unknown[];
    return typeof seconds === "number" && typeof nanoseconds === "number"
      ? seconds * 1e9 + nanoseconds
      : undefined;
  }
  const milliseconds = typeof time === "string" ? readIsoTime(time) : undefined;
  return milliseconds === undefined ? time : milliseconds * 1e6;
}

function microseconds(time: unknown): number | undefined {
  return typeof time === "number" ? time * 1000 : undefined;
}
