import * as z from "zod/mini";
import { textHash } from "../experiment/content-hash.ts";
import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import {
  type Imported,
  joinImported,
  type Piece,
  pieces,
  rejected,
  type TraceFacts,
} from "./import-piece.ts";
import { spanOfLangfuseRow } from "./langfuse-trace.ts";
import type { TraceScore } from "./normal-trace.ts";
import { endsEarly } from "./otlp-spans.ts";
import { readIsoTime } from "./otlp-time.ts";
import { isShallow, listOf, parsed } from "./read-attributes.ts";
import { writeIsoTime } from "./write-iso-time.ts";

/**
 * What Langfuse exports: a trace with its observations (`{ trace, observations }` of its interface, or a trace of the API of version 3), an
 * observation alone (a row of `/v2/observations`), a score alone (`/v3/scores`, `/v2/scores`). A row that cannot be read is refused alone.
 */
export function importLangfuse(value: Json): Imported | undefined {
  if (!isJsonObject(value)) return undefined;
  const observations = listOf(value["observations"]);
  if (observations !== undefined) return importTrace(value, observations);
  if (isScoreRow(value)) return importScore(value);
  if (isTraceRow(value)) return importTrace(value, []);
  return isObservationRow(value) ? importObservation(value, true) : undefined;
}

function isObservationRow({ id, traceId, startTime, type }: JsonObject): boolean {
  return (
    typeof id === "string" &&
    typeof traceId === "string" &&
    typeof startTime === "string" &&
    typeof type === "string" &&
    /^[A-Z_]+$/.test(type)
  );
}

function isScoreRow({ name, dataType, value, stringValue }: JsonObject): boolean {
  return typeof name === "string" && typeof dataType === "string" && (value ?? stringValue) !== undefined;
}

/** A trace without its observations, as `/traces` lists them. */
function isTraceRow({ id, timestamp, projectId, name }: JsonObject): boolean {
  return (
    typeof id === "string" &&
    typeof timestamp === "string" &&
    typeof projectId === "string" &&
    name !== undefined
  );
}

function importObservation(row: Json, isApi: boolean, traceId = ""): Imported {
  const span = spanOfLangfuseRow(row, isApi);
  if (typeof span === "string")
    return rejected(`an observation whose \`${span}\` is not as Langfuse writes it`);
  const id = span.traceId === "" ? traceId : span.traceId;
  if (id === "") return rejected("an observation of no trace");
  const { startTime, endTime } = row as { readonly startTime: string; readonly endTime?: string | null };
  const [start, end] = [readIsoTime(startTime), readIsoTime(endTime ?? "")];
  const isEarly = start !== undefined && end !== undefined && end < start;
  return {
    ...pieces({ traceId: id, system: "langfuse", spans: [{ ...span, traceId: id }] }),
    notes: isEarly ? [{ reason: endsEarly, count: 1 }] : [],
  };
}

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const text = nullish(z.string());
const traceSchema = z.object({
  id: z.string().check(z.minLength(1)),
  name: text,
  timestamp: text,
  environment: text,
  release: text,
  version: text,
  userId: text,
  sessionId: text,
  tags: nullish(z.array(z.string())),
  /** Seconds. */
  latency: nullish(z.number()),
});

function importTrace(value: JsonObject, observations: readonly Json[]): Imported {
  const holder = isJsonObject(value["trace"]) ? value["trace"] : value;
  const read = z.safeParse(traceSchema, holder);
  const ofRows = new Set(
    observations.flatMap((row) =>
      isJsonObject(row) && typeof row["traceId"] === "string" ? row["traceId"] : [],
    ),
  );
  const [onlyId] = ofRows.size === 1 ? ofRows : [];
  const id = read.success ? read.data.id : onlyId;
  const rows = joinImported(observations.map((row) => importObservation(row, false, id)));
  if (!read.success || id === undefined)
    return ofRows.size > 0 ? rows : joinImported([rows, rejected("a trace without an id")]);
  const scores = [...(listOf(holder["scores"]) ?? []), ...(listOf(value["scores"]) ?? [])].map((score) =>
    isJsonObject(score) ? importScore({ ...score, traceId: score["traceId"] ?? id }) : rejected(noScore),
  );
  const facts = factsOf(read.data, holder);
  return joinImported([pieces({ traceId: id, system: "langfuse", facts }), rows, ...scores]);
}

