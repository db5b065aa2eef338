import * as z from "zod/mini";
import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { type Imported, pieces, rejected, type TraceFacts } from "./import-piece.ts";
import type { TraceScore } from "./normal-trace.ts";
import { endsEarly } from "./otlp-spans.ts";
import { readIsoTime } from "./otlp-time.ts";
import { isShallow, listOf, member, readNumber } from "./read-attributes.ts";
import type { Span } from "./span.ts";

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const text = nullish(z.string());
const figure = nullish(z.union([z.number(), z.string()]));

/** A run as the API gives it and exports write it. Other keys may be anything. */
const runSchema = z.object({
  id: z.string().check(z.minLength(1)),
  run_type: z.string(),
  name: text,
  start_time: z.string(),
  end_time: text,
  first_token_time: text,
  trace_id: text,
  parent_run_id: text,
  dotted_order: text,
  error: text,
  prompt_tokens: figure,
  completion_tokens: figure,
  total_cost: figure,
  session_name: text,
  tags: nullish(z.array(z.string())),
});

/** A run of LangSmith, which is one step of a trace, or feedback on one. */
export function importLangsmith(value: Json): Imported | undefined {
  if (!isJsonObject(value)) return undefined;
  if (typeof value["run_type"] === "string" && value["id"] !== undefined) return importRun(value);
  const isFeedback = typeof value["key"] === "string" && typeof value["run_id"] === "string";
  return isFeedback ? importFeedback(value) : undefined;
}

function importRun(value: JsonObject): Imported {
  const read = z.safeParse(runSchema, value);
  const startMs = read.success ? readIsoTime(read.data.start_time) : undefined;
  if (!read.success || startMs === undefined) {
    const key = read.success ? "start_time" : (read.error.issues[0]?.path.map(String).join(".") ?? "");
    return rejected(`a run whose \`${key}\` is not as LangSmith writes it`);
  }
  const run = read.data;
  const ids = (run.dotted_order ?? "").split(".").flatMap((part) => idInOrder.exec(part)?.[1] ?? []);
  const traceId = run.trace_id ?? ids[0] ?? run.id;
  const parent = run.parent_run_id ?? ids.at(-2);
  const endMs = run.end_time ? readIsoTime(run.end_time) : undefined;
  const span: Span = {
    traceId,
    spanId: run.id,
    ...(parent ? { parentSpanId: parent } : {}),
    name: run.name ?? "",
    startMs,
    endMs: Math.max(startMs, endMs ?? startMs),
    ...(run.error ? { status: "error" as const, statusMessage: run.error } : {}),
    attributes: attributesOf(value, run, startMs),
    events: [],
  };
  const facts = factsOf(value, traceId === run.id ? run.tags : undefined);
  const isEarly = endMs !== undefined && endMs < startMs;
  return {
    ...pieces({
      traceId,
      system: "langsmith",
      spans: [span],
      ...(Object.keys(facts).length === 0 ? {} : { facts }),
    }),
    notes: isEarly ? [{ reason: endsEarly, count: 1 }] : [],
  };
}

/** `20260801T100000000000Z<id>`. */
const idInOrder = /^\d{8}T\d+Z(.+)$/;

