import type { Json } from "../experiment/json.ts";

/** Something that happened at one moment of a span. */
export type SpanEvent = {
  readonly name: string;
  readonly timeMs: number;
  readonly attributes: Readonly<Record<string, Json>>;
};

/** One step of a trace, whichever way it came here. Everything in it is untrusted. */
export type Span = {
  /** 32 hex digits, lower case, not all 0. */
  readonly traceId: string;
  /** 16 hex digits, lower case, not all 0. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: "internal" | "server" | "client" | "producer" | "consumer";
  /** Since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly status?: "ok" | "error";
  readonly statusMessage?: string;
  /**
   * Objects without a prototype where they come from an export, so that a key such as `__proto__` is one like any other. An attribute
   * that was an integer beyond what a number holds exactly is its digits as text; bytes are base64 text.
   */
  readonly attributes: Readonly<Record<string, Json>>;
  /** As they came; log records that name the span are among them, in order of time. */
  readonly events: readonly SpanEvent[];
  /** Name of the library that made it, such as `openinference.instrumentation.langchain`. */
  readonly scope?: string;
  /** Attributes of the process that sent it. */
  readonly resource?: Readonly<Record<string, Json>>;
};
