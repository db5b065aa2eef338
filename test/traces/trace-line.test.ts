import { expect, it } from "vitest";
import type { NormalTrace } from "../../src/traces/normal-trace.ts";
import { readTraceLines, traceLine, traceOfLine } from "../../src/traces/trace-line.ts";

const whole: NormalTrace = {
  traceId: "t1",
  source: { system: "langfuse", id: "t1", url: "https://langfuse.example/t1" },
  name: "refund",
  release: "2026.8.1",
  environment: "production",
  sessionId: "s1",
  userHash: "sha256:00",
  startedAt: "2026-08-01T10:00:00.000Z",
  latencyMs: 1200,
  ttftMs: 300,
  input: "May I return it?",
  output: { answer: null },
  messages: [{ role: "user", content: "May I return it?", tool_call_id: "c1" }],
  toolRuns: [
    { name: "find_order", id: "c1", arguments: { order: 7 }, error: "", latencyMs: 12, agent: "a/b" },
  ],
  documents: ["30 days", { id: "policy-7" }],
  model: "gpt-5-mini",
  provider: "openai",
  promptVersion: "support@7",
  usage: { inputUncached: 1, cacheRead: 2, cacheWrite: 3, output: 4, reasoning: 5 },
  cost: { usd: 0.01, source: "trace" },
  error: "",
  scores: [{ name: "helpful", value: false, kind: "boolean", source: "annotation", explanation: "wrong" }],
  correction: "Within 30 days.",
  tags: ["prod"],
  detected: {
    failure: "hallucination",
    signs: [{ signal: "score", failure: "hallucination", evidence: "helpful is false" }],
    fingerprint: "f1",
  },
};

it("a trace with all that one can have comes back as it was written", () => {
  const line = traceLine(whole);
  expect(traceOfLine(JSON.parse(line))).toEqual(whole);
  expect(Object.keys(JSON.parse(line) as object)).not.toContainEqual(expect.stringMatching(/[A-Z]/));
});

it("writes keys in one order, whatever order they came in", () => {
  const { traceId, source, ...others } = whole;
  expect(traceLine({ ...others, source, traceId })).toBe(traceLine(whole));
});

it.each([
  [{ ...JSON.parse(traceLine(whole)), retrievals: [] }, 'no such key: "retrievals"'],
  [{ source: whole.source }, "`trace_id` is missing or not of its kind"],
  [
    { trace_id: "t1", source: { system: "datadog", id: "t1" } },
    "`source.system` is missing or not of its kind",
  ],
  [{ trace_id: "t1", source: whole.source, latency_ms: -1 }, "`latency_ms` is missing or not of its kind"],
  [[], "the line is no object"],
])("refuses %#", (value, why) => {
  expect(traceOfLine(value)).toBe(why);
});

it("reads a file line by line: a broken line is a problem with its place, and the others count; 10 MB in one line are no problem", async () => {
  const long = { ...whole, input: "a".repeat(10 * 1024 * 1024) };
  async function* chunks() {
    yield Buffer.from(`${traceLine(whole)}{"trace_id":\n`);
    yield Buffer.from(traceLine(long));
  }
  const lines = [];
  for await (const batch of readTraceLines("traces.jsonl", chunks())) lines.push(...batch);
  expect(lines).toEqual([
    { line: 1, trace: whole },
    { line: 2, problem: expect.objectContaining({ code: "not-json", file: "traces.jsonl", line: 2 }) },
    { line: 3, trace: long },
  ]);
});
