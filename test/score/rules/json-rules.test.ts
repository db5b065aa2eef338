import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/experiment/json.ts";
import { aScorer, problemsOf, wordOf } from "../scoring.ts";

describe("json_schema", () => {
  const schema = {
    type: "object",
    properties: {
      answer: { type: "string", pattern: "^(a+)+$" },
      code: { type: "string", pattern: "^[A-Z]{2}$" },
      email: { type: "string", format: "email" },
      page: { type: "string", format: "url" },
      ids: { type: "array", uniqueItems: true },
    },
    required: ["answer"],
  };
  const files = { "schemas/answer.json": JSON.stringify(schema) };
  const scorer = aScorer("json_schema");

  it.each<[string, Json, string]>([
    ["JSON that fits", '{"answer":"aa"}', "pass"],
    ["an object that fits", { answer: "aa" }, "pass"],
    ["a missing key", "{}", "format_break"],
    ["another type", '{"answer":1}', "format_break"],
    ["text", "aa", "format_break"],
    ["nothing", "", "format_break"],
    ["JSON in a fence, which a program cannot read", '```json\n{"answer":"aa"}\n```', "format_break"],
    ["each pattern by itself", '{"answer":"aa","code":"OK"}', "pass"],
    ["the second pattern broken", '{"answer":"aa","code":"aa"}', "format_break"],
    ["a format", '{"answer":"aa","email":"jane@example.com"}', "pass"],
    ["a format broken", '{"answer":"aa","email":"jane"}', "format_break"],
    ["a list without doubles", '{"answer":"aa","ids":[1,"1",[1]]}', "pass"],
    ["a list with doubles", '{"answer":"aa","ids":[{"a":1,"b":2},{"b":2,"a":1}]}', "format_break"],
    ["a key `__proto__`", '{"__proto__":{"answer":"aa"}}', "format_break"],
  ])("%s", async (_, output, word) => {
    expect(await wordOf(scorer, {}, { output }, files)).toBe(word);
  });

  it.each<[string, string]>([
    ["a pattern that backtracks", JSON.stringify({ answer: `${"a".repeat(150_000)}!` })],
    [
      "a format that takes quadratic time",
      JSON.stringify({ answer: "a", page: `http://${":".repeat(150_000)}` }),
    ],
    [
      "a long list that must be unique",
      JSON.stringify({ answer: "!", ids: Array.from({ length: 30_000 }, (_, i) => i) }),
    ],
    ["100,000 levels", "[".repeat(100_000)],
  ])("is not stalled by %s", async (_, output) => {
    expect(await wordOf(scorer, {}, { output }, files)).toBe("format_break");
  });

  it.each([
    ["of draft-07", { $schema: "http://json-schema.org/draft-07/schema#", items: [{ type: "string" }] }],
    [
      "of 2020-12",
      { $schema: "https://json-schema.org/draft/2020-12/schema", prefixItems: [{ type: "string" }] },
    ],
  ])("reads a schema %s", async (_, one) => {
    const texts = { "schemas/answer.json": JSON.stringify(one) };
    expect(await wordOf(scorer, {}, { output: '["a"]' }, texts)).toBe("pass");
    expect(await wordOf(scorer, {}, { output: "[1]" }, texts)).toBe("format_break");
  });

  it.each<[string, Record<string, string>]>([
    ["a file that is not there", {}],
    ["a file that is not JSON", { "schemas/answer.json": "type: object" }],
    ["JSON that is no schema", { "schemas/answer.json": "[]" }],
    ["a keyword with a wrong value", { "schemas/answer.json": '{"type":"text"}' }],
    ["a remote reference", { "schemas/answer.json": '{"$ref":"https://example.com/answer.json"}' }],
    ["an unknown reference", { "schemas/answer.json": '{"$ref":"#/$defs/answer"}' }],
    ["an unknown dialect", { "schemas/answer.json": '{"$schema":"https://example.com/dialect"}' }],
    ["a pattern that is not RE2", { "schemas/answer.json": '{"pattern":"(?=a)"}' }],
    [
      "an asynchronous schema, which would accept everything",
      { "schemas/answer.json": '{"$async":true,"type":"null"}' },
    ],
  ])("refuses %s before anything runs", async (_, texts) => {
    expect(await problemsOf([scorer], texts)).toEqual([
      expect.objectContaining({ code: "scorer-schema", file: "llm-o11y.yml", line: 9 }),
    ]);
  });
});

