import type { Span } from "./span.ts";

/** A value of an attribute in OTLP JSON. Objects go as JSON text, which every backend can show. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number };

export type KeyValue = { readonly key: string; readonly value: AnyValue };

/** A span in OTLP JSON. */
export type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly status: { readonly code?: number; readonly message?: string };
};

/** A log record in OTLP JSON that names the span it speaks of. */
export type OtlpLogRecord = {
  readonly traceId: string;
  readonly spanId: string;
  readonly eventName: string;
  readonly timeUnixNano: string;
  readonly attributes: readonly KeyValue[];
};

/** What is written of an attribute; an absent one is left out. */
export type Attribute = string | number | boolean | undefined;

export function writeAttributes(attributes: Readonly<Record<string, Attribute>>): readonly KeyValue[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: writeValue(value) }],
  );
}

function writeValue(value: string | number | boolean): AnyValue {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Nanoseconds since 1970 as decimal text, exact to the microsecond. */
export function writeNanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

const kinds: Readonly<Record<NonNullable<Span["kind"]>, number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};

export function writeKind(kind: NonNullable<Span["kind"]>): number {
  return kinds[kind];
}
