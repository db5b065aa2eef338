import type { Json } from "../experiment/json.ts";
import type { NormalTrace, TraceSystem } from "./normal-trace.ts";
import type { Counted } from "./otlp-counts.ts";
import type { Span, SpanEvent } from "./span.ts";

/** What is told of a whole trace beside its spans. It goes before what the spans tell. */
export type TraceFacts = Partial<Omit<NormalTrace, "traceId" | "source" | "detected">> & {
  readonly url?: string;
  /** The id in the system that it is from, where that is not the trace's. */
  readonly sourceId?: string;
  /** All that there is: a second one of the same trace says nothing more, or something else. */
  readonly isWhole?: true;
};

/**
 * Some of what is known of one trace: exports scatter a trace over lines and files, in any order. A piece is JSON, so that it can wait
 * on disk for the others.
 */
export type Piece = {
  readonly traceId: string;
  readonly system: TraceSystem;
  readonly spans?: readonly Span[];
  /** Log records, which become events of the spans that they name. */
  readonly events?: readonly { readonly spanId: string; readonly event: SpanEvent }[];
  readonly facts?: TraceFacts;
};

/** What was readable of one value of a file. */
export type Imported = {
  readonly pieces: readonly Piece[];
  /** What was not, by reason. */
  readonly rejected: readonly Counted[];
  /** What was cut, or left out of what is kept. */
  readonly notes: readonly Counted[];
};

/** Undefined where the value is of another form. Never throws for what the value is. */
export type Importer = (value: Json) => Imported | undefined;

export function pieces(...found: readonly Piece[]): Imported {
  return { pieces: found, rejected: [], notes: [] };
}

export function rejected(reason: string): Imported {
  return { pieces: [], rejected: [{ reason, count: 1 }], notes: [] };
}

export function joinImported(all: readonly Imported[]): Imported {
  const [first] = all;
  if (all.length === 1 && first !== undefined) return first;
  return {
    pieces: all.flatMap((one) => one.pieces),
    rejected: all.flatMap((one) => one.rejected),
    notes: all.flatMap((one) => one.notes),
  };
}
