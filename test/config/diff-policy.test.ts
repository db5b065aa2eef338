import { expect, it } from "vitest";
import { diffPolicy } from "../../src/config/diff-policy.ts";
import { configOf, exampleGate, minimalGate } from "./example-gate.ts";

const edits = (base: string, head: string) => diffPolicy(configOf(base), configOf(head));
const editing = (from: string, to: string) => edits(exampleGate, exampleGate.replace(from, to));

it("finds nothing between a gate file and itself", () => {
  expect(edits(exampleGate, exampleGate)).toEqual([]);
});

it("takes a default that is written out for no edit", () => {
  const written = `${minimalGate}gate: default
scorers: [{ type: exact, ignore_case: false, weight: 1 }]
policy: { confidence: 0.95, quality: { max_drop: 0.05 }, not_proven: allow }
execution: { concurrency: 16 }
`;
  expect(edits(minimalGate, written)).toEqual([]);
  const judge = `${minimalGate}judge: { model: gpt-5 }\n`;
  expect(
    edits(judge, `${minimalGate}judge: { model: gpt-5, api: chat, api_key_env: OPENAI_API_KEY }\n`),
  ).toEqual([]);
});

it.each([
  ["a limit", "max_drop: 0.04", "max_drop: 0.2", "quality.max_drop 0.04 -> 0.2"],
  ["a removed limit", "p95_ms: 3000, ", "", "latency.p95_ms 3000 -> (not set)"],
  [
    "a limit per slice",
    "refund: { max_drop: 0.10 }",
    "refund: { max_drop: 0.5 }",
    "slices.refund.max_drop 0.1 -> 0.5",
  ],
  [
    "a limit of a sub-mode",
    ", tool_misuse/refund: { max_increase: 0 }",
    "",
    'failures.tool_misuse/refund {"max_increase":0} -> (not set)',
  ],
  ["what no proof does", "not_proven: block", "not_proven: allow", "not_proven block -> allow"],
  [
    "an allowance",
    "env: [SUPPORT_DB]",
    "env: [SUPPORT_DB, STRIPE_KEY]",
    "allow.env[1] (not set) -> STRIPE_KEY",
  ],
  [
    "a rubric",
    "rubrics/helpful.yml",
    "rubrics/lenient.yml",
    "scorers[4].rubric rubrics/helpful.yml -> rubrics/lenient.yml",
  ],
  [
    "a scorer's limit",
    "weight: 2, max_drop: 0.05",
    "weight: 2, max_drop: 0.5",
    "scorers[4].max_drop 0.05 -> 0.5",
  ],
  [
    "a judge",
    "panel: [{ model: gpt-5 }",
    "panel: [{ model: gpt-5-mini }",
    "judge.panel[0].model gpt-5 -> gpt-5-mini",
  ],
  ["a baseline", "baseline: { model: gpt-5 }", "", 'baseline {"model":"gpt-5"} -> (not set)'],
  ["a selection", "sample: 300", "sample: 3", "select.sample 300 -> 3"],
  ["a seed", "seed: 7", "seed: 8", "execution.seed 7 -> 8"],
  ["a time-out", "timeout_ms: 30000", "timeout_ms: 60000", "execution.timeout_ms 30000 -> 60000"],
  ["a removed dataset", "datasets/*.jsonl", "datasets/easy.jsonl", "datasets datasets/*.jsonl -> (not set)"],
])("shows %s", (_, from, to, line) => {
  expect(editing(from, to)).toEqual([line]);
});

it("leaves out the target and added datasets, which the pull request does bring", () => {
  expect(editing("model: gpt-5-mini", "model: gpt-5")).toEqual([]);
  expect(editing("datasets: [datasets/*.jsonl]", "datasets: [datasets/*.jsonl, more/*.jsonl]")).toEqual([]);
});

it("shows an added scorer in one line, its type first", () => {
  const scorers = "scorers: [{ type: exact }, { type: refusal, not: true }]\n";
  expect(edits(`${minimalGate}scorers: [{ type: exact }]\n`, minimalGate + scorers)).toEqual([
    'scorers[1] (not set) -> {"type":"refusal","name":"refusal","weight":1,"not":true}',
  ]);
});

it("tells a scorer that reads one recorded score from one that reads all", () => {
  const all = `${minimalGate}scorers: [{ type: recorded }]\n`;
  const one = `${minimalGate}scorers: [{ type: recorded, name: recorded }]\n`;
  expect(edits(all, one)).toEqual(["scorers[0].name (not set) -> recorded"]);
});

it("never shows the value of a header", () => {
  const judge = (headers: string) => `${minimalGate}judge: { model: gpt-5${headers} }\n`;
  const lines = [
    ...edits(judge(', headers: { x-team: "SUPPORT-1" }'), judge(', headers: { x-team: "SUPPORT-2" }')),
    ...edits(minimalGate, judge(', headers: { x-team: "SUPPORT-1" }')),
    ...edits(judge(', headers: { x-team: "SUPPORT-1" }'), judge("")),
  ];
  expect(lines).toEqual([
    "judge.headers.x-team (not shown) -> (not shown)",
    expect.stringMatching(/^judge \(not set\) -> /),
    "judge.headers (not shown) -> (not set)",
  ]);
  expect(lines.join()).not.toContain("SUPPORT");
});

it("keeps each edit on one line, quotes what is no plain word, and stops at 50", () => {
  const slices = Array.from({ length: 60 }, (_, index) => `"tag\\n${index} -> x": { max_drop: 0.1 }`);
  const lines = edits(minimalGate, `${minimalGate}policy: { slices: { ${slices.join(", ")} } }\n`);
  expect(lines).toHaveLength(51);
  expect(lines.at(-1)).toBe("and 10 more");
  expect(lines[0]).toBe('slices["tag\\n0 -> x"] (not set) -> {"max_drop":0.1}');
  expect(lines.join("")).not.toContain("\n");
});
