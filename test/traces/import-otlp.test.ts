import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { importAll } from "./import-build.ts";

const traceId = "5b8efff798038103d269b633813fc60c";
const nano = (ms: number) => `${1_785_578_400_000 + ms}000000`;
const listed = (attributes: Readonly<Record<string, string | number>>) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { doubleValue: value } : { stringValue: value },
  }));

const span = (
  id: number,
  attributes: Readonly<Record<string, string | number>>,
  more: Readonly<Record<string, Json>> = {},
) => ({
  traceId,
  spanId: String(id).padStart(16, "0"),
  ...(id === 1 ? {} : { parentSpanId: "0000000000000001" }),
  name: `step ${id}`,
  startTimeUnixNano: nano(id * 100),
  endTimeUnixNano: nano(id === 1 ? 1300 : id * 100 + 50),
  attributes: listed(attributes),
  ...more,
});
const resource = {
  attributes: listed({ "service.version": "2026.8.1", "deployment.environment.name": "production", pid: 7 }),
};
const exported = (...spans: readonly Json[]): Json => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "gen-ai" }, spans }] }],
});

const root = span(1, { "gen_ai.operation.name": "invoke_agent", "session.id": "s1" });
const chat = span(2, {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.response.model": "gpt-5-mini",
  "gen_ai.usage.input_tokens": 1000,
  "gen_ai.usage.cache_read.input_tokens": 900,
  "gen_ai.usage.output_tokens": 60,
  "gen_ai.input.messages": JSON.stringify([
    { role: "user", parts: [{ type: "text", content: "May I return it?" }] },
  ]),
  "gen_ai.output.messages": JSON.stringify([
    { role: "assistant", parts: [{ type: "text", content: "No." }] },
  ]),
});
const evaluation = {
  resourceLogs: [
    {
      scopeLogs: [
        {
          logRecords: [
            {
              traceId,
              spanId: "0000000000000002",
              eventName: "gen_ai.evaluation.result",
              timeUnixNano: nano(2000),
              attributes: listed({
                "gen_ai.evaluation.name": "relevance",
                "gen_ai.evaluation.score.value": 0.2,
                "gen_ai.evaluation.explanation": "off topic",
              }),
            },
          ],
        },
      ],
    },
  ],
};

it("joins spans and evaluations of several exports, a child before its parent", () => {
  for (const values of [
    [exported(root, chat), evaluation],
    [evaluation, exported(chat), exported(root)],
  ])
    expect(importAll(values)).toMatchObject({
      unknown: 0,
      rejected: [],
      notes: [],
      traces: [
        {
          traceId,
          source: { system: "otlp", id: traceId },
          name: "step 1",
          release: "2026.8.1",
          environment: "production",
          sessionId: "s1",
          startedAt: "2026-08-01T10:00:00.100Z",
          latencyMs: 1200,
          input: "May I return it?",
          output: "No.",
          provider: "openai",
          model: "gpt-5-mini",
          usage: { inputUncached: 100, cacheRead: 900, output: 60 },
          toolRuns: [],
          scores: [
            { name: "relevance", value: 0.2, kind: "numeric", source: "eval", explanation: "off topic" },
          ],
        },
      ],
    });
});

it("a span that two exports send counts once", () => {
  const [trace] = importAll([exported(root, chat), exported(chat, root)]).traces;
  expect(trace?.usage).toEqual({ inputUncached: 100, cacheRead: 900, output: 60 });
});

it("refuses a broken span alone, and notes what it does not know", () => {
  const read = importAll([
    exported(root, { ...chat, spanId: "short" }, span(3, {}, { attributes: [{ key: 7 }] })),
  ]);
  expect(read.traces).toHaveLength(1);
  expect(read.rejected).toEqual([{ reason: "a span id that is not 16 hex digits, or all 0", count: 1 }]);
  expect(read.notes).toEqual([{ reason: "an attribute that is of no known form, left out", count: 1 }]);
});

it("a root whose clock ran backwards has no latency, which is counted; a cost that nobody tells is absent", () => {
  const read = importAll([exported({ ...root, endTimeUnixNano: nano(0) }, chat)]);
  expect(read.traces[0]).not.toHaveProperty("latencyMs");
  expect(read.traces[0]).not.toHaveProperty("cost");
  expect(read.notes).toEqual([
    { reason: "a span that ends before it starts, whose latency is unknown", count: 1 },
  ]);
});

it("reads messages of 10 MB whole: a text that is cut would be no JSON", () => {
  const long = "a".repeat(10 * 1024 * 1024);
  const messages = JSON.stringify([{ role: "user", parts: [{ type: "text", content: long }] }]);
  const read = importAll([
    exported(root, span(2, { "gen_ai.operation.name": "chat", "gen_ai.input.messages": messages })),
  ]);
  expect(read.traces[0]?.input).toHaveLength(long.length);
});

describe("OpenInference", () => {
  const attributes = {
    "openinference.span.kind": "LLM",
    "llm.model_name": "gpt-5-mini",
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": "May I return it?",
    "llm.output_messages.0.message.role": "assistant",
    "llm.output_messages.0.message.content": "No.",
    "evaluations.0.evaluation.name": "correct",
    "evaluations.0.evaluation.label": "incorrect",
    "evaluations.0.evaluation.annotator_kind": "HUMAN",
    "llm.prompt_template.version": "v3",
  };
  const row = {
    id: "U3BhbjoxMA==",
    name: "answer",
    context: { trace_id: traceId, span_id: "0000000000000001" },
    span_kind: "LLM",
    parent_id: null,
    start_time: "2026-08-01T10:00:00.000Z",
    end_time: "2026-08-01T10:00:01.000Z",
    status_code: "ERROR",
    status_message: "no database",
    attributes,
    events: [],
  };
  const { "openinference.span.kind": _kind, ...withoutKind } = attributes;
  const frame = Object.fromEntries([
    ...Object.entries(row).filter(([key]) => key !== "context" && key !== "attributes" && key !== "id"),
    ["context.trace_id", traceId],
    ["context.span_id", "0000000000000001"],
    ...Object.entries(withoutKind).map(([key, value]) => [`attributes.${key}`, value]),
    ["attributes.retrieval.documents", null],
  ]) as Json;

  it.each([
    ["a page of Phoenix's API", { data: [row], next_cursor: null }],
    ["a row whose kind stands beside its attributes", { ...row, attributes: withoutKind }],
    ["a row of a data frame", frame],
  ])("reads %s", (_name, value) => {
    expect(importAll([value])).toMatchObject({
      unknown: 0,
      rejected: [],
      traces: [
        {
          source: { system: "openinference" },
          latencyMs: 1000,
          input: "May I return it?",
          output: "No.",
          error: "no database",
          promptVersion: "v3",
          scores: [{ name: "correct", value: "incorrect", kind: "categorical", source: "annotation" }],
        },
      ],
    });
  });
});

it("what is of no known form is none: `--from` decides where a form is asked for", () => {
  expect(importAll([{ hello: "world" }, 7, "text", null, [7]]).unknown).toBe(5);
  expect(importAll([{ run_type: "llm", id: "1" }], "otlp").unknown).toBe(1);
  expect(importAll([[exported(root), { hello: "world" }]]).rejected).toEqual([
    { reason: "a row of no known form", count: 1 },
  ]);
});