/** Under the names that LangSmith's own OpenTelemetry spans have, or the conventions where those have none. */
function attributesOf(
  value: JsonObject,
  run: z.infer<typeof runSchema>,
  startMs: number,
): Span["attributes"] {
  const metadata = member(value["extra"], "metadata");
  const usage = usageIn(value["outputs"]) ?? member(metadata, "usage_metadata");
  const isModel = run.run_type === "llm";
  const firstMs = run.first_token_time ? readIsoTime(run.first_token_time) : undefined;
  const cost = readNumber(run.total_cost ?? undefined);
  const known: Readonly<Record<string, Json | undefined>> = {
    "langsmith.span.kind": run.run_type,
    [isModel ? "gen_ai.prompt" : "input.value"]: shallow(value["inputs"]),
    [isModel ? "gen_ai.completion" : "output.value"]: shallow(value["outputs"]),
    "gen_ai.request.model":
      member(metadata, "ls_model_name") ?? member(member(value["extra"], "invocation_params"), "model"),
    "gen_ai.provider.name": member(metadata, "ls_provider"),
    "gen_ai.usage.input_tokens": readNumber(run.prompt_tokens ?? undefined) ?? member(usage, "input_tokens"),
    "gen_ai.usage.output_tokens":
      readNumber(run.completion_tokens ?? undefined) ?? member(usage, "output_tokens"),
    "gen_ai.usage.cache_read.input_tokens": member(member(usage, "input_token_details"), "cache_read"),
    "gen_ai.usage.cache_creation.input_tokens": member(
      member(usage, "input_token_details"),
      "cache_creation",
    ),
    "gen_ai.usage.reasoning.output_tokens": member(member(usage, "output_token_details"), "reasoning"),
    "gen_ai.usage.cost": cost,
    "gen_ai.response.time_to_first_chunk":
      firstMs !== undefined && firstMs >= startMs ? (firstMs - startMs) / 1000 : undefined,
    "session.id": member(metadata, "thread_id", "session_id", "conversation_id"),
    "user.id": member(metadata, "user_id"),
    "langsmith.metadata.revision_id": member(metadata, "revision_id"),
    "langsmith.metadata.environment": member(metadata, "environment", "env"),
    ...(run.run_type === "tool" && run.name ? { "gen_ai.tool.name": run.name } : {}),
  };
  return Object.fromEntries(
    Object.entries(known).flatMap(([key, one]) =>
      one === undefined || one === null ? [] : [[key, one] as const],
    ),
  );
}

/** `usage_metadata` of the message that LangChain keeps as the output of a model. */
function usageIn(outputs: Json | undefined): Json | undefined {
  const [first] = listOf(member(outputs, "generations")) ?? [];
  const generation = listOf(first)?.[0] ?? first;
  const message = member(generation, "message") ?? member(outputs, "message", "output") ?? outputs;
  return member(message, "usage_metadata") ?? member(member(message, "kwargs", "data"), "usage_metadata");
}

function shallow(value: Json | undefined): Json | undefined {
  return value !== undefined && isShallow(value) ? value : undefined;
}

function factsOf(run: JsonObject, tags: readonly string[] | null | undefined): TraceFacts {
  const stats = isJsonObject(run["feedback_stats"]) ? Object.entries(run["feedback_stats"]) : [];
  const listed = (listOf(run["feedback"]) ?? []).filter(isJsonObject);
  const scores = [
    ...stats.flatMap(([name, of]): readonly TraceScore[] => {
      const average = member(of, "avg");
      // Those of the feedback itself, where that is here too, say more.
      if (typeof average !== "number" || listed.some(({ key }) => key === name)) return [];
      return [{ name, value: average, kind: "numeric", source: "unknown" }];
    }),
    ...listed.flatMap((one) => scoreOf(one) ?? []),
  ];
  const correction = listed.map(({ correction: said }) => said).findLast((said) => said ?? undefined);
  return {
    ...(scores.length === 0 ? {} : { scores }),
    ...(correction ? { correction } : {}),
    ...(tags && tags.length > 0 ? { tags } : {}),
  };
}

function importFeedback(value: JsonObject): Imported {
  const { run_id: runId, trace_id: traceId, correction } = value;
  const id = traceId ?? runId;
  const score = scoreOf(value);
  if (typeof id !== "string" || (score === undefined && !correction))
    return rejected("feedback that is not as LangSmith writes it");
  return pieces({
    traceId: id,
    system: "langsmith",
    facts: {
      ...(score === undefined ? {} : { scores: [score] }),
      ...(correction ? { correction } : {}),
    },
  });
}

const sources: Readonly<Record<string, TraceScore["source"]>> = {
  app: "annotation",
  api: "api",
  model: "eval",
  auto_eval: "eval",
};

function scoreOf({ key, score, value, comment, feedback_source: from }: JsonObject): TraceScore | undefined {
  const told = typeof score === "number" || typeof score === "boolean" ? score : value;
  if (typeof key !== "string") return undefined;
  if (typeof told !== "number" && typeof told !== "boolean" && typeof told !== "string") return undefined;
  const type = member(from, "type");
  const source = sources[typeof type === "string" ? type : ""] ?? "unknown";
  return {
    name: key,
    value: told,
    kind: typeof told === "number" ? "numeric" : typeof told === "boolean" ? "boolean" : "categorical",
    source: source === "api" && /user|feedback|thumb/i.test(key) ? "user" : source,
    ...(typeof comment === "string" && comment !== "" ? { explanation: comment } : {}),
  };
}
