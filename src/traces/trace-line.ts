import * as z from "zod/mini";
import type { Json, JsonObject } from "../experiment/json.ts";
import { maxTraceLineBytes } from "./trace-limits.ts";
import { readJsonLines } from "../jsonl/read-json-lines.ts";
import { quoteValue, type Problem } from "../problem.ts";
import type { NormalTrace } from "./normal-trace.ts";

const text = z.string();
const amount = z.number().check(z.nonnegative());
/** Every value that JSON.parse gives is one. */
const json = z.custom<Json>((value) => value !== undefined);
const object = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

const toolRun = z.strictObject({
  name: text,
  id: z.optional(text),
  arguments: z.optional(json),
  result: z.optional(json),
  error: z.optional(text),
  latency_ms: z.optional(amount),
  agent: z.optional(text),
});

const score = z.strictObject({
  name: text,
  value: z.union([z.number(), text, z.boolean()]),
  kind: z.enum(["numeric", "boolean", "categorical", "text"]),
  source: z.enum(["annotation", "user", "api", "eval", "unknown"]),
  explanation: z.optional(text),
});

const lineSchema = z.strictObject({
  trace_id: text.check(z.minLength(1)),
  source: z.strictObject({
    system: z.enum(["langfuse", "otlp", "openinference", "langsmith", "openai", "record"]),
    id: text,
    url: z.optional(text),
  }),
  name: z.optional(text),
  release: z.optional(text),
  environment: z.optional(text),
  session_id: z.optional(text),
  user_hash: z.optional(text),
  started_at: z.optional(text),
  latency_ms: z.optional(amount),
  ttft_ms: z.optional(amount),
  input: z.optional(json),
  output: z.optional(json),
  messages: z.optional(z.array(object)),
  tool_runs: z.optional(z.array(toolRun)),
  documents: z.optional(z.array(json)),
  model: z.optional(text),
  provider: z.optional(text),
  prompt_version: z.optional(text),
  usage: z.optional(
    z.strictObject({
      input_uncached: z.optional(amount),
      cache_read: z.optional(amount),
      cache_write: z.optional(amount),
      output: z.optional(amount),
      reasoning: z.optional(amount),
    }),
  ),
  cost: z.optional(z.strictObject({ usd: amount, source: z.enum(["trace", "prices"]) })),
  error: z.optional(text),
  scores: z.optional(z.array(score)),
  correction: z.optional(json),
  tags: z.optional(z.array(text)),
  detected: z.optional(
    z.strictObject({
      failure: text,
      signs: z.array(z.strictObject({ signal: text, failure: text, evidence: text })),
      fingerprint: text,
    }),
  ),
});

/** The names that are not the same in a line. */
const longNames = {
  trace_id: "traceId",
  session_id: "sessionId",
  user_hash: "userHash",
  started_at: "startedAt",
  latency_ms: "latencyMs",
  ttft_ms: "ttftMs",
  tool_runs: "toolRuns",
  prompt_version: "promptVersion",
  input_uncached: "inputUncached",
  cache_read: "cacheRead",
  cache_write: "cacheWrite",
} as const satisfies Readonly<Record<string, string>>;
const nameByLongName = new Map(Object.entries(longNames).map(([short, long]) => [long, short] as const));
const longNameByName = new Map<string, string>(Object.entries(longNames));

const order = Object.keys(lineSchema.def.shape);

/** The trace as a line of JSON with its line feed: snake case, and keys always in one order. */
export function traceLine({ toolRuns, usage, ...trace }: NormalTrace): string {
  const line: Readonly<Record<string, unknown>> = {
    ...renamed(trace, nameByLongName),
    ...(toolRuns === undefined ? {} : { tool_runs: toolRuns.map((run) => renamed(run, nameByLongName)) }),
    ...(usage === undefined ? {} : { usage: renamed(usage, nameByLongName) }),
  };
  return `${JSON.stringify(Object.fromEntries(order.map((key) => [key, line[key]])))}\n`;
}

/** The trace of one such line, or what is wrong with it. Keys that are not of the form are refused. */
export function traceOfLine(value: unknown): NormalTrace | string {
  const read = z.safeParse(lineSchema, value);
  if (!read.success) {
    const issue = read.error.issues[0];
    if (issue?.code === "unrecognized_keys") return `no such key: ${quoteValue(issue.keys[0])}`;
    const path = issue?.path.map(String).join(".") ?? "";
    return path === "" ? "the line is no object" : `\`${path}\` is missing or not of its kind`;
  }
  const { tool_runs: toolRuns, usage, ...others } = read.data;
  // The schema has looked at each member; what is left is a matter of names.
  return {
    ...renamed(others, longNameByName),
    ...(toolRuns === undefined ? {} : { toolRuns: toolRuns.map((run) => renamed(run, longNameByName)) }),
    ...(usage === undefined ? {} : { usage: renamed(usage, longNameByName) }),
  } as unknown as NormalTrace;
}

export type TraceLine =
  | { readonly line: number; readonly trace: NormalTrace }
  | { readonly line: number; readonly problem: Problem };

/** Traces as `collect` and `detect` write them, as a stream: a batch of lines at a time, each as its trace or as its problem. */
export async function* readTraceLines(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly TraceLine[]> {
  for await (const lines of readJsonLines(file, chunks, maxTraceLineBytes)) {
    yield lines.map((line) => {
      if ("problem" in line) return line;
      const trace = traceOfLine(line.value);
      return typeof trace === "string"
        ? { line: line.line, problem: notATrace(file, line.line, trace) }
        : { line: line.line, trace };
    });
  }
}

function notATrace(file: string, line: number, why: string): Problem {
  return {
    code: "not-a-trace",
    file,
    line,
    message: `the line is no trace in the normal form: ${why}.`,
    fix: "Write it with `collect`.",
  };
}

function renamed(value: object, names: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [names.get(key) ?? key, member]));
}
