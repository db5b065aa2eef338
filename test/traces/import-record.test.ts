import { expect, it } from "vitest";
import { importAll } from "./import-build.ts";

const header = {
  type: "run",
  version: 1,
  gate: "support-bot",
  arm: "candidate",
  sha: "9f3c1ab",
  planned: { cases: 2, trials: 1 },
  started_at: "2026-08-01T10:00:00.000Z",
};
const trial = {
  type: "trial",
  case: "refund-01",
  trial: 0,
  status: "ok",
  output: "No.",
  messages: [
    { role: "user", content: "May I return it?" },
    { role: "assistant", content: "No." },
  ],
  tool_calls: [{ name: "find_order", arguments: { order: 7 } }],
  context: "30 days",
  usage: { input: 812, cache_read: 0, output: 64 },
  cost_usd: 0.0011,
  latency_ms: 840,
  ttft_ms: 210,
  scores: [
    { scorer: "exact", value: 0, passed: false, reason: "not equal" },
    { scorer: "graded", value: 0.5 },
  ],
  failure: "reasoning_error",
};

it("each trial is a trace, with what the header says of its run", () => {
  const read = importAll([header, trial, { type: "end", reason: "look", cases: 1 }]);
  expect(read).toMatchObject({ unknown: 0, rejected: [] });
  expect(read.traces).toEqual([
    {
      traceId: "9f3c1ab/support-bot/candidate/refund-01#0",
      source: { system: "record", id: "support-bot/candidate/refund-01#0" },
      name: "support-bot",
      release: "9f3c1ab",
      startedAt: "2026-08-01T10:00:00.000Z",
      input: "May I return it?",
      output: "No.",
      messages: trial.messages,
      toolRuns: [{ name: "find_order", arguments: { order: 7 } }],
      documents: ["30 days"],
      usage: { inputUncached: 812, cacheRead: 0, output: 64 },
      cost: { usd: 0.0011, source: "trace" },
      latencyMs: 840,
      ttftMs: 210,
      scores: [
        { name: "exact", value: false, kind: "boolean", source: "eval", explanation: "not equal" },
        { name: "graded", value: 0.5, kind: "numeric", source: "eval" },
        { name: "failure", value: "reasoning_error", kind: "categorical", source: "eval" },
      ],
    },
  ]);
});

it("a trial with a trace id joins the spans of that trace", () => {
  const traceId = "5b8efff798038103d269b633813fc60c";
  const span = {
    traceId,
    spanId: "0000000000000001",
    name: "support",
    startTimeUnixNano: "1785578400000000000",
    endTimeUnixNano: "1785578401000000000",
    attributes: [],
  };
  const otlp = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
  expect(importAll([otlp, header, { ...trial, trace_id: traceId }]).traces).toMatchObject([
    { traceId, output: "No.", latencyMs: 840, release: "9f3c1ab" },
  ]);
});

it("an app that failed has an error; a fault of the provider is counted and tells nothing", () => {
  const failed = {
    ...trial,
    status: "app_error",
    scores: [{ scorer: "exact", value: 0, reason: "HTTP 500" }],
  };
  const read = importAll([header, failed, { ...trial, case: "greet", status: "infra_error" }]);
  expect(read.traces).toMatchObject([{ error: "HTTP 500" }]);
  expect(read.rejected).toEqual([
    {
      reason: "a trial that ended by a fault of the provider or the network, which tells nothing",
      count: 1,
    },
  ]);
});

it("the same trial twice counts once, and is counted", () => {
  const read = importAll([header, trial, { ...trial, output: "Yes." }]);
  expect(read.traces).toMatchObject([{ output: "No." }]);
  expect(read.notes).toEqual([{ reason: "a trace that is there twice, left out", count: 1 }]);
});
