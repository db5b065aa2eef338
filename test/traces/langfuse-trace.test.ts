import { describe, expect, it } from "vitest";
import { readLangfuseTrace } from "../../src/traces/langfuse-trace.ts";

const row = {
  id: "o1",
  traceId: "t1",
  parentObservationId: null,
  type: "GENERATION",
  name: "answer",
  level: "DEFAULT",
  startTime: "2026-08-01T10:00:00.000Z",
  endTime: "2026-08-01T10:00:01.200Z",
  providedModelName: "gpt-4o",
  input: '[{"role":"user","content":"Can I return it?"}]',
  output: '{"role":"assistant","content":"Within 30 days."}',
  usageDetails: { input: 120, input_cached_tokens: 900, output: 80, total: 1100 },
  costDetails: { input: 0.0003, output: 0.0008, total: 0.0011 },
  totalCost: 0.0011,
  latency: 1.2,
  timeToFirstToken: 0.3,
};

function reading(value: unknown) {
  const read = readLangfuseTrace(value);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
}

describe("rows of /v2/observations", () => {
  it.each([
    ["a page", { data: [row], meta: {} }],
    ["a list", [row]],
    ["a trace of version 3", { id: "t1", observations: [row] }],
  ])("are read from %s", (_, value) => {
    expect(reading(value)).toEqual({
      input: "Can I return it?",
      output: "Within 30 days.",
      messages: [
        { role: "user", content: "Can I return it?" },
        { role: "assistant", content: "Within 30 days." },
      ],
      toolCalls: [],
      toolRuns: [],
      calls: [{ model: "gpt-4o", usage: { input: 1020, cacheRead: 900, output: 80 }, costUsd: 0.0011 }],
      usage: { input: 1020, cacheRead: 900, output: 80 },
      costUsd: 0.0011,
      model: "gpt-4o",
      ttftMs: 300,
    });
  });

  it("are the row's own input where the API cut what an instrumentation told", () => {
    const metadata = {
      attributes: { "gen_ai.output.messages": `[${" ".repeat(198)}x`, "output.value": "y".repeat(200) },
    };
    expect(reading({ data: [{ ...row, metadata }] }).output).toBe("Within 30 days.");
  });
});

it("takes input and output of the trace, JSON in JSON", () => {
  const trace = { id: "t1", input: '"{\\"question\\":\\"Can I?\\"}"', output: '"Yes."' };
  const { input, output } = reading({ trace, observations: [row] });
  expect([input, output]).toEqual([{ question: "Can I?" }, "Yes."]);
});

it("knows a failure by its level", () => {
  expect(reading([{ ...row, level: "ERROR", statusMessage: "quota" }]).error).toBe("quota");
});

it("takes a cost of 0 or -1 for an unknown one", () => {
  for (const totalCost of [0, -1, null])
    expect(reading([{ ...row, costDetails: {}, totalCost }]).costUsd).toBeUndefined();
});

it.each([
  ["no object", 4, "no export of a Langfuse trace"],
  ["no rows", { data: 4 }, "no export of a Langfuse trace"],
  ["an empty list", [], "no export of a Langfuse trace"],
  ["OTLP", { resourceSpans: [] }, "no export of a Langfuse trace"],
  ["a row without an id", [{ ...row, id: undefined }], "observation 1: `id` is not as Langfuse writes it"],
  [
    "a time that is none",
    { observations: [row, { ...row, startTime: "soon" }] },
    "observation 2: `startTime`",
  ],
  ["rows of two traces", [row, { ...row, id: "o2", traceId: "t2" }], "observations of 2 traces"],
])("refuses %s", (_, value, message) => {
  const read = readLangfuseTrace(value);
  expect(read.ok).toBe(false);
  if (!read.ok)
    expect(read.problems).toMatchObject([{ code: "not-a-trace", message: expect.stringContaining(message) }]);
});

it("leaves out a value that is nested too deep to walk", () => {
  let input: unknown = "deep";
  for (let level = 0; level < 10_000; level++) input = [input];
  expect(reading([{ ...row, input }]).messages).toEqual([{ role: "assistant", content: "Within 30 days." }]);
});
