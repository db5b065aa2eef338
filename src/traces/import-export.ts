import { isJsonObject, type Json } from "../experiment/json.ts";
import { importOtlp } from "./import-otlp.ts";
import { type Imported, joinImported } from "./import-piece.ts";

/** An export as a receiver gets it, of spans or of log records, in the form of OTLP JSON. Undefined where it is none. */
export function importExport(request: unknown, signal: "traces" | "logs"): Imported | undefined {
  const value = request as Json;
  if (!isJsonObject(value)) return undefined;
  // One without a span, as SDKs send it to see whether somebody listens.
  if (Object.keys(value).length === 0) return joinImported([]);
  const key = signal === "traces" ? "resourceSpans" : "resourceLogs";
  return Array.isArray(value[key]) ? importOtlp(value) : undefined;
}
