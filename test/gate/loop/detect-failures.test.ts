import { describe, expect, it } from "vitest";
import { detectFailures } from "../../../src/gate/loop/detect-failures.ts";
import { findRises } from "../../../src/gate/loop/find-rises.ts";
import { loadDetection } from "../../../src/gate/loop/load-detection.ts";
import { ProblemError } from "../../../src/problem.ts";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { traceLine, traceOfLine } from "../../../src/traces/trace-line.ts";
import { filesInMemory } from "../../files-in-memory.ts";
import { aScore, aTrace } from "../../traces/detect/build-trace.ts";

const noRules = await loadDetection(undefined, filesInMemory({}));

function aFile(name: string, ...lines: readonly string[]) {
  return {
    file: name,
    open: async function* () {
      yield Buffer.from(lines.join(""));
    },
  };
}

async function detectIn(files: Parameters<typeof detectFailures>[0], rules = noRules) {
  const { lines, report } = detectFailures(files, rules);
  const found: string[] = [];
  for await (const line of lines()) found.push(line);
  return { found, traces: found.map((line) => traceOfLine(JSON.parse(line)) as NormalTrace), ...report() };
}

const release = (name: string, day: number, over: Partial<NormalTrace> = {}) =>
  aTrace({ release: name, startedAt: `2026-11-0${day}T10:00:00.000Z`, ...over });

describe("detectFailures", () => {
  it("gives the failed traces as they came, with what was detected, and counts all", async () => {
    const files = [
      aFile(
        "a.jsonl",
        traceLine(release("v1", 1)),
        traceLine(release("v1", 2, { traceId: "t2", error: "crashed" })),
      ),
      aFile("b.jsonl", traceLine(release("v2", 3, { traceId: "t3", output: "" }))),
    ];
    const { traces, counts, unreadLines } = await detectIn(files);
    expect(traces).toMatchObject([
      { traceId: "t2", error: "crashed", detected: { failure: "app_error" } },
      { traceId: "t3", output: "", detected: { failure: "other", signs: [{ signal: "empty_answer" }] } },
    ]);
    expect(unreadLines).toBe(0);
    expect(counts).toMatchObject({
      traces: 3,
      failed: 2,
      modes: [
        { mode: "app_error", traces: 1 },
        { mode: "other", traces: 1 },
      ],
      signals: [
        { signal: "error", traces: 1 },
        { signal: "empty_answer", traces: 1 },
      ],
      releases: [
        { release: "v1", traces: 2, failed: 1 },
        { release: "v2", traces: 1, failed: 1 },
      ],
      ungrouped: 0,
      unreadScores: [],
    });
    expect(counts.groups.map(({ example, traces: count }) => [example.traceId, count])).toEqual(
      expect.arrayContaining([
        ["t2", 1],
        ["t3", 1],
      ]),
    );
  });

  it("gives the same lines each time, and for what it has written itself", async () => {
    const lines = [{ error: "crashed" }, { output: "" }, {}, { correction: "30 days" }].map((over, n) =>
      traceLine(aTrace({ traceId: `t${n}`, ...over })),
    );
    const first = await detectIn([aFile("a.jsonl", ...lines)]);
    expect((await detectIn([aFile("a.jsonl", ...lines)])).found).toEqual(first.found);
    expect((await detectIn([aFile("a.jsonl", ...first.found)])).found).toEqual(first.found);
  });

  it("counts each line that cannot be read, and shows the first with their places", async () => {
    const bad = Array.from({ length: 30 }, () => "{\n");
    const { traces, counts, problems, unreadLines } = await detectIn([
      aFile("a.jsonl", ...bad, `{"id":"refund-01"}\n`, traceLine(aTrace({ error: "crashed" }))),
    ]);
    expect(traces).toHaveLength(1);
    expect(counts.traces).toBe(1);
    expect(unreadLines).toBe(31);
    expect(problems).toHaveLength(20);
    expect(problems[0]).toMatchObject({ file: "a.jsonl", line: 1, code: "not-json" });
  });

  it("is a problem where nothing could be read, and none where nothing is there", async () => {
    await expect(detectIn([aFile("a.jsonl", `{"id":"refund-01"}\n`)])).rejects.toThrow(ProblemError);
    expect((await detectIn([aFile("a.jsonl", "")])).counts).toMatchObject({ traces: 0, failed: 0 });
  });

  it("keeps its memory flat, however many names a file has", async () => {
    const open = async function* () {
      for (let n = 0; n < 12_000; n += 1)
        yield Buffer.from(
          traceLine(
            aTrace({
              traceId: `t${n}`,
              name: `app-${n}`,
              release: `v${n}`,
              error: "crashed",
              scores: [
                aScore({ name: `score-${n}`, value: 500, kind: "numeric" }),
                aScore({ name: "why", value: `other/m${n}`, kind: "categorical" }),
              ],
            }),
          ),
        );
    };
    const { counts } = await detectIn([{ file: "a.jsonl", open }]);
    expect(counts.failed).toBe(12_000);
    expect(counts.groups).toHaveLength(10_000);
    expect(counts.ungrouped).toBe(2000);
    expect(counts.releases).toHaveLength(1001);
    expect(counts.modes.length).toBeLessThanOrEqual(1001);
    expect(counts.modes.reduce((sum, { traces }) => sum + traces, 0)).toBe(12_000);
    expect(counts.releases.reduce((sum, { traces }) => sum + traces, 0)).toBe(12_000);
    expect(counts.unreadScores).toHaveLength(1000);
  });
});

