import * as fc from "fast-check";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { readExtends } from "../../src/config/parse-gate-file.ts";
import { rebasePath } from "../../src/config/rebase-path.ts";
import { configOf, minimalGate, problemsOf } from "./example-gate.ts";

const extending = "extends: ../policy/base.yml\n";

describe("a gate file that extends another", () => {
  it("merges maps, replaces lists and removes with null", () => {
    const base = `${minimalGate}policy: { quality: { max_drop: 0.1, min: 0.8 }, cost: { max_ratio: 2 }, allow: { env: [A, B] } }`;
    const own = `${extending}policy: { quality: { min: 0.7 }, cost: null, allow: { env: [C] } }`;
    const { policy } = configOf(own, { base });
    expect(policy.quality).toEqual({ maxDrop: 0.1, min: 0.7 });
    expect(policy.cost).toEqual({});
    expect(policy.allow.env).toEqual(["C"]);
  });

  it("may take from it every key that a gate file needs", () => {
    const base = `${minimalGate}target: { type: replay, records: a.jsonl }`;
    expect(configOf(extending, { base, needsTarget: true }).target).toEqual({
      type: "replay",
      records: "../policy/a.jsonl",
    });
  });

  it("makes the paths of the base relative to its own folder, and leaves its own", () => {
    const base = `version: 1
datasets: [../evals/datasets/*.jsonl, more/a.jsonl]
target: { type: openai, model: m, tools: tools.json, response_schema: s.json, messages: [{ role: user, file: a.md }] }
baseline: { messages: [{ role: user, file: ./b.md }] }
scorers:
  - { type: json_schema, schema: schemas/answer.json }
  - { type: module, module: ../scorers/tone.js }
  - { type: judge, rubric: rubrics/helpful.yml }
  - { type: judge, name: built-in, rubric: helpful }
  - { type: command, command: [node, score.js] }`;
    const config = configOf(`${extending}target: { tools: own.json }`, { base });
    expect(config.datasets).toEqual(["datasets/*.jsonl", "../policy/more/a.jsonl"]);
    expect(config.target).toEqual({
      type: "openai",
      model: "m",
      tools: "own.json",
      response_schema: "../policy/s.json",
      messages: [{ role: "user", file: "../policy/a.md" }],
    });
    expect(config.baseline).toEqual({ messages: [{ role: "user", file: "../policy/b.md" }] });
    expect(config.scorers).toMatchObject([
      { schema: "../policy/schemas/answer.json" },
      { options: { module: "../scorers/tone.js" } },
      { options: { rubric: "../policy/rubrics/helpful.yml" } },
      { options: { rubric: "helpful" } },
      { options: { command: ["node", "score.js"] } },
    ]);
  });

  it("reports each problem in the file that wrote it, its own first", () => {
    const base = `${minimalGate}policy: { latency: { p95_ms: 2s }, qualty: {} }`;
    const own = `${extending}policy: { latency: { ttft_p95_ms: 1s } }`;
    expect(problemsOf(own, { base }).map(({ file, line, column }) => [file, line, column])).toEqual([
      ["evals/llm-o11y.yml", 2, 35],
      ["policy/base.yml", 3, 30],
      ["policy/base.yml", 3, 36],
    ]);
  });

  it("reports the syntax errors of both files", () => {
    const problems = problemsOf("extends: [", { base: "version: 1: 2" });
    expect(problems.map(({ file }) => file)).toEqual(["evals/llm-o11y.yml", "policy/base.yml"]);
  });

  it("goes one level deep", () => {
    expect(problemsOf(extending, { base: `extends: other.yml\n${minimalGate}` })).toMatchObject([
      { code: "extends-twice", file: "policy/base.yml", line: 1, column: 1 },
    ]);
  });

  it("is refused when the file that it names is not there, without speaking of keys that are perhaps in it", () => {
    expect(problemsOf(`${extending}polcy: {}`, { needsTarget: true }).map(({ code }) => code)).toEqual([
      "extends-missing",
      "unknown-key",
    ]);
  });

  it("cannot remove what the base does not have", () => {
    expect(problemsOf(`${extending}policy: { cost: null }`, { base: minimalGate })).toMatchObject([
      { code: "null-value", file: "evals/llm-o11y.yml", line: 2 },
    ]);
  });
});

describe("readExtends", () => {
  it.each([
    ["extends: ../base.yml", "../base.yml"],
    ['{"extends": "base.yml"}', "base.yml"],
    ["version: 1", undefined],
    ["extends: [a]", undefined],
    ["extends: /etc/passwd", undefined],
    ["extends: ~/base.yml", undefined],
    ["extends: [", undefined],
    ["", undefined],
  ])("gives for %j %j", (text, expected) => {
    expect(readExtends("llm-o11y.yml", text)).toBe(expected);
  });
});

describe("paths", () => {
  const attacks = [
    "/proc/self/environ",
    "/etc/*",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "\\\\host\\share\\x.jsonl",
    "~/.ssh/id_rsa",
    "datasets/%2e%2e/x.jsonl",
    "datasets/a\u0000.jsonl",
    "file:///etc/passwd",
    "",
  ];

  it.each(attacks)("refuses %j (F01)", (path) => {
    expect(problemsOf(JSON.stringify({ version: 1, datasets: [path] }))).toMatchObject([
      { code: "path-outside-repository", line: 1 },
    ]);
  });

  it.each(attacks)("refuses %j of the base too, where it is written", (path) => {
    const base = JSON.stringify({ version: 1, datasets: [path] });
    expect(problemsOf(extending, { base })).toMatchObject([
      { code: "path-outside-repository", file: "policy/base.yml" },
    ]);
  });

  it("mean the same file after they are rebased", () => {
    const part = fc.constantFrom("a", "b", "..", ".");
    const inner = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join("/")}/f`);
    const folder = fc
      .array(fc.constantFrom("a", "b", "c"), { maxLength: 4 })
      .map((parts) => [...parts, "gate.yml"].join("/"));
    fc.assert(
      fc.property(inner, folder, folder, (path, from, to) => {
        const rebased = rebasePath(path, from, to);
        const root = "/1/2/3/4/5/6/7/8";
        expect(posix.resolve(root, posix.dirname(to), rebased)).toBe(
          posix.resolve(root, posix.dirname(from), path),
        );
      }),
    );
  });

  it("that climb out of the repository still do after they are rebased", () => {
    expect(rebasePath("../../../etc/passwd", "policy/base.yml", "evals/llm-o11y.yml")).toBe(
      "../../../etc/passwd",
    );
  });
});
