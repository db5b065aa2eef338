import { describe, expect, it } from "vitest";
import { appendCases, type Source } from "../../../src/gate/loop/append-cases.ts";
import { promoteCases, readTraces } from "../../../src/gate/loop/promote-cases.ts";
import { ProblemError } from "../../../src/problem.ts";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { rejectionLine } from "../../../src/traces/promote/rejected.ts";
import { printOf } from "../../../src/traces/promote/seen-questions.ts";
import { traceLine } from "../../../src/traces/trace-line.ts";
import { aTrace } from "../../traces/detect/build-trace.ts";

function aFile(file: string, text: string): Source {
  return {
    file,
    open: async function* () {
      yield Buffer.from(text);
    },
  };
}

/** A spill in memory that counts what it holds. */
async function openSpill() {
  const written: Buffer[] = [];
  let size = 0;
  return {
    write: async (text: string) => {
      const bytes = Buffer.from(text);
      written.push(bytes);
      size += bytes.length;
      return { start: size - bytes.length, bytes: bytes.length };
    },
    read: async (start: number, bytes: number) => Buffer.concat(written).subarray(start, start + bytes),
    close: async () => undefined,
  };
}

type Over = Partial<NormalTrace> & { readonly fingerprint?: string };
const topics = "kettle lamp chair table spoon carpet mirror candle basket curtain pillow blanket".split(" ");

/** A failed trace; its question is told from others by its number. */
function failed(number: number, { fingerprint = "f1", ...over }: Over = {}): NormalTrace {
  return aTrace({
    traceId: `t${number}`,
    input: `Where is the ${topics[number % 12] ?? ""} that I bought for the room ${number}?`,
    detected: { failure: "tool_misuse", fingerprint, signs: [] },
    ...over,
  });
}

type Given = { readonly datasets?: readonly Source[]; readonly rejected?: string; readonly limit?: number };

function promote(
  traces: readonly (NormalTrace | string)[],
  { datasets = [], rejected, limit = 20 }: Given = {},
) {
  const text = traces.map((one) => (typeof one === "string" ? one : traceLine(one))).join("");
  return promoteCases(
    {
      traces: readTraces([aFile("traces.jsonl", text)]),
      datasets,
      redact: { patterns: {}, keep: [] },
      limit,
      ...(rejected === undefined ? {} : { rejected: aFile("rejected.jsonl", rejected) }),
    },
    { openSpill },
  );
}

const idsOf = async (...args: Parameters<typeof promote>) =>
  (await promote(...args)).cases.map(({ source }) => source.trace_id);

