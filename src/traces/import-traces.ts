import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { importLangfuse } from "./import-langfuse.ts";
import { importLangsmith } from "./import-langsmith.ts";
import { importNormal } from "./import-normal.ts";
import { importOpenai } from "./import-openai.ts";
import { importOpeninference } from "./import-openinference.ts";
import { importOtlp } from "./import-otlp.ts";
import { type Imported, type Importer, joinImported, rejected } from "./import-piece.ts";
import { openRecordImporter } from "./import-record.ts";
import type { TraceSystem } from "./normal-trace.ts";
import { isDump } from "./otlp-dumps.ts";
import { listOf } from "./read-attributes.ts";

/**
 * An importer for the values of one file, in their order. `from`: all of them are of that system; else each value is of the one whose form it
 * has, so that a file may hold several (spans and scores, say). Traces in the normal form pass as they are. A list, or a page of an API, is
 * its rows. Undefined where a value is of no known form.
 */
export function openImporter(from?: TraceSystem): Importer {
  const importRecord = openRecordImporter();
  const importers: Readonly<Record<TraceSystem, Importer>> = {
    langfuse: importLangfuse,
    otlp: importOtlp,
    openinference: importOpeninference,
    langsmith: importLangsmith,
    openai: importOpenai,
    record: importRecord,
  };
  const importOne = (value: Json): Imported | undefined => {
    const normal = importNormal(value);
    if (normal !== undefined) return normal;
    const system = from ?? (isJsonObject(value) ? guessSystem(value) : undefined);
    return system === undefined ? undefined : importers[system](value);
  };
  return (value) => {
    const rows = rowsOf(value);
    if (rows === undefined) return importOne(value);
    if (rows.length === 0) return joinImported([]);
    const read = rows.map(importOne);
    return read.every((one) => one === undefined)
      ? undefined
      : joinImported(read.map((one) => one ?? rejected("a row of no known form")));
  };
}

/** The rows of a list, and of a page of an API: `{ data }` of Langfuse, Phoenix and OpenAI, `{ runs }` of LangSmith. */
function rowsOf(value: Json): readonly Json[] | undefined {
  if (!isJsonObject(value)) return listOf(value);
  if (value["resourceSpans"] !== undefined || value["id"] !== undefined) return undefined;
  return listOf(value["data"]) ?? listOf(value["runs"]);
}

/** The most telling forms first: a row of Langfuse, for one, has a `traceId` as a span that an SDK prints. */
function guessSystem(value: JsonObject): TraceSystem | undefined {
  if (value["resourceSpans"] !== undefined || value["resourceLogs"] !== undefined) return "otlp";
  if (value["type"] === "trial" || (value["type"] === "run" && value["planned"] !== undefined))
    return "record";
  if (value["type"] === "end" && value["reason"] !== undefined) return "record";
  if (value["run_type"] !== undefined || (value["run_id"] !== undefined && value["key"] !== undefined))
    return "langsmith";
  if (value["context.trace_id"] !== undefined || value["span_kind"] !== undefined) return "openinference";
  if (isLangfuse(value)) return "langfuse";
  if (isDump(value)) return "otlp";
  return isOpenai(value) ? "openai" : undefined;
}

function isLangfuse({ observations, dataType, projectId, traceId, startTime, type }: JsonObject): boolean {
  return (
    Array.isArray(observations) ||
    typeof dataType === "string" ||
    typeof projectId === "string" ||
    (typeof traceId === "string" && typeof startTime === "string" && typeof type === "string")
  );
}

function isOpenai({
  messages,
  request,
  response,
  custom_id: id,
  object,
  choices,
  item,
}: JsonObject): boolean {
  return (
    Array.isArray(messages) ||
    (request !== undefined && response !== undefined) ||
    id !== undefined ||
    object === "chat.completion" ||
    object === "response" ||
    Array.isArray(choices) ||
    isJsonObject(item)
  );
}