describe("json_path", () => {
  it.each<[string, string, Json | undefined, Json, Json, string]>([
    ["finds the value", "$.answer", "No", "-", '{"answer":"No"}', "pass"],
    ["finds another value", "$.answer", "No", "-", '{"answer":"Yes"}', "reasoning_error"],
    ["finds nothing", "$.answer", "No", "-", "{}", "reasoning_error"],
    ["looks into a fence", "$.answer", "No", "-", '```json\n{"answer":"No"}\n```', "pass"],
    ["breaks on text", "$.answer", "No", "-", "No", "format_break"],
    [
      "reads the same path of `expected`",
      "$.answer",
      undefined,
      { answer: "No", x: 1 },
      { answer: "No" },
      "pass",
    ],
    ["reads `expected` written as text", "$.answer", undefined, '{"answer":"No"}', { answer: "No" }, "pass"],
    ["compares a list as one value", "$.ids", [1, 2], "-", { ids: [1, 2] }, "pass"],
    ["compares what several nodes give", "$.ids[*]", [1, 2], "-", { ids: [1, 2] }, "pass"],
    ["finds one node too many", "$.ids[*]", [1], "-", { ids: [1, 2] }, "reasoning_error"],
    ["compares in order", "$.ids[*]", undefined, { ids: [1, 2] }, { ids: [2, 1] }, "reasoning_error"],
    ["does not find what an object inherits", "$.constructor", "x", "-", {}, "reasoning_error"],
    ["filters by RE2", "$[?search(@.id, '^(a+)+$')].n", 1, "-", [{ id: "aaa", n: 1 }], "pass"],
    [
      "filters by a whole match",
      "$[?match(@.id, 'a|b')].n",
      1,
      "-",
      [
        { id: "ab", n: 2 },
        { id: "b", n: 1 },
      ],
      "pass",
    ],
    [
      "is not stalled by a filter",
      "$[?search(@, '^(a+)+$')]",
      "x",
      "-",
      [`${"a".repeat(100_000)}!`],
      "reasoning_error",
    ],
    [
      "is not stalled by a pattern in the output",
      "$[?search(@.t, @.p)]",
      "x",
      "-",
      [{ t: `${"a".repeat(99_999)}!`, p: "^(a+)+$" }],
      "reasoning_error",
    ],
  ])("%s", async (_, path, value, expected, output, word) => {
    const scorer = aScorer("json_path", { path, ...(value === undefined ? {} : { value }) });
    expect(await wordOf(scorer, { expected }, { output })).toBe(word);
  });

  it.each([
    [0.1, "pass"],
    [0.09, "reasoning_error"],
  ])("lets numbers differ by its tolerance of %s", async (tolerance, word) => {
    const scorer = aScorer("json_path", { path: "$.usd", value: 1, tolerance });
    expect(await wordOf(scorer, {}, { output: { usd: 1.1 } })).toBe(word);
  });

  it("is unscored, not passed, where the path finds too much to compare", async () => {
    const scorer = aScorer("json_path", { path: "$..*", value: 1 });
    expect(await wordOf(scorer, {}, { output: Array.from({ length: 10_001 }, () => 1) })).toBe("unscored");
  });

  it.each(["answer", "$.a[", "$[?nope(@)]", "$[?count(1) > 2]", ""])(
    "refuses the path %j before anything runs",
    async (path) => {
      expect(await problemsOf([aScorer("json_path", { path, value: 1 })])).toEqual([
        expect.objectContaining({ code: "scorer-path", file: "llm-o11y.yml", line: 9 }),
      ]);
    },
  );
});