describe("promoteCases", () => {
  it("does not let one noisy failure fill the batch", async () => {
    const noisy = Array.from({ length: 30 }, (_, number) => failed(number));
    const traces = [...noisy, failed(40, { fingerprint: "f2" }), failed(41, { fingerprint: "f3" })];
    const { cases, counts } = await promote(traces, { limit: 4 });
    expect(cases.map(({ group }) => group)).toEqual(["f1", "f2", "f3", "f1"]);
    expect(counts).toMatchObject({ traces: 32, chosen: 4, leftOut: 28 });
    expect(counts.groups[0]).toMatchObject({ fingerprint: "f1", traces: 30, chosen: 2, leftOut: 28 });
  });

  it("takes the releases of a failure in turn, in each the newest trace first, the newest release first", async () => {
    const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`;
    const traces = [
      failed(1, { release: "v1", startedAt: at(1) }),
      failed(2, { release: "v2", startedAt: at(5) }),
      failed(3, { release: "v2", startedAt: at(6) }),
      failed(4, { release: "v1", startedAt: at(2) }),
      failed(5, { release: "v1" }),
    ];
    expect(await idsOf(traces)).toEqual(["t3", "t4", "t2", "t1", "t5"]);
  });

  it("takes first what people labelled", async () => {
    const traces = [
      failed(1),
      failed(2, { fingerprint: "f2" }),
      failed(3, { fingerprint: "f2", correction: "Yes" }),
      failed(4),
    ];
    expect(await idsOf(traces, { limit: 2 })).toEqual(["t3", "t1"]);
  });

  it("counts what is there already, by where it is", async () => {
    const question =
      "My name is on the list and the parcel with the kettle is late since Monday, where is it?";
    const asks = (traceId: string, input: string) => failed(1, { traceId, input });
    const rejected =
      "Please write me a poem about the sea and all its fishes, in the manner of the old ones.";
    const { cases, counts } = await promote(
      [
        asks("t1", "Mail ana@example.com"),
        asks("t2", question),
        asks("t3", `${question} Thanks`),
        asks("t4", question),
        asks("t5", `${question.toUpperCase()} Thank you`),
        asks("t6", rejected),
        asks("t7", `${rejected} Go!`),
        asks("t8", "May I return a blue lamp to the shop in the station when it is broken?"),
        asks("t9", "I want to talk to a person, now."),
        failed(7, { traceId: "t10", input: null }),
      ],
      {
        datasets: [
          aFile(
            "desk.jsonl",
            [
              { id: "mail", input: "Mail bob@example.org" },
              {
                id: "lamp",
                input: [
                  {
                    role: "user",
                    content: "may I return a blue lamp to the shop in the station when it is broken",
                  },
                ],
              },
              { id: "person", input: "Rewritten by a person", source: { trace_id: "t9" } },
            ]
              .map((row) => JSON.stringify(row))
              .join("\n"),
          ),
        ],
        rejected: rejectionLine({ print: printOf(rejected), reason: "a joke", date: "2026-11-01" }),
      },
    );
    expect(cases.map(({ source }) => source.trace_id)).toEqual(["t2"]);
    expect(counts.passedOver).toEqual({
      "in-dataset": 2,
      "near-dataset": 1,
      "in-batch": 1,
      "near-batch": 2,
      rejected: 1,
      "near-rejected": 1,
      "no-question": 1,
    });
    expect(counts.duplicates).toContainEqual({ traceId: "t1", reason: "in-dataset", like: "mail" });
    expect(counts.duplicates).toContainEqual({ traceId: "t6", reason: "rejected", like: "2026-11-01" });
  });

  it("knows a question again whose name only another part of the trace tells", async () => {
    const ruby = failed(1, {
      input: "Ruby here: is the kettle late?",
      toolRuns: [{ name: "find_customer", arguments: "{}", result: { first_name: "Ruby" } }],
    });
    const desk = aFile(
      "desk.jsonl",
      JSON.stringify({ id: "late", input: "[NAME_1] here: is the kettle late?" }),
    );
    expect((await promote([ruby])).cases[0]?.input).toBe("[NAME_1] here: is the kettle late?");
    expect((await promote([ruby], { datasets: [desk] })).counts.passedOver).toEqual({ "in-dataset": 1 });
  });

  it("gives the same cases for the same traces, whether they are held or written down", async () => {
    const padding = "x".repeat(30_000);
    const traces = Array.from({ length: 200 }, (_, number) =>
      failed(number, { fingerprint: `f${number % 7}`, name: padding }),
    );
    const [once, again] = await Promise.all([promote(traces), promote(traces)]);
    expect(once).toEqual(again);
    expect(once.cases).toHaveLength(20);
    expect(new Set(once.cases.map(({ group }) => group)).size).toBe(7);
  });

  it("counts lines that are no traces, and ends only where nothing can be read", async () => {
    const { cases, problems, unreadLines } = await promote(["{broken\n", failed(1), '{"trace_id":7}\n']);
    expect(cases).toHaveLength(1);
    expect(unreadLines).toBe(2);
    expect(problems.map(({ line }) => line)).toEqual([1, 3]);
    await expect(promote(["{broken\n"])).rejects.toThrow(ProblemError);
    expect((await promote([])).cases).toEqual([]);
  });

  it("passes over what no row can hold", async () => {
    const { cases, counts } = await promote([failed(1, { documents: ["x".repeat(1024 * 1024)] }), failed(2)]);
    expect(cases.map(({ source }) => source.trace_id)).toEqual(["t2"]);
    expect(counts.passedOver).toEqual({ "too-large": 1 });
  });

  it("takes a longer id where another case has it", async () => {
    const [first] = (await promote([failed(1)])).cases;
    const id = first?.id ?? "";
    expect(id).toMatch(/^prod-tool_misuse-[0-9a-f]{12}$/);
    const taken = aFile("desk.jsonl", JSON.stringify({ id, input: "Something else" }));
    const [second] = (await promote([failed(1)], { datasets: [taken] })).cases;
    expect(second?.id).toMatch(/^prod-tool_misuse-[0-9a-f]{16}$/);
  });
});

describe("appendCases", () => {
  const row = JSON.stringify({ id: "refund-01", input: "Can I return it?" });

  it.each([
    ["in a file that is not there", undefined, ""],
    ["in an empty file", "", ""],
    ["after the last line", `${row}\n`, ""],
    ["on a line of their own where the last one is open", row, "\n"],
    ["where lines end as on Windows", `${row}\r\n`, ""],
    ["after a BOM", `\uFEFF${row}\n`, ""],
  ])("writes rows %s", async (_, there, start) => {
    const { cases } = await promote([failed(1), failed(2)]);
    const datasets = there === undefined ? [] : [aFile("desk.jsonl", there)];
    const { text, bytesBefore, before, after } = await appendCases(cases, "desk.jsonl", datasets);
    expect(text.startsWith(`${start}{"id":"prod-`)).toBe(true);
    expect(text.endsWith("}\n")).toBe(true);
    expect(bytesBefore).toBe(Buffer.byteLength(there ?? ""));
    expect(after.length - before.length).toBe(2);
  });

  it("refuses a dataset that is wrong, and an id that another file has", async () => {
    const { cases } = await promote([failed(1)]);
    await expect(appendCases(cases, "a.jsonl", [aFile("a.jsonl", "{}")])).rejects.toThrow(ProblemError);
    const other = aFile("b.jsonl", JSON.stringify({ id: cases[0]?.id, input: "Hi" }));
    await expect(appendCases(cases, "a.jsonl", [other])).rejects.toThrow(/already used/);
  });

  it("writes nothing where there is nothing to add", async () => {
    expect(await appendCases([], "a.jsonl", [aFile("a.jsonl", row)])).toMatchObject({ text: "" });
  });
});
