import { isJsonObject, type Json } from "../experiment/json.ts";
import { type Imported, pieces, rejected } from "./import-piece.ts";
import { traceOfLine } from "./trace-line.ts";

/** A trace in the normal form, as `collect` has written it before; what `detect` has found in it is left out. */
export function importNormal(value: Json): Imported | undefined {
  if (!isJsonObject(value) || typeof value["trace_id"] !== "string") return undefined;
  if (!isJsonObject(value["source"]) || typeof value["source"]["system"] !== "string") return undefined;
  const trace = traceOfLine(value);
  if (typeof trace === "string") return rejected(`a trace in the normal form that is broken: ${trace}`);
  const { traceId, source, detected: _detected, ...facts } = trace;
  const { system, id, url } = source;
  return pieces({
    traceId,
    system,
    facts: {
      ...facts,
      isWhole: true,
      ...(id === traceId ? {} : { sourceId: id }),
      ...(url === undefined ? {} : { url }),
    },
  });
}
