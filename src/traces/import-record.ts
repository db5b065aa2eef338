import * as z from "zod/mini";
import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { type Imported, type Importer, pieces, rejected, type TraceFacts } from "./import-piece.ts";
import type { TraceScore } from "./normal-trace.ts";
import { exclusiveUsage } from "./trace-of-usage.ts";

const text = z.optional(z.string());
const amount = z.optional(z.number().check(z.nonnegative()));

const headerSchema = z.object({ gate: text, arm: text, sha: text, started_at: text });

const trialSchema = z.object({
  case: z.string().check(z.minLength(1)),
  trial: z.int().check(z.nonnegative()),
  status: z.enum(["ok", "app_error", "infra_error"]),
  messages: z.optional(z.array(z.looseObject({}))),
  tool_calls: z.optional(z.array(z.looseObject({ name: z.string() }))),
  usage: z.optional(
    z.object({
      input: amount,
      cache_read: amount,
      cache_write: amount,
      output: amount,
      reasoning: amount,
    }),
  ),
  cost_usd: amount,
  latency_ms: amount,
  ttft_ms: amount,
  trace_id: text,
  scores: z.optional(
    z.array(
      z.object({
        scorer: z.string(),
        value: z.number(),
        passed: z.optional(z.boolean()),
        reason: text,
      }),
    ),
  ),
  failure: text,
});

type Trial = z.infer<typeof trialSchema>;

/**
 * Reads our own run records, line by line: each trial is a trace. The header of a file says which run its trials are of, so each file has
 * an importer of its own.
 */
export function openRecordImporter(): Importer {
  let header: z.infer<typeof headerSchema> = {};
  return (value) => {
    if (!isJsonObject(value)) return undefined;
    const { type } = value;
    if (type === "run" && isJsonObject(value["planned"])) {
      header = z.safeParse(headerSchema, value).data ?? {};
      return pieces();
    }
    if (type === "end" && typeof value["reason"] === "string") return pieces();
    return type === "trial" ? importTrial(value, header) : undefined;
  };
}

function importTrial(value: JsonObject, header: z.infer<typeof headerSchema>): Imported {
  const read = z.safeParse(trialSchema, value);
  if (!read.success) {
    const key = read.error.issues[0]?.path.map(String).join(".") ?? "";
    return rejected(`a trial whose \`${key}\` is not as a run record has it`);
  }
  const trial = read.data;
  if (trial.status === "infra_error")
    return rejected("a trial that ended by a fault of the provider or the network, which tells nothing");
  const { gate, arm, sha, started_at: startedAt } = header;
  const sourceId = [gate, arm, `${trial.case}#${trial.trial}`].filter((part) => part !== undefined).join("/");
  const facts: TraceFacts = {
    isWhole: true,
    sourceId,
    name: gate ?? trial.case,
    ...(sha === undefined ? {} : { release: sha }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...answerOf(value, trial),
    ...figuresOf(trial),
    ...(trial.status === "app_error" ? { error: reasonOf(trial) } : {}),
    scores: scoresOf(trial),
  };
  const traceId = trial.trace_id ?? [sha, sourceId].filter((part) => part !== undefined).join("/");
  return pieces({ traceId, system: "record", facts });
}

function answerOf(value: JsonObject, { tool_calls: calls }: Trial): TraceFacts {
  const { output, context } = value;
  // The schema has looked at it; the values are the same.
  const messages = value["messages"] as readonly JsonObject[] | undefined;
  const asked = messages?.find(({ role }) => role === "user")?.["content"];
  return {
    ...(asked === undefined ? {} : { input: asked }),
    ...(output === undefined ? {} : { output }),
    ...(messages === undefined ? {} : { messages }),
    ...(context === undefined ? {} : { documents: Array.isArray(context) ? (context as Json[]) : [context] }),
    ...(calls === undefined
      ? {}
      : {
          toolRuns: calls.map(({ name, arguments: given }) => ({
            name,
            ...(given === undefined ? {} : { arguments: given as Json }),
          })),
        }),
  };
}

function figuresOf({ usage, cost_usd: usd, latency_ms: latencyMs, ttft_ms: ttftMs }: Trial): TraceFacts {
  const exclusive =
    usage === undefined
      ? undefined
      : exclusiveUsage({
          ...(usage.input === undefined ? {} : { input: usage.input }),
          ...(usage.cache_read === undefined ? {} : { cacheRead: usage.cache_read }),
          ...(usage.cache_write === undefined ? {} : { cacheWrite: usage.cache_write }),
          ...(usage.output === undefined ? {} : { output: usage.output }),
          ...(usage.reasoning === undefined ? {} : { reasoning: usage.reasoning }),
        });
  return {
    ...(exclusive === undefined ? {} : { usage: exclusive }),
    ...(usd === undefined ? {} : { cost: { usd, source: "trace" } }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
  };
}

/** The app's own words stand in the reason of its score, where a scorer has looked at it. */
function reasonOf({ scores = [] }: Trial): string {
  return scores.find(({ reason }) => reason !== undefined)?.reason ?? "";
}

/** Of a score that says whether it passed, that counts; the failure mode stands beside as one more. */
function scoresOf({ scores = [], failure }: Trial): readonly TraceScore[] {
  const listed = scores.map(({ scorer, value, passed, reason }): TraceScore => ({
    name: scorer,
    ...(passed === undefined ? { value, kind: "numeric" } : { value: passed, kind: "boolean" }),
    source: "eval",
    ...(reason === undefined ? {} : { explanation: reason }),
  }));
  if (failure === undefined) return listed;
  return [...listed, { name: "failure", value: failure, kind: "categorical", source: "eval" }];
}
