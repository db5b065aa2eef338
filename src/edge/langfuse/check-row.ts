import * as z from "zod/mini";
import type { JsonObject } from "../../experiment/json.ts";

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const text = nullish(z.string());
const counts = nullish(z.record(z.string(), z.unknown()));
const cost = nullish(z.union([z.number(), z.string()]));
const id = z.string().check(z.minLength(1), z.maxLength(1000));
const time = z.string().check(
  z.maxLength(40),
  z.refine((value) => /^\d{4}-\d\d-\d\d[T ]/.test(value) && !Number.isNaN(Date.parse(value))),
);

/** What places a root among its traces. */
const rootSchema = z.object({ id, traceId: id });

/** What is read of a row: the keys without which it has no place are required, the others may be absent. */
const observationSchema = z.object({
  id,
  traceId: id,
  startTime: time,
  endTime: nullish(time),
  completionStartTime: nullish(time),
  parentObservationId: text,
  isRootObservation: nullish(z.boolean()),
  type: text,
  name: text,
  level: text,
  statusMessage: text,
  environment: text,
  userId: text,
  sessionId: text,
  model: text,
  providedModelName: text,
  usageDetails: counts,
  usage: counts,
  costDetails: counts,
  totalCost: cost,
  calculatedTotalCost: cost,
  timeToFirstToken: nullish(z.number()),
  latency: nullish(z.number()),
  promptName: text,
  promptVersion: nullish(z.union([z.number(), z.string()])),
  traceName: text,
  release: text,
  tags: nullish(z.array(z.string())),
});

const scoreSchema = z.object({
  id,
  name: id,
  source: text,
  dataType: text,
  value: nullish(z.union([z.number(), z.string(), z.boolean()])),
  stringValue: text,
  comment: text,
  observationId: text,
});

const scoreSubjectSchema = z.object({
  traceId: text,
  subject: nullish(z.object({ kind: text, id: text, traceId: text })),
});

const traceSchema = z.object({
  id,
  timestamp: nullish(time),
  name: text,
  release: text,
  environment: text,
  sessionId: text,
  userId: text,
  tags: nullish(z.array(z.string())),
});

export type Checked =
  | {
      readonly id: string;
      readonly row: JsonObject;
      /** Keys that were no such value as Langfuse writes there, and are left out. */
      readonly dropped: readonly string[];
    }
  | { readonly reason: string };

/** The trace that a row of the list of roots belongs to. */
export function readRoot(value: unknown): { readonly traceId: string } | undefined {
  return z.safeParse(rootSchema, value).data;
}

/** A row that can be placed, without what is broken in it; else why it cannot. Other keys stay as they came. */
export function checkObservation(value: unknown): Checked {
  return check(observationSchema, ["id", "traceId", "startTime"], value);
}

/** As `checkObservation`, for a score of either version of the API. */
export function checkScore(value: unknown): Checked {
  return check(scoreSchema, ["id", "name"], value);
}

/** As `checkObservation`, for a trace of version 3. */
export function checkTrace(value: unknown): Checked {
  return check(traceSchema, ["id"], value);
}

/** The trace that a score belongs to; undefined for that of a session or an experiment. */
export function traceIdOfScore(score: JsonObject): string | undefined {
  const { traceId, subject } = z.safeParse(scoreSubjectSchema, score).data ?? {};
  const named = subject?.kind === "trace" ? subject.id : subject?.traceId;
  return named || traceId || undefined;
}

/** A trace may begin more than once: at rows without a parent, and at those that an SDK marks. */
export function isRoot(row: JsonObject): boolean {
  return row["isRootObservation"] === true || (row["parentObservationId"] ?? "") === "";
}

function check(schema: z.core.$ZodType, required: readonly string[], value: unknown): Checked {
  const read = z.safeParse(schema, value);
  if (read.success) return kept(value as JsonObject, []);
  const keys = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? "")))];
  const missing = keys.find((key) => key === "" || required.includes(key));
  if (missing === "") return { reason: "it is no object" };
  if (missing !== undefined) return { reason: `\`${missing}\` is missing or broken` };
  const whole = value as JsonObject;
  return kept(Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key))), keys);
}

function kept(row: JsonObject, dropped: readonly string[]): Checked {
  return { id: row["id"] as string, row, dropped };
}
