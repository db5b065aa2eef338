import { expect, it } from "vitest";
import type { Piece } from "../../src/traces/import-piece.ts";
import { OpenTraces } from "../../src/traces/open-traces.ts";
import { Counts } from "../../src/traces/otlp-counts.ts";

const limits = { quietMs: 5000, rootlessMs: 60_000, mostTraces: 3, mostText: 100_000 };

function aPiece(traceId: string, spanId = "1", parentSpanId?: string, text = ""): Piece {
  const parent = parentSpanId === undefined ? {} : { parentSpanId };
  const attributes = { text };
  const span = { traceId, spanId, ...parent, name: "answer", startMs: 0, endMs: 1, attributes, events: [] };
  return { traceId, system: "otlp", spans: [span] };
}

function open(more: Partial<typeof limits> = {}) {
  const notes = new Counts();
  const traces = new OpenTraces({ ...limits, ...more }, notes);
  return {
    add: (piece: Piece, nowMs = 0) => traces.add(piece, nowMs),
    due: (nowMs: number) => Array.from(traces.due(nowMs), (pieces) => pieces[0]?.traceId),
    rest: () => Array.from(traces.rest(), (pieces) => pieces[0]?.traceId),
    notes,
    traces,
  };
}

it("a trace is over when nothing has come of it for the quiet time", () => {
  const { add, due } = open();
  add(aPiece("a"), 0);
  add(aPiece("b"), 2000);
  expect(due(4999)).toEqual([]);
  expect(due(5000)).toEqual(["a"]);
  expect(due(7000)).toEqual(["b"]);
  expect(due(100_000)).toEqual([]);
});

it("a span starts the quiet time again, and all pieces come together", () => {
  const { add, traces } = open();
  add(aPiece("a", "1"), 0);
  add(aPiece("a", "2", "1"), 4000);
  expect([...traces.due(8999)]).toEqual([]);
  expect([...traces.due(9000)]).toEqual([[aPiece("a", "1"), aPiece("a", "2", "1")]]);
});

it("waits longer for a trace whose first span is missing, since that is sent last", () => {
  const { add, due } = open();
  add(aPiece("a", "2", "1"), 0);
  add(aPiece("b"), 1000);
  expect(due(30_000)).toEqual(["b"]);
  add(aPiece("a", "1"), 30_000);
  expect(due(34_999)).toEqual([]);
  expect(due(35_000)).toEqual(["a"]);
});

it.each([
  ["too many are open", { mostTraces: 2 }],
  ["they hold too much text", { mostText: 500 }],
])("the one that was quiet for longest is over early where %s, and is counted", (_case, more) => {
  const { add, due, notes, traces } = open(more);
  for (const id of ["a", "b", "c"]) add(aPiece(id), 0);
  add(aPiece("a", "2", "1"), 1);
  expect(due(2)).toEqual(["b"]);
  expect(traces.size).toBe(2);
  expect(notes.list()).toEqual([
    { reason: "a trace that was written early, since too many were open", count: 1 },
  ]);
});

it("counts what comes late, and opens no second trace for it", () => {
  const { add, due, rest, notes } = open();
  add(aPiece("a"), 0);
  due(5000);
  add(aPiece("a", "2", "1"), 6000);
  expect(rest()).toEqual([]);
  expect(notes.list()).toEqual([
    { reason: "a span that came after its trace was written, left out", count: 1 },
  ]);
});

it("leaves out what is beyond the limits of one trace, and counts it", () => {
  const { add, traces, notes } = open({ mostText: Infinity });
  const long = "x".repeat(20 * 1024 * 1024);
  add(aPiece("a", "1", undefined, long));
  add(aPiece("a", "2", "1", long));
  expect(Array.from(traces.rest(), (pieces) => pieces.length)).toEqual([1]);
  expect(notes.list()).toEqual([
    { reason: "a part of a trace beyond 10000 spans or 32 MiB, left out", count: 1 },
  ]);
});

it("all that are left come at the end, the longest quiet first", () => {
  const { add, rest } = open();
  add(aPiece("a"), 0);
  add(aPiece("b"), 1);
  add(aPiece("a", "2", "1"), 2);
  expect(rest()).toEqual(["b", "a"]);
});
