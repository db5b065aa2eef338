import { describe, expect, it } from "vitest";
import { parseRubricFile } from "../../src/config/parse-rubric.ts";
import { formatProblem } from "../../src/problem.ts";

const file = "rubrics/desk.yml";

function read(lines: string) {
  return parseRubricFile(file, `version: 1\n${lines}`);
}

/** Every problem on one line, without its remedy. */
function problemsOf(lines: string): readonly string[] {
  const parsed = read(lines);
  return parsed.ok ? [] : parsed.problems.map(({ fix: _fix, ...problem }) => formatProblem(problem));
}

describe("a rubric file", () => {
  it("is read with its defaults, grades evenly spread, and canaries", () => {
    const parsed = read(`
instructions: You know the desk.
criteria:
  - { id: polite, ask: Is it polite?, grades: [rude, curt, polite], weight: 2, failure: other/rude }
  - { id: right, ask: Is it right? }
canaries:
  - { input: [{ role: user, content: May I? }], output: { answer: No }, expected: No, context: [a], passed: true,
      metadata: { plan: pro }, messages: [{ role: assistant, content: No }] }
`);
    expect(parsed).toEqual({
      ok: true,
      value: {
        instructions: "You know the desk.",
        criteria: [
          {
            id: "polite",
            ask: "Is it polite?",
            weight: 2,
            failure: "other/rude",
            grades: [
              { word: "rude", value: 0 },
              { word: "curt", value: 0.5 },
              { word: "polite", value: 1 },
            ],
          },
          { id: "right", ask: "Is it right?", weight: 1 },
        ],
        canaries: [
          {
            input: [{ role: "user", content: "May I?" }],
            output: { answer: "No" },
            expected: "No",
            context: ["a"],
            passed: true,
            metadata: { plan: "pro" },
            messages: [{ role: "assistant", content: "No" }],
          },
        ],
      },
    });
  });

  it.each<[string, string, readonly (readonly [string, number])[]]>([
    [
      "a list of numbers, the first being the worst",
      "[1, 2, 3]",
      [
        ["1", 0],
        ["2", 0.5],
        ["3", 1],
      ],
    ],
    [
      "a list that falls: its last is the best all the same",
      "[6, 1]",
      [
        ["6", 0],
        ["1", 1],
      ],
    ],
    [
      "a list of words that YAML 1.1 takes for booleans",
      "[no, yes]",
      [
        ["no", 0],
        ["yes", 1],
      ],
    ],
    [
      "a map in any order",
      "{ full: 1, none: 0, half: 0.4 }",
      [
        ["none", 0],
        ["half", 0.4],
        ["full", 1],
      ],
    ],
    [
      "a map of numbers, which an object would reorder",
      "{ 3: 0, 1: 1, 2: 0.9 }",
      [
        ["3", 0],
        ["2", 0.9],
        ["1", 1],
      ],
    ],
  ])("spreads the grades of %s: %s", (_, grades, expected) => {
    const parsed = read(`criteria: [{ id: a, ask: Is it?, grades: ${grades} }]`);
    const found = parsed.ok ? parsed.value.criteria[0]?.grades : undefined;
    expect(found?.map(({ word, value }) => [word, value])).toEqual(expected);
  });

  it("has no canaries where none are written", () => {
    expect(read("criteria: [{ id: a, ask: Is it? }]")).toMatchObject({ ok: true, value: { canaries: [] } });
  });

  it.each<[string, string[]]>([
    ["criteria: []", [`${file}:2:11  \`criteria\`: expected a list of criteria, got an empty list.`]],
    ["canaries: []", [`${file}:1:1  \`criteria\` is missing: expected a list of criteria.`]],
    [
      "criteria:\n  - { id: a, ask: Is it? }\n  - { id: b, ask: Is it? }\n  - { id: a, ask: Is it? }",
      [`${file}:5:11  criterion "a" is already on line 3.`],
    ],
    [
      "criteria: [{ id: a, ask: Is it?, grades: [no, 1, 1.0] }]",
      [`${file}:2:50  the grade "1" is written twice.`],
    ],
    [
      "criteria: [{ id: a, ask: Is it?, grades: { no: 1, yes: 1 } }]",
      [`${file}:2:42  the grades all count the same, so they tell nothing apart.`],
    ],
    [
      "criteria: [{ id: a, ask: Is it?, grades: { no: -1, yes: 5 } }]",
      [
        `${file}:2:48  \`criteria[0].grades.no\`: expected a number from 0 to 1, got -1.`,
        `${file}:2:57  \`criteria[0].grades.yes\`: expected a number from 0 to 1, got 5.`,
      ],
    ],
    [
      'criteria: [{ id: a, ask: Is it?, grades: [" no", "y\\u200bes", true] }]',
      [
        `${file}:2:43  \`criteria[0].grades[0]\`: expected a word or a number, got " no".`,
        `${file}:2:50  \`criteria[0].grades[1]\`: expected a word or a number, got "y\u200bes".`,
        `${file}:2:63  \`criteria[0].grades[2]\`: expected a word or a number, got true.`,
      ],
    ],
    [
      "criteria: [{ id: a, question: Is it?, weight: 0, failure: rude }]\ncanaries: [{ input: a, passed: 1 }]",
      [
        `${file}:2:12  \`criteria[0].ask\` is missing: expected a question.`,
        `${file}:2:21  unknown key \`question\` in \`criteria[0]\`.`,
        `${file}:2:47  \`criteria[0].weight\`: expected a weight as a number above 0, got 0.`,
        `${file}:2:59  \`criteria[0].failure\`: expected a failure mode, or \`mode/name\` below one, got "rude".`,
        `${file}:3:12  \`canaries[0].output\` is missing: expected a text, a list or a map.`,
        `${file}:3:32  \`canaries[0].passed\`: expected \`true\` or \`false\`, got 1.`,
      ],
    ],
  ])("names file and line of all that is wrong: %s", (lines, problems) => {
    expect(problemsOf(lines)).toEqual(problems);
  });

  it("tells what is wrong with YAML that cannot be read", () => {
    expect(problemsOf("criteria: [")).toEqual([expect.stringContaining("not valid YAML")]);
  });
});
