import type { JsonObject } from "../../experiment/json.ts";
import type { Cursor } from "./cursor.ts";
import type { Tally } from "./read-counts.ts";

/** Which traces are read: those that begin in a span of time. */
export type LangfuseQuery = {
  /** ISO 8601; from the first trace on, where absent. */
  readonly fromStartTime?: string;
  /** ISO 8601, not included; default: the moment when the reading begins. */
  readonly toStartTime?: string;
  /** One of these. */
  readonly environment?: readonly string[];
  /** Of the root observation; of the trace, where the server has version 3. */
  readonly name?: string;
  /** Conditions as `/v2/observations` takes them, a JSON list; they have to hold besides the others. Not for servers of version 3. */
  readonly filter?: string;
};

/** One trace as the server has it. Everything in it is untrusted. */
export type LangfuseTrace = {
  readonly traceId: string;
  readonly api: "v4" | "v3";
  /** Observations, each with `id`, `traceId` and `startTime`; the latest first where the API is of version 4. */
  readonly rows: readonly JsonObject[];
  readonly scores: readonly JsonObject[];
  /** What version 3 says of the trace itself; version 4 says it on each row. */
  readonly trace?: JsonObject;
  /** It has more than `rows`. */
  readonly isCut: boolean;
  /** Its page in the interface of Langfuse. */
  readonly url?: string;
  /** A reading goes on after this trace when it is given this. */
  readonly cursor: string;
};

/** What both versions read with. */
export type Reading = {
  /** One GET below `/api/public/`. */
  readonly get: (
    path: string,
    parameters: readonly Parameter[],
  ) => Promise<{ readonly data: unknown; readonly bytes: number }>;
  readonly tally: Tally;
  readonly start: Cursor;
  readonly mostRows: number;
};

export type Parameter = readonly [name: string, value: string];

/** A trace that is read without its cursor, and how often it begins. */
export type ReadTrace = Omit<LangfuseTrace, "cursor" | "api" | "url"> & { readonly roots: number };

export function given(name: string, value: string | undefined): readonly Parameter[] {
  return value === undefined ? [] : [[name, value]];
}
