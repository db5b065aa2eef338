import type { Json } from "../experiment/json.ts";
import type { Span, SpanEvent } from "./span.ts";

/** About the bytes that a span takes, its resource included though many may share it. */
export function sizeOfSpan({ name, statusMessage = "", attributes, events, resource = {} }: Span): number {
  const own = name.length + statusMessage.length + sizeOf(attributes) + sizeOf(resource);
  return events.reduce((sum, event) => sum + sizeOfEvent(event), own);
}

/** About the bytes that an event takes. */
export function sizeOfEvent({ name, attributes }: SpanEvent): number {
  return name.length + sizeOf(attributes);
}

/** Its text, and 8 for each part of it. */
function sizeOf(value: Json): number {
  if (typeof value === "string") return 8 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  let size = 8;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) size += sizeOf(item);
    return size;
  }
  const object = value as Readonly<Record<string, Json>>;
  for (const key in object) size += key.length + sizeOf(object[key] ?? null);
  return size;
}
