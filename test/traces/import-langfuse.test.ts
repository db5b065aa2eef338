import { expect, it } from "vitest";
import { textHash } from "../../src/experiment/content-hash.ts";
import { importAll } from "./import-build.ts";

const row = {
  id: "o1",
  traceId: "t1",
  type: "AGENT",
  isRootObservation: true,
  parentObservationId: null,
  name: "support-agent",
  startTime: "2026-08-01T10:00:00.000Z",
  endTime: "2026-08-01T10:00:01.200Z",
  level: "DEFAULT",
  input: '{"question":"May I return it?"}',
  output: '{"answer":"No."}',
  traceName: "chat",
  environment: "production",
  userId: "u1",
  sessionId: "s1",
  release: "abc123",
  tags: ["prod"],
};
const generation = {
  id: "o2",
  traceId: "t1",
  type: "GENERATION",
  parentObservationId: "o1",
  name: "answer",
  startTime: "2026-08-01T10:00:00.100Z",
  endTime: "2026-08-01T10:00:01.100Z",
  providedModelName: "gpt-5-mini",
  promptName: "support",
  promptVersion: 7,
  usageDetails: { input: 120, input_cached_tokens: 900, output: 80, total: 1100 },
  costDetails: { total: 0.0011 },
  input: '[{"role":"user","content":"May I return it?"}]',
  output: '{"role":"assistant","content":"No."}',
};
const score = {
  id: "s1",
  name: "helpful",
  source: "ANNOTATION",
  dataType: "BOOLEAN",
  value: false,
  comment: "wrong refund window",
  subject: { kind: "observation", id: "o1", traceId: "t1" },
};

it("reads rows of version 4 and their scores, in any order, as one trace", () => {
  const expected = {
    traceId: "t1",
    source: { system: "langfuse", id: "t1" },
    name: "chat",
    release: "abc123",
    environment: "production",
    sessionId: "s1",
    userHash: textHash("u1"),
    startedAt: "2026-08-01T10:00:00.000Z",
    latencyMs: expect.closeTo(1200, 3),
    input: { question: "May I return it?" },
    output: { answer: "No." },
    model: "gpt-5-mini",
    promptVersion: "support@7",
    usage: { inputUncached: 120, cacheRead: 900, output: 80 },
    cost: { usd: 0.0011, source: "trace" },
    tags: ["prod"],
    scores: [
      {
        name: "helpful",
        value: false,
        kind: "boolean",
        source: "annotation",
        explanation: "wrong refund window",
      },
    ],
  };
  for (const values of [
    [row, generation, score],
    [score, generation, row],
    [
      { data: [generation, row], meta: { cursor: "x" } },
      { data: [score], meta: {} },
    ],
  ])
    expect(importAll(values)).toMatchObject({ traces: [expected], rejected: [], unknown: 0, notes: [] });
});

it("the user's id is nowhere in the trace", () => {
  expect(JSON.stringify(importAll([{ ...row, userId: "ada@example.com" }]).traces)).not.toContain("ada");
});

const trace = {
  id: "t1",
  projectId: "p",
  timestamp: "2026-08-01T10:00:00.000Z",
  name: "chat",
  userId: "u1",
  release: "abc123",
  tags: [],
  input: '"May I return it?"',
  output: '"No."',
  latency: 1.2,
  scores: [{ name: "user-feedback", value: 0, dataType: "NUMERIC", source: "API" }],
  corrections: [{ value: "Within 30 days." }],
};

it("reads an export of version 3, whose trace tells what its rows do not", () => {
  const { traces } = importAll([
    { trace, observations: [{ ...row, input: null, output: null }, generation] },
  ]);
  expect(traces).toMatchObject([
    {
      input: "May I return it?",
      output: "No.",
      correction: "Within 30 days.",
      scores: [{ name: "user-feedback", value: 0, kind: "numeric", source: "user" }],
    },
  ]);
});

it("reads a trace of the API of version 3, and one without observations", () => {
  expect(importAll([{ ...trace, observations: [row] }]).traces).toMatchObject([
    { output: "No.", name: "chat" },
  ]);
  expect(importAll([trace]).traces).toMatchObject([{ output: "No.", latencyMs: 1200 }]);
});

it("refuses a broken row alone, and counts it", () => {
  const broken = [
    { ...row, id: "o3", startTime: "yesterday" },
    { ...row, id: 7 },
    { ...score, value: "no" },
  ];
  const read = importAll([{ trace, observations: [...broken.slice(0, 2), row] }, broken[2] ?? null]);
  expect(read.traces).toHaveLength(1);
  expect(read.rejected).toEqual([
    { reason: "an observation whose `startTime` is not as Langfuse writes it", count: 1 },
    { reason: "an observation whose `id` is not as Langfuse writes it", count: 1 },
    { reason: "a score that is not as Langfuse writes it", count: 1 },
  ]);
});

it("a correction is the trace's, not a score; categories keep their word", () => {
  const correction = { ...score, dataType: "CORRECTION", value: "Within 30 days.", name: "output" };
  const category = { ...score, dataType: "CATEGORICAL", value: 1, stringValue: "wrong_policy" };
  expect(importAll([row, correction, category]).traces).toMatchObject([
    { correction: "Within 30 days.", scores: [{ value: "wrong_policy", kind: "categorical" }] },
  ]);
});

it("scores of a trace that is not there, and of sessions, are counted", () => {
  const ofSession = { ...score, subject: { kind: "session", id: "s1" } };
  const read = importAll([score, ofSession]);
  expect(read.traces).toEqual([]);
  expect(read.notes).toEqual([{ reason: "scores of a trace that is not in the files", count: 1 }]);
  expect(read.rejected).toEqual([
    { reason: "a score of a session or an experiment, not of a trace", count: 1 },
  ]);
});

it("a clock that ran backwards leaves the latency unknown, and is counted", () => {
  const read = importAll([{ ...row, endTime: "2026-08-01T09:00:00.000Z" }]);
  expect(read.traces[0]).not.toHaveProperty("latencyMs");
  expect(read.notes).toEqual([
    { reason: "a span that ends before it starts, whose latency is unknown", count: 1 },
  ]);
});
