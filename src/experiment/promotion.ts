import type { Json } from "./json.ts";

/** A row of a dataset that was made of a trace; its texts are redacted. Keys as they are written. */
export type PromotedCase = {
  readonly id: string;
  readonly input: Json;
  /** Of a person only: a correction, an annotation, or what a reviewer wrote. */
  readonly expected?: Json;
  readonly context?: Json;
  readonly critical?: true;
  /** Gone once a person has written `expected`. */
  readonly draft?: true;
  readonly tags: readonly string[];
  /** The fingerprint of the failure. */
  readonly group?: string;
  readonly source: PromotedSource;
};

/** Where a case comes from, enough of it to be understood when the trace is deleted. Redacted too; names no user. */
export type PromotedSource = {
  readonly system: string;
  readonly trace_id: string;
  readonly url?: string;
  /** What the system calls the app, or its outermost span. */
  readonly name?: string;
  readonly release?: string;
  readonly environment?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly prompt_version?: string;
  /** UTC date, `YYYY-MM-DD`. */
  readonly started_at?: string;
  readonly failure?: string;
  /** The strongest first. */
  readonly signals?: readonly {
    readonly signal: string;
    readonly failure: string;
    readonly evidence: string;
  }[];
  /** The start of what the app answered, or of its error. Never what it should answer. */
  readonly observed?: string;
  readonly expected_from?: "correction" | "annotation" | "reviewer";
  /** Of `input` and `context`. */
  readonly content_hash: string;
  /** How many parts were replaced, by kind, in what the row shows. */
  readonly redaction: { readonly version: number; readonly counts: Readonly<Record<string, number>> };
  readonly reviewer?: string;
};

/** Why a trace gave no case, though its turn had come. */
export const passedOverReasons = [
  "in-dataset",
  "near-dataset",
  "in-batch",
  "near-batch",
  "rejected",
  "near-rejected",
  "no-question",
  "too-large",
  "not-redacted",
] as const;
export type PassedOver = (typeof passedOverReasons)[number];

/** What became of the traces. */
export type PromotionCounts = {
  readonly traces: number;
  readonly chosen: number;
  readonly passedOver: Readonly<Partial<Record<PassedOver, number>>>;
  /** The first of each reason that are too much like a case, with what they are like: its id, or the date of a rejection. */
  readonly duplicates: readonly {
    readonly traceId: string;
    readonly reason: PassedOver;
    readonly like: string;
  }[];
  /** Traces whose turn did not come before the limit was reached. */
  readonly leftOut: number;
  /** By fingerprint, those with most traces first. */
  readonly groups: readonly PromotionGroup[];
};

export type PromotionGroup = {
  /** Absent: traces in which nothing was detected. */
  readonly fingerprint?: string;
  readonly failure?: string;
  readonly traces: number;
  readonly chosen: number;
  readonly passedOver: number;
  readonly leftOut: number;
};
