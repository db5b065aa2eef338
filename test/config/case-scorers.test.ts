import { expect, it } from "vitest";
import { parseCaseScorers } from "../../src/config/case-scorers.ts";
import type { Json } from "../../src/experiment/json.ts";
import { configOf, minimalGate } from "./example-gate.ts";

const place = { file: "datasets/support.jsonl", line: 7 };
const gate = configOf(`${minimalGate}scorers:
  - { type: exact, weight: 2 }
  - { type: judge, name: helpful, rubric: helpful, model: gpt-5 }
  - { type: max_length, value: 500 }
  - { type: json_schema, schema: s.json }
  - { type: recorded, name: tone }
`).scorers;

function scorersOf(value: Json) {
  const parsed = parseCaseScorers(value, gate, place);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function problemsOf(value: Json) {
  const parsed = parseCaseScorers(value, gate, place);
  return parsed.ok ? [] : parsed.problems;
}

it("takes a gate scorer by its name", () => {
  expect(scorersOf(["helpful", "exact"])).toEqual([gate[1], gate[0]]);
});

it("asked for by name, a scorer is for the case whatever its tags", () => {
  const [tagged] = configOf(`${minimalGate}scorers: [{ type: exact, tags: [yes-no] }]\n`).scorers;
  const parsed = parseCaseScorers(["exact"], tagged ? [tagged] : [], place);
  expect(parsed).toMatchObject({ ok: true, value: [{ name: "exact" }] });
  expect(parsed.ok && parsed.value[0]).not.toHaveProperty("tags");
});

it("takes no scorer at all", () => {
  expect(scorersOf([])).toEqual([]);
});

it("changes what a case may change of a gate scorer, and nothing else", () => {
  const changed = scorersOf([{ name: "exact", value: { days: 30 }, threshold: 0.5, weight: 1 }]);
  expect(changed).toEqual([{ ...gate[0], value: { days: 30 }, threshold: 0.5, weight: 1 }]);
  expect(gate[0]).not.toHaveProperty("value");
});

it("replaces a judge's rubric by criteria of the case", () => {
  expect(scorersOf([{ name: "helpful", criteria: ["Does it name the 30 days?"] }])).toEqual([
    { ...gate[1], options: { model: "gpt-5", criteria: ["Does it name the 30 days?"] } },
  ]);
});

it("takes a rule of the case's own, with the keys and defaults of the gate's", () => {
  expect(
    scorersOf([
      { type: "contains", value: "30", failure: "hallucination" },
      { type: "contains", value: "days" },
    ]),
  ).toEqual([
    {
      type: "contains",
      name: "contains",
      value: "30",
      failure: "hallucination",
      weight: 1,
      not: false,
      ignoreCase: false,
      place,
    },
    { type: "contains", name: "contains-2", value: "days", weight: 1, not: false, ignoreCase: false, place },
  ]);
});

it.each<[Json, string, string | undefined]>([
  ["exact", '`scorers`: expected a list, got "exact".', undefined],
  [["exat"], '`scorers[0]`: the gate has no scorer "exat".', "Did you mean `exact`?"],
  [
    [{ name: "helpfull", weight: 1 }],
    '`scorers[0]`: the gate has no scorer "helpfull".',
    "Did you mean `helpful`?",
  ],
  [[5], "`scorers[0]`: expected a name, or an object with `name` or `type`, got 5.", undefined],
  [[null], "`scorers[0]`: expected a name, or an object with `name` or `type`, got null.", undefined],
  [
    [{ value: "No" }],
    '`scorers[0]`: expected a name, or an object with `name` or `type`, got {"value":"No"}.',
    undefined,
  ],
  [
    [{ type: "judge", rubric: "helpful" }],
    '`scorers[0].type`: a case may not bring a "judge" scorer of its own.',
    undefined,
  ],
  [
    [{ type: "command", command: ["a"] }],
    '`scorers[0].type`: a case may not bring a "command" scorer of its own.',
    undefined,
  ],
  [
    [{ type: "module", module: "a.js" }],
    '`scorers[0].type`: a case may not bring a "module" scorer of its own.',
    undefined,
  ],
  [
    [{ type: "pairwise" }],
    '`scorers[0].type`: a case may not bring a "pairwise" scorer of its own.',
    undefined,
  ],
  [
    [{ type: "recorded" }],
    '`scorers[0].type`: a case may not bring a "recorded" scorer of its own.',
    undefined,
  ],
  [[{ type: "exat" }], '`scorers[0].type`: unknown type "exat".', "Did you mean `exact`?"],
  [[{ type: null }], "`scorers[0].type` is null, which is no value.", undefined],
  [
    [{ type: "exact", ignorecase: true }],
    "unknown key `ignorecase` in `scorers[0]`.",
    "Did you mean `ignore_case`?",
  ],
  [[{ type: "exact", value: null }], "`scorers[0].value` is null, which is no value.", undefined],
  [[{ name: "exact", tags: ["a"] }], "unknown key `tags` in `scorers[0]`.", undefined],
  [
    [{ name: "exact", weight: 0 }],
    "`scorers[0].weight`: expected a weight as a number above 0, got 0.",
    undefined,
  ],
  [
    [{ name: "exact", criteria: ["a"] }],
    "`scorers[0].criteria`: the scorer `exact` is of type `exact`, which reads no `criteria`.",
    undefined,
  ],
  [
    [{ name: "json_schema", value: 1 }],
    "`scorers[0].value`: the scorer `json_schema` is of type `json_schema`, which reads no `value`.",
    undefined,
  ],
  [
    [{ name: "tone", value: 1 }],
    "`scorers[0].value`: the scorer `tone` is of type `recorded`, which reads no `value`.",
    undefined,
  ],
  [
    [{ name: "max_length", value: "short" }],
    '`scorers[0].value`: expected a whole number from 1 up, got "short".',
    undefined,
  ],
  [
    ["exact", { name: "exact", weight: 3 }],
    '`scorers[1].name` "exact" is already the name of `scorers[0]`.',
    undefined,
  ],
])("refuses %j at the place of the row", (value, message, fix) => {
  const problems = problemsOf(value);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ ...place, message, ...(fix && { fix }) });
});

it("reports the problems of all entries", () => {
  expect(problemsOf(["exat", { type: "exact", weight: -1, not: "no" }])).toHaveLength(3);
});

it("is not fooled by a key of the prototype", () => {
  const row = JSON.parse('[{"type":"exact","__proto__":{"weight":9}}]') as Json;
  expect(problemsOf(row)).not.toEqual([]);
});
