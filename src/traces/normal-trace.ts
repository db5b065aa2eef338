import type { Json, JsonObject } from "../experiment/json.ts";
import type { ToolRun } from "./trace.ts";

/** Where a trace was recorded. */
export type TraceSystem = "langfuse" | "otlp" | "openinference" | "langsmith" | "openai" | "record";

/** Tokens in buckets that do not overlap; an unknown count is absent. */
export type ExclusiveUsage = {
  readonly inputUncached?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Without `reasoning`. */
  readonly output?: number;
  readonly reasoning?: number;
};

/** What somebody or something said of a trace. */
export type TraceScore = {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly kind: "numeric" | "boolean" | "categorical" | "text";
  /** Who gave it: a person at work (annotation), the end user, code, or a model. */
  readonly source: "annotation" | "user" | "api" | "eval" | "unknown";
  readonly explanation?: string;
};

/**
 * One trace in the normal form that all importers write, `detect` and `promote` read: what an app was asked, did and answered. An unknown
 * figure is absent, never 0. All of it is untrusted.
 */
export type NormalTrace = {
  readonly traceId: string;
  readonly source: { readonly system: TraceSystem; readonly id: string; readonly url?: string };
  readonly name?: string;
  readonly release?: string;
  readonly environment?: string;
  readonly sessionId?: string;
  /** A hash, so that one user's traces are told from another's without a name. */
  readonly userHash?: string;
  /** ISO 8601 in UTC. */
  readonly startedAt?: string;
  readonly latencyMs?: number;
  readonly ttftMs?: number;
  readonly input?: Json;
  readonly output?: Json;
  readonly messages?: readonly JsonObject[];
  /** Absent: it is not known whether tools were called. */
  readonly toolRuns?: readonly ToolRun[];
  readonly documents?: readonly Json[];
  readonly model?: string;
  readonly provider?: string;
  readonly promptVersion?: string;
  readonly usage?: ExclusiveUsage;
  /** `trace`: the trace tells it; `prices`: list price of its tokens. */
  readonly cost?: { readonly usd: number; readonly source: "trace" | "prices" };
  /** Why the app failed, in its words. */
  readonly error?: string;
  readonly scores?: readonly TraceScore[];
  /** What a person said that the answer should have been. */
  readonly correction?: Json;
  readonly tags?: readonly string[];
  /** Set by `detect`. */
  readonly detected?: Detected;
};

/** Why a trace counts as failed. */
export type Detected = {
  /** A failure mode of the contract, or `mode/name`. */
  readonly failure: string;
  /** Every sign of it, the strongest first. */
  readonly signs: readonly Sign[];
  /** Equal for the same failure in other traces. */
  readonly fingerprint: string;
};

export type Sign = {
  readonly signal: string;
  readonly failure: string;
  /** What shows it, in a sentence, with the words of the trace quoted. */
  readonly evidence: string;
};