describe("findRises", () => {
  async function risesOf(...counted: readonly (readonly [string, number, number])[]) {
    const lines = counted.flatMap(([name, failed, all], day) =>
      Array.from({ length: all }, (_, n) =>
        traceLine(release(name, day + 1, n < failed ? { error: "crashed" } : {})),
      ),
    );
    const rises = findRises((await detectIn([aFile("a.jsonl", ...lines)])).counts);
    return [...(rises.get("app_error") ?? [])];
  }

  it("marks a mode that rose beyond chance against the release before, and no fall", async () => {
    expect(await risesOf(["v1", 2, 100], ["v2", 15, 100], ["v3", 3, 100])).toEqual(["v2"]);
  });

  it.each([
    [
      "a rise that may be chance",
      [
        ["v1", 2, 100],
        ["v2", 5, 100],
      ],
    ],
    [
      "few traces",
      [
        ["v1", 0, 3],
        ["v2", 3, 3],
      ],
    ],
    ["one release", [["v1", 50, 100]]],
  ] as const)("does not mark %s", async (_, counted) => {
    expect(await risesOf(...counted)).toEqual([]);
  });
});

describe("loadDetection", () => {
  const gate = `version: 1
datasets: []
target: { type: openai, model: m, prompt: p.md }
scorers: [{ type: json_schema, schema: answer.json, failure: format_break/answer, tags: [api] }]
policy: { latency: { p95_ms: 3000, ttft_p95_ms: 800 }, cost: { per_request_usd: 0.005 } }
`;
  const schema = `{ "type": "object", "required": ["days"] }`;

  it("takes limits and schemas from the gate file, modes and what to ignore from the file beside it", async () => {
    const rules = await loadDetection(
      "evals/llm-o11y.yml",
      filesInMemory({
        "evals/llm-o11y.yml": gate,
        "evals/answer.json": schema,
        "evals/.llm-o11y/failures.yml": `version: 1\nmodes: [{ name: other/price, when: { output_matches: '\\$[0-9]' } }]\nignore: [refusal]\n`,
      }),
    );
    expect(rules).toMatchObject({
      limits: { latencyMs: 3000, ttftMs: 800, costUsd: 0.005 },
      schemas: [{ name: "json_schema", failure: "format_break/answer", tags: ["api"] }],
      rules: [{ name: "other/price" }],
    });
    expect([...rules.ignored]).toEqual(["refusal"]);
    expect([`{"days": 30}`, { days: 30 }, {}, "30"].map((answer) => rules.schemas[0]?.fault(answer))).toEqual(
      [undefined, undefined, expect.stringContaining("days"), expect.stringContaining("object")],
    );
    expect(["$5", "5$"].map((text) => rules.rules[0]?.outputMatches?.(text))).toEqual([true, false]);
  });

  it("says everything that is wrong with the two files", async () => {
    const files = filesInMemory({
      "llm-o11y.yml": gate,
      "answer.json": "{",
      ".llm-o11y/failures.yml":
        "version: 1\nmodes: [{ name: other/price, when: { output_matches: '(?=a)' } }]\n",
    });
    await expect(loadDetection("llm-o11y.yml", files)).rejects.toMatchObject({
      problems: [
        { code: "scorer-schema", file: "llm-o11y.yml" },
        {
          code: "scorer-pattern",
          file: ".llm-o11y/failures.yml",
          message: expect.stringContaining("`other/price`"),
        },
      ],
    });
  });

  it("knows every signal that may be ignored", async () => {
    const files = filesInMemory({ ".llm-o11y/failures.yml": "version: 1\nignore: [refusals, apology]\n" });
    await expect(loadDetection(undefined, files)).rejects.toMatchObject({
      problems: [
        {
          code: "wrong-value",
          message: '`ignore`: "refusals" is no signal.',
          fix: "Did you mean `refusal`?",
        },
      ],
    });
  });
});
