import { describe, expect, it } from "vitest";
import { toJson } from "../../src/config/source-tree.ts";
import { readYaml } from "../../src/config/yaml-source.ts";

function faultsOf(text: string) {
  const source = readYaml("llm-o11y.yml", text);
  return source.ok ? [] : source.problems;
}

describe("a syntax error", () => {
  it.each([
    ["version: 1\ndatasets: [a.jsonl", 2, 19, "a `[` or `{` opened before this place is not closed"],
    ["version: 1\n\tgate: a", 2, 1, "a tab is used for indentation"],
    ["gate: a: b", 1, 7, "a value and a key run into each other"],
    ['gate: "a', 1, 9, "a character is missing"],
    ["gate: *base", 1, 7, 'the alias "*base" names no anchor'],
    ["gate: !secret a", 1, 7, "tags (`!name`) are not understood here"],
    ["a: 1\n---\nb: 2", 2, 1, "the file holds more than one document"],
    ["%YAML 1.1\n---\na: yes", 1, 1, "only YAML 1.2 is read"],
    ["", 1, 1, "the file is empty"],
    ["# only a comment\n", 1, 1, "the file is empty"],
  ])("in %j gives its line, column and a sentence", (text, line, column, sentence) => {
    const problems = faultsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: "llm-o11y.yml", line, column });
    expect(problems[0]?.message).toContain(sentence);
  });
});

it("reports every double key with the line of the first", () => {
  expect(faultsOf("a: 1\nb: { c: 1, c: 2 }\na: 3")).toMatchObject([
    { code: "duplicate-key", line: 2, column: 12, message: 'the key "c" is already on line 2.' },
    { code: "duplicate-key", line: 3, column: 1, message: 'the key "a" is already on line 1.' },
  ]);
});

it.each(["__proto__: { a: 1 }", '{"__proto__": {"a": 1}}', "? [a]\n: 1", "? { a: b }\n: 1"])(
  "refuses the key of %j",
  (text) => {
    expect(faultsOf(text)).toMatchObject([{ code: "yaml-key", line: 1 }]);
    expect(({} as { a?: number }).a).toBeUndefined();
  },
);

it("reads words and numbers as YAML 1.2 does", () => {
  const source = readYaml("a.yml", "a: yes\nb: 010\nc: 0x10\nd: 2026-12-01\ne: <<\n<<: 1");
  expect(source.ok && toJson(source.value)).toEqual({
    a: "yes",
    b: 10,
    c: 16,
    d: "2026-12-01",
    e: "<<",
    "<<": 1,
  });
});

it("follows an alias, and its place is that of the value that it repeats", () => {
  const source = readYaml("a.yml", "a: &x { p: 1 }\nb: *x");
  expect(source.ok && toJson(source.value)).toEqual({ a: { p: 1 }, b: { p: 1 } });
});

it("stops at a bomb of aliases", () => {
  const levels = Array.from(
    { length: 8 },
    (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(", ")}]`,
  );
  const problems = faultsOf(["l0: &l0 [refund]", ...levels].join("\n"));
  expect(problems).toMatchObject([{ code: "yaml-alias" }]);
});

it("stops at an alias inside its own anchor", () => {
  expect(faultsOf("a: &a [*a]").map(({ code }) => code)).not.toEqual([]);
});

it.each([
  ["[", 100_000],
  ["- ", 100_000],
  ["{a: ", 50_000],
])("refuses %j nested deep, instead of running out of stack", (opening, times) => {
  expect(faultsOf(opening.repeat(times))[0]?.message).toMatch(/deeper than 32 levels/);
});

it("refuses nesting below the parser's own limit but above ours", () => {
  expect(faultsOf(`a: ${"[".repeat(40)}${"]".repeat(40)}`)).toMatchObject([
    { code: "yaml-too-deep", line: 1 },
  ]);
});

it("refuses a file that is too long to be a gate file", () => {
  expect(faultsOf(`a: ${"x".repeat(300_000)}`)).toMatchObject([{ code: "yaml-too-large" }]);
});
