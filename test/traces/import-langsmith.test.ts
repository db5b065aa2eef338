import { expect, it } from "vitest";
import { textHash } from "../../src/experiment/content-hash.ts";
import { importAll } from "./import-build.ts";

const root = {
  id: "11111111-1111-4111-8111-111111111111",
  trace_id: "11111111-1111-4111-8111-111111111111",
  name: "support",
  run_type: "chain",
  start_time: "2026-08-01T10:00:00.000000",
  end_time: "2026-08-01T10:00:02.000000",
  inputs: { question: "May I return it?" },
  outputs: { answer: "No." },
  error: null,
  parent_run_id: null,
  dotted_order: "20260801T100000000000Z11111111-1111-4111-8111-111111111111",
  tags: ["prod"],
  extra: { metadata: { thread_id: "s1", user_id: "u1", revision_id: "abc123" } },
  feedback_stats: { helpful: { n: 2, avg: 0.5 } },
};
const model = {
  id: "22222222-2222-4222-8222-222222222222",
  name: "ChatOpenAI",
  run_type: "llm",
  start_time: "2026-08-01T10:00:00.500000",
  end_time: "2026-08-01T10:00:01.500000",
  first_token_time: "2026-08-01T10:00:00.750000",
  inputs: { messages: [{ role: "user", content: "May I return it?" }] },
  outputs: { choices: [{ message: { role: "assistant", content: "No." } }] },
  // Neither `trace_id` nor `parent_run_id`: its order tells both.
  dotted_order: `${root.dotted_order}.20260801T100000500000Z22222222-2222-4222-8222-222222222222`,
  extra: { metadata: { ls_model_name: "gpt-5-mini", ls_provider: "openai" } },
  prompt_tokens: 1000,
  completion_tokens: 60,
  total_cost: 0.0011,
};
const tool = {
  id: "33333333-3333-4333-8333-333333333333",
  name: "find_order",
  run_type: "tool",
  trace_id: root.id,
  parent_run_id: root.id,
  start_time: "2026-08-01T10:00:01.600000",
  end_time: "2026-08-01T10:00:01.700000",
  inputs: { order: 7 },
  outputs: { output: "shipped" },
  error: "ConnectionError: no database",
};

it("joins runs by their parents, or by their dotted order, children first or last", () => {
  for (const runs of [
    [root, model, tool],
    [tool, model, root],
    [{ runs: [model, root, tool], cursors: { next: null } }],
  ]) {
    expect(importAll(runs)).toMatchObject({
      unknown: 0,
      rejected: [],
      traces: [
        {
          traceId: root.id,
          source: { system: "langsmith", id: root.id },
          name: "support",
          release: "abc123",
          sessionId: "s1",
          userHash: textHash("u1"),
          startedAt: "2026-08-01T10:00:00.000Z",
          latencyMs: 2000,
          ttftMs: expect.closeTo(750, 3),
          input: { question: "May I return it?" },
          output: { answer: "No." },
          model: "gpt-5-mini",
          provider: "openai",
          usage: { inputUncached: 1000, output: 60 },
          cost: { usd: 0.0011, source: "trace" },
          toolRuns: [{ name: "find_order", arguments: { order: 7 }, error: "ConnectionError: no database" }],
          scores: [{ name: "helpful", value: 0.5, kind: "numeric", source: "unknown" }],
          tags: ["prod"],
        },
      ],
    });
  }
});

it("reads usage with its cache from the message that LangChain keeps", () => {
  const usage = {
    input_tokens: 1000,
    output_tokens: 60,
    input_token_details: { cache_read: 900 },
    output_token_details: { reasoning: 20 },
  };
  const outputs = {
    generations: [[{ text: "No.", message: { kwargs: { content: "No.", usage_metadata: usage } } }]],
  };
  const { prompt_tokens: _p, completion_tokens: _c, ...bare } = model;
  expect(importAll([root, { ...bare, outputs }]).traces).toMatchObject([
    { usage: { inputUncached: 100, cacheRead: 900, output: 40, reasoning: 20 } },
  ]);
});

it("feedback is scores, and its correction the trace's; what the run sums up of the same is left out", () => {
  const feedback = {
    id: "f1",
    key: "helpful",
    run_id: root.id,
    trace_id: root.id,
    score: 0,
    comment: "wrong window",
    correction: { answer: "Within 30 days." },
    feedback_source: { type: "app" },
  };
  const inRun = { ...root, feedback: [{ key: "helpful", score: 1, feedback_source: { type: "model" } }] };
  expect(importAll([inRun, feedback]).traces).toMatchObject([
    {
      correction: { answer: "Within 30 days." },
      scores: [
        { name: "helpful", value: 1, source: "eval" },
        { name: "helpful", value: 0, source: "annotation", explanation: "wrong window" },
      ],
    },
  ]);
});

it("refuses a run without a start alone", () => {
  const read = importAll([root, { ...tool, start_time: null }]);
  expect(read.traces).toHaveLength(1);
  expect(read.rejected).toEqual([
    { reason: "a run whose `start_time` is not as LangSmith writes it", count: 1 },
  ]);
});
