import { expect, it } from "vitest";
import { importAll } from "./import-build.ts";

const messages = [
  { role: "system", content: "You answer for the support desk." },
  { role: "user", content: "May I return it?" },
];
const completion = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_785_578_400,
  model: "gpt-5-mini-2025-08-07",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "No." } }],
  usage: {
    prompt_tokens: 1000,
    completion_tokens: 60,
    prompt_tokens_details: { cached_tokens: 900 },
    completion_tokens_details: { reasoning_tokens: 20 },
  },
};
const answered = {
  source: { system: "openai" },
  output: "No.",
  model: "gpt-5-mini-2025-08-07",
  provider: "openai",
  startedAt: "2026-08-01T10:00:00.000Z",
  usage: { inputUncached: 100, cacheRead: 900, output: 40, reasoning: 20 },
};

it("reads a pair of request and response", () => {
  const read = importAll([{ request: { model: "gpt-5-mini", messages }, response: completion }]);
  expect(read).toMatchObject({
    unknown: 0,
    traces: [
      {
        ...answered,
        traceId: "chatcmpl-1",
        input: "May I return it?",
        messages: [...messages, { role: "assistant", content: "No." }],
        toolRuns: [],
      },
    ],
  });
  // A call has one time only.
  expect(read.traces[0]).not.toHaveProperty("latencyMs");
});

it("reads stored completions, alone or as the API lists them", () => {
  const metadata = { release: "abc123", session_id: "s1" };
  for (const value of [completion, { object: "list", data: [completion], has_more: false }])
    expect(importAll([value]).traces).toMatchObject([answered]);
  expect(importAll([{ ...completion, messages, metadata }]).traces).toMatchObject([
    { ...answered, input: "May I return it?", release: "abc123", sessionId: "s1" },
  ]);
});

it("joins the two halves of a batch, in whichever order", () => {
  const sent = { custom_id: "refund-01", method: "POST", url: "/v1/chat/completions", body: { messages } };
  const came = { custom_id: "refund-01", response: { status_code: 200, body: completion }, error: null };
  for (const lines of [
    [sent, came],
    [came, sent],
  ])
    expect(importAll(lines).traces).toMatchObject([{ traceId: "refund-01", output: "No." }]);
  expect(importAll([came]).traces).toMatchObject([{ ...answered, traceId: "refund-01" }]);
});

it("a line of a batch that failed is a trace with an error", () => {
  const body = { error: { message: "The model is overloaded." } };
  expect(
    importAll([
      { custom_id: "a", response: { status_code: 500, body } },
      { custom_id: "b", error: { code: "batch_expired" }, response: null },
      { custom_id: "c", response: { status_code: 400, body: null } },
    ]).traces.map(({ error }) => error),
  ).toEqual(["The model is overloaded.", "batch_expired", "HTTP 400"]);
});

it("of a conversation for fine-tuning the last answer is the output, and equal ones have one id", () => {
  const line = { messages: [...messages, { role: "assistant", content: "No." }], tools: [] };
  const { traces } = importAll([line]);
  expect(traces).toMatchObject([
    { traceId: expect.stringMatching(/^sha256:/), input: "May I return it?", output: "No." },
  ]);
  expect(traces[0]).not.toHaveProperty("startedAt");
  expect(importAll([{ tools: [], messages: line.messages }]).traces[0]?.traceId).toBe(traces[0]?.traceId);
  expect(importAll([{ messages }]).rejected).toEqual([
    { reason: "a conversation without an answer", count: 1 },
  ]);
});

it("reads a response of the Responses API, with its calls of tools", () => {
  const response = {
    id: "resp_1",
    object: "response",
    created_at: 1_785_578_400,
    model: "gpt-5-mini",
    instructions: "You answer for the support desk.",
    output: [
      { type: "function_call", call_id: "call_1", name: "find_order", arguments: '{"order":7}' },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "No." }] },
    ],
    usage: { input_tokens: 1000, output_tokens: 60, input_tokens_details: { cached_tokens: 900 } },
  };
  expect(
    importAll([{ request: { model: "gpt-5-mini", input: "May I return it?" }, response }]).traces,
  ).toMatchObject([
    {
      traceId: "resp_1",
      input: "May I return it?",
      toolRuns: [{ name: "find_order", arguments: { order: 7 } }],
      usage: { inputUncached: 100, cacheRead: 900, output: 60 },
    },
  ]);
});

it("reads an item of an eval", () => {
  const line = { item: { id: "refund-01", input: "May I return it?" }, sample: { output_text: "No." } };
  expect(importAll([line]).traces).toMatchObject([{ traceId: "refund-01", output: "No." }]);
});
