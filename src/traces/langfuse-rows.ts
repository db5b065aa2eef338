import type { JsonObject } from "../experiment/json.ts";
import { importLangfuse } from "./import-langfuse.ts";
import { type Imported, joinImported, pieces } from "./import-piece.ts";

/** A trace as the API of Langfuse gives it, in rows. */
export type LangfuseRows = {
  readonly traceId: string;
  readonly rows: readonly JsonObject[];
  readonly scores: readonly JsonObject[];
  /** What version 3 of the API says of the trace itself. */
  readonly trace?: JsonObject;
  readonly url?: string;
};

/** All that is known of a trace that was read over the API: what an export of it would say, and where it can be seen. */
export function importLangfuseRows({ traceId, rows, scores, trace, url }: LangfuseRows): Imported {
  const values = trace === undefined ? [...rows, ...scores] : [{ ...trace, observations: rows, scores }];
  return joinImported([
    pieces({ traceId, system: "langfuse", facts: url === undefined ? {} : { url } }),
    ...values.flatMap((value) => importLangfuse(value) ?? []),
  ]);
}
