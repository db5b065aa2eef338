import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";
import { runHere } from "./run-here.ts";

type Attributes = Readonly<Record<string, string | number | object>>;

const idOf = (trace: number) => trace.toString(16).padStart(32, "0");
const nanos = (ms: number) => `${1_785_578_400_000 + ms}000000`;
const listOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === "object"
        ? value
        : typeof value === "number"
          ? { intValue: value }
          : { stringValue: value },
  }));

/** A call of the support desk that failed, which makes every trace a failed one. */
function span(trace: number, question: string, more: Attributes = {}) {
  return {
    traceId: idOf(trace),
    spanId: trace.toString(16).padStart(16, "0"),
    name: "answer",
    startTimeUnixNano: nanos(0),
    endTimeUnixNano: nanos(900),
    attributes: listOf({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5-mini",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 5,
      "gen_ai.input.messages": JSON.stringify([
        { role: "user", parts: [{ type: "text", content: question }] },
      ]),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", parts: [{ type: "text", content: "No." }] },
      ]),
      ...more,
    }),
    status: { code: 2, message: "TimeoutError: no answer" },
  };
}

const line = (...spans: readonly object[]) =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const first = line(span(1, "May I return the kettle that I bought?"));
const question = "May I return the lamp of my grandmother?";

/** What stands behind the first line, and what is said of it. */
const table: readonly (readonly [what: string, lines: readonly string[], says: string, traces: number])[] = [
  ["a broken line", ['{"resourceSpans": [{"jane'], "warning: in.jsonl:2:21  not JSON, at column 21.", 1],
  [
    "a value of no known form",
    ['{"jane@example.com":1}'],
    "warning: in.jsonl:2  this is no trace, span, score or call of a known form",
    1,
  ],
  [
    "an attribute of no known form",
    [line(span(2, question, { note: { janeValue: 3 } }))],
    "note: an attribute that is of no known form, left out (in.jsonl:2)",
    2,
  ],
  [
    "a cost that is not known",
    [line(span(2, question, { "gen_ai.request.model": "desk-model-of-our-own" }))],
    `note: a trace with tokens whose cost is not known: not every call tells its own or has a list price (trace ${idOf(2)})`,
    2,
  ],
  [
    "a span before its parent",
    [
      line({
        ...span(2, question),
        spanId: "00000000000000aa",
        parentSpanId: "0000000000000002",
        status: {},
      }),
      line({ ...span(2, question), name: "desk" }),
    ],
    "2 traces (2 otlp).",
    2,
  ],
  [
    "a clock that runs backwards",
    [line({ ...span(2, question), endTimeUnixNano: nanos(-5) })],
    "note: a span that ends before it starts, whose latency is unknown (in.jsonl:2)",
    2,
  ],
  [
    "a time that is none",
    [line({ ...span(2, question), startTimeUnixNano: "soon" })],
    "warning: in.jsonl:2  a start that is no time; left out.",
    1,
  ],
  [
    "an id that is none",
    [line({ ...span(2, question), spanId: "jane" })],
    "warning: in.jsonl:2  a span id that is not 16 hex digits, or all 0; left out.",
    1,
  ],
  [
    "a span that comes twice",
    [first],
    `note: a span that is there twice, counted once (trace ${idOf(1)})`,
    1,
  ],
  [
    "a message of 10 MB",
    [line(span(2, `${question} ${"It came with a dent. ".repeat(500_000)}`))],
    `note: 2 times: a text of more than 262144 characters, cut in the normal form (first: trace ${idOf(2)})`,
    2,
  ],
];

it.each(table)("%s is named with its place, and ends nothing", async (_what, lines, says, traces) => {
  const folder = tempFolder({ "in.jsonl": `${[first, ...lines].join("\n")}\n` });
  const collected = await runHere(folder, "collect", "in.jsonl", "--out", "traces.jsonl");
  expect(collected).toMatchObject({ exit: 0, stderr: expect.stringContaining(says) });
  expect(collected.stderr).not.toContain("jane");
  const detected = await runHere(folder, "detect", "traces.jsonl", "--out", "failed.jsonl");
  expect(detected).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining(`${traces} of ${traces} trace${traces === 1 ? "" : "s"} failed`),
  });
  const promoted = await runHere(folder, "promote", "failed.jsonl", "--to", "cases.jsonl");
  expect(promoted).toMatchObject({ exit: 0, stderr: expect.stringContaining(`${traces} case`) });
  const rows = readFileSync(join(folder, "cases.jsonl"), "utf8").trim().split("\n");
  expect(rows).toHaveLength(traces);
  expect((await runHere(folder, "dataset", "check", "cases.jsonl")).exit).toBe(0);
});

/** The same in the files between the commands. */
it.each([
  ["a broken line", '{"trace_id":"jane', ":1:18  not JSON"],
  ["a line that is no trace", '{"jane":1}', ":1  the line is no trace in the normal form"],
  [
    "a figure of another kind",
    '{"trace_id":"jane","source":{"system":"otlp","id":"1"},"latency_ms":"long"}',
    ":1  the line is no trace in the normal form: `latency_ms`",
  ],
])("%s in the normal form is named with its place, and ends nothing", async (_what, broken, says) => {
  const folder = tempFolder({ "in.jsonl": `${first}\n` });
  const { stdout: traces } = await runHere(folder, "collect", "in.jsonl");
  const spoilt = tempFolder({ "traces.jsonl": `${broken}\n${traces}` });
  const detected = await runHere(spoilt, "detect", "traces.jsonl");
  expect(detected).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining(`warning: traces.jsonl${says}`),
  });
  expect(detected.stderr).not.toContain("jane");
  const both = tempFolder({ "failed.jsonl": `${broken}\n${detected.stdout}` });
  const promoted = await runHere(both, "promote", "failed.jsonl", "--to", "cases.jsonl");
  expect(promoted).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining(`warning: failed.jsonl${says}`),
  });
  expect(promoted.stdout + promoted.stderr).not.toContain("jane");
  expect(readFileSync(join(both, "cases.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
});