function factsOf(trace: z.infer<typeof traceSchema>, holder: JsonObject): TraceFacts {
  const { name, timestamp, environment, release, userId, sessionId, tags, latency } = trace;
  const startMs = timestamp ? readIsoTime(timestamp) : undefined;
  const startedAt = startMs === undefined ? undefined : writeIsoTime(startMs);
  const [input, output] = [endOf(holder["input"]), endOf(holder["output"])];
  const corrections = (listOf(holder["corrections"]) ?? []).flatMap((one) => correctionOf(one) ?? []);
  const correction = corrections.at(-1);
  return {
    ...(name ? { name } : {}),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(environment ? { environment } : {}),
    ...(release ? { release } : {}),
    ...(userId ? { userHash: textHash(userId) } : {}),
    ...(sessionId ? { sessionId } : {}),
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(latency && latency > 0 ? { latencyMs: latency * 1000 } : {}),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(correction === undefined ? {} : { correction }),
  };
}

/** Exports hold them as JSON in JSON. */
function endOf(value: Json | undefined): Json | undefined {
  return value === undefined || value === null || !isShallow(value) ? undefined : parsed(parsed(value));
}

function correctionOf(one: Json): Json | undefined {
  if (typeof one === "string") return one === "" ? undefined : parsed(one);
  if (!isJsonObject(one)) return undefined;
  const said = one["longStringValue"] ?? one["stringValue"] ?? one["value"];
  return said === undefined || said === null || said === "" || typeof said === "number"
    ? undefined
    : parsed(said);
}

const noScore = "a score that is not as Langfuse writes it";
const scoreSchema = z.object({
  name: z.string(),
  dataType: z.string(),
  value: z.optional(z.unknown()),
  stringValue: text,
  source: text,
  comment: text,
  traceId: text,
  subject: nullish(z.object({ kind: z.string(), id: z.string(), traceId: text })),
});

function importScore(row: JsonObject): Imported {
  const read = z.safeParse(scoreSchema, { dataType: "NUMERIC", ...row });
  if (!read.success) return rejected(noScore);
  const { subject, traceId: stated } = read.data;
  const traceId = stated ?? subject?.traceId ?? (subject?.kind === "trace" ? subject.id : undefined);
  if (!traceId) return rejected("a score of a session or an experiment, not of a trace");
  const piece = (facts: TraceFacts): Piece => ({ traceId, system: "langfuse", facts });
  if (read.data.dataType === "CORRECTION") {
    const correction = correctionOf(row);
    return correction === undefined ? rejected(noScore) : pieces(piece({ correction }));
  }
  const score = readScore(read.data);
  return score === undefined ? rejected(noScore) : pieces(piece({ scores: [score] }));
}

const sources: Readonly<Record<string, TraceScore["source"]>> = {
  ANNOTATION: "annotation",
  EVAL: "eval",
  API: "api",
};

/** Langfuse knows no source of its own for end users: their feedback comes by the API, under a name that says so. */
const ofUsers = /feedback|thumb|^user[-_. ]/i;

function readScore(row: z.infer<typeof scoreSchema>): TraceScore | undefined {
  const { name, dataType, value, stringValue, source, comment } = row;
  const told = sources[source ?? ""] ?? "unknown";
  const about = {
    name,
    source: told === "api" && ofUsers.test(name) ? ("user" as const) : told,
    ...(comment ? { explanation: comment } : {}),
  };
  if (dataType === "BOOLEAN") {
    const flag =
      typeof value === "boolean" ? value : typeof value === "number" ? value !== 0 : flagOf(stringValue);
    return flag === undefined ? undefined : { ...about, value: flag, kind: "boolean" };
  }
  if (dataType === "NUMERIC")
    return typeof value === "number" ? { ...about, value, kind: "numeric" } : undefined;
  const word = stringValue ?? value;
  if (typeof word !== "string") return undefined;
  return { ...about, value: word, kind: dataType === "CATEGORICAL" ? "categorical" : "text" };
}

function flagOf(word: string | null | undefined): boolean | undefined {
  if (word === undefined || word === null) return undefined;
  return /^true$/i.test(word) ? true : /^false$/i.test(word) ? false : undefined;
}
