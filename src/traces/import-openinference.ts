import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { importOtlp } from "./import-otlp.ts";
import type { Imported } from "./import-piece.ts";

/**
 * Spans of OpenInference as Phoenix gives them: rows of its REST API, and rows of its data frames, whose columns are
 * `context.trace_id`, `attributes.llm.model_name` and so on. In an export of OTLP they are read like all others.
 */
export function importOpeninference(value: Json): Imported | undefined {
  if (!isJsonObject(value)) return undefined;
  const row = typeof value["context.trace_id"] === "string" ? unflattenRow(value) : value;
  const { span_kind: kind, attributes } = row;
  if (typeof kind !== "string") return row === value ? importOtlp(value) : importAs(row);
  const told = isJsonObject(attributes) ? attributes : {};
  return importAs({ ...row, attributes: { "openinference.span.kind": kind, ...told } });
}

function importAs(row: JsonObject): Imported | undefined {
  const read = importOtlp(row);
  return read && { ...read, pieces: read.pieces.map((piece) => ({ ...piece, system: "openinference" })) };
}

/** A data frame has a column for each attribute of any span: those that a span lacks are null. */
function unflattenRow(row: JsonObject): JsonObject {
  const context: Record<string, Json> = {};
  const attributes: Record<string, Json> = {};
  const others: Record<string, Json> = {};
  for (const [key, value] of Object.entries(row)) {
    if (value === null) continue;
    if (key.startsWith("context.")) context[key.slice("context.".length)] = value;
    else if (key.startsWith("attributes.")) attributes[key.slice("attributes.".length)] = value;
    else others[key] = value;
  }
  return { ...others, context, attributes };
}
