import { describe, expect, it } from "vitest";
import { collectTraces, readTraceFiles } from "../../../src/gate/loop/collect-traces.ts";
import { ProblemError } from "../../../src/problem.ts";
import { openSpillFile } from "../../../src/edge/store/spill-file.ts";

const id = (number: number) => number.toString(16).padStart(32, "0");
const span = (trace: number, at: number) => ({
  traceId: id(trace),
  spanId: String(at).padStart(16, "0"),
  ...(at === 1 ? {} : { parentSpanId: "0000000000000001" }),
  name: `refund ${trace}`,
  startTimeUnixNano: `${1_785_578_400_000 + trace * 1000 + at}000000`,
  endTimeUnixNano: `${1_785_578_400_000 + trace * 1000 + 900}000000`,
  attributes: [{ key: "input.value", value: { stringValue: `question ${trace}` } }],
});
const line = (...spans: readonly object[]) =>
  `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })}\n`;

const effects = {
  openSpill: () => openSpillFile(),
  priceOf: () => undefined,
};

async function collect(texts: Readonly<Record<string, string>>, sinceMs?: number) {
  const files = Object.entries(texts).map(([file, text]) => ({
    file,
    open: async function* open() {
      // Chunks that end anywhere.
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  }));
  const { lines, report } = collectTraces(
    readTraceFiles(files),
    effects,
    sinceMs === undefined ? {} : { sinceMs },
  );
  const written: string[] = [];
  for await (const one of lines()) written.push(one);
  return {
    traces: written.map((one) => JSON.parse(one) as { name: string; trace_id: string }),
    report: report(),
  };
}

it("brings together traces that are scattered over files, in the order in which they first appear", async () => {
  const { traces, report } = await collect({
    "a.jsonl": line(span(2, 3), span(1, 2)) + line(span(2, 2)),
    "b.jsonl": line(span(1, 1)) + line(span(3, 1), span(2, 1)),
  });
  expect(traces.map(({ name }) => name)).toEqual(["refund 2", "refund 1", "refund 3"]);
  expect(traces[0]).toMatchObject({ latency_ms: 899, started_at: "2026-08-01T10:00:02.001Z" });
  expect(report).toMatchObject({ traces: 3, unread: 0, problems: [], notes: [], tooOld: 0 });
  expect([...report.countBySystem]).toEqual([["otlp", 3]]);
});

describe("bad input", () => {
  it("is named with file, line and reason, and ends nothing", async () => {
    const broken = { ...span(1, 2), spanId: "short" };
    const { traces, report } = await collect({
      "a.jsonl": `${line(span(1, 1), broken, broken)}{"resourceSpans": [\n{"hello":"world"}\n\n${line(span(2, 1))}`,
    });
    expect(traces).toHaveLength(2);
    expect(report.unread).toBe(4);
    expect(report.problems).toMatchObject([
      {
        code: "trace-part-unreadable",
        file: "a.jsonl",
        line: 1,
        message: "2 times: a span id that is not 16 hex digits, or all 0; left out.",
      },
      { code: "not-json", file: "a.jsonl", line: 2 },
      { code: "unknown-trace-form", file: "a.jsonl", line: 3 },
    ]);
  });

  it("shows the first 20 and counts all", async () => {
    const { report } = await collect({ "a.jsonl": line(span(1, 1)) + "broken\n".repeat(100) });
    expect(report).toMatchObject({ unread: 100, traces: 1 });
    expect(report.problems).toHaveLength(20);
  });

  it("is an error where nothing could be read, and an empty file is none", async () => {
    await expect(collect({ "a.jsonl": "broken\n" })).rejects.toThrow(ProblemError);
    expect((await collect({ "a.jsonl": "\n" })).report.traces).toBe(0);
  });

  it("a line over 64 MiB is one problem", async () => {
    const long = `${JSON.stringify({ hello: "a".repeat(65 * 1024 * 1024) })}\n`;
    const { report } = await collect({ "a.jsonl": long + line(span(1, 1)) });
    expect(report).toMatchObject({
      traces: 1,
      problems: [{ code: "line-too-long", line: 1, message: "the line is longer than 64 MiB." }],
    });
  });
});

it("reads one JSON document that is spread over lines, and lines where it is broken", async () => {
  const document = JSON.stringify(JSON.parse(line(span(1, 1))), undefined, 2);
  expect((await collect({ "a.json": `\uFEFF\n${document}\n` })).traces).toHaveLength(1);
  const { traces, report } = await collect({ "a.json": document.slice(0, -3), "b.jsonl": line(span(2, 1)) });
  expect(traces).toHaveLength(1);
  expect(report.problems[0]).toMatchObject({ code: "not-json", file: "a.json", line: 1 });
});

it("leaves out what began before a time, and counts it; a trace without a start is never too old", async () => {
  const messages = [{ role: "assistant", content: "No." }];
  const { traces, report } = await collect(
    { "a.jsonl": line(span(1, 1), span(2, 1)) + JSON.stringify({ messages }) },
    1_785_578_402_000,
  );
  expect(traces.map(({ name }) => name)).toEqual(["refund 2", undefined]);
  expect(report).toMatchObject({ traces: 2, tooOld: 1 });
});

it("what it has written it reads again, to the same lines", async () => {
  const first = await collect({ "a.jsonl": line(span(1, 1), span(2, 1)) });
  const text = first.traces.map((one) => JSON.stringify(one)).join("\n");
  const second = await collect({ "b.jsonl": text, "c.jsonl": text });
  expect(second.traces).toEqual(first.traces);
  expect(second.report.notes).toEqual([
    { reason: "a trace that is there twice, left out", count: 2, first: `trace ${id(1)}` },
  ]);
});

it("closes its temporary file also where the reading breaks off", async () => {
  let isClosed = false;
  async function* arrivals() {
    // More than is held in memory.
    const name = "a".repeat(5 * 1024 * 1024);
    yield [
      {
        imported: {
          pieces: [{ traceId: "t", system: "otlp" as const, facts: { name } }],
          rejected: [],
          notes: [],
        },
      },
    ];
    throw new Error("the disk is gone");
  }
  const openSpill = async () => {
    const spill = await openSpillFile();
    return {
      ...spill,
      close: () => {
        isClosed = true;
        return spill.close();
      },
    };
  };
  const { lines } = collectTraces(arrivals(), { ...effects, openSpill });
  await expect(lines().next()).rejects.toThrow("the disk is gone");
  expect(isClosed).toBe(true);
});
