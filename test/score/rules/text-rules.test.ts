import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/experiment/json.ts";
import { aScorer, scoreOf, wordOf } from "../scoring.ts";

describe("exact", () => {
  it.each<[string, Json, Json, string]>([
    ["the same text", "No", "No", "pass"],
    ["white space around either is trimmed", "No\n", "  No ", "pass"],
    ["white space inside counts", "No refund", "No  refund", "reasoning_error"],
    ["case counts", "No", "no", "reasoning_error"],
    ["another text", "No", "Yes", "reasoning_error"],
    ["an empty answer", "No", "", "reasoning_error"],
    ["an empty answer where one is expected", "", "", "pass"],
    ["digits as text are text", "1.0", "1", "reasoning_error"],
    ["an object read from text", { refund: false, days: 30 }, '{"days": 30, "refund": false}', "pass"],
    ["an object inside a fence", { refund: false }, '```json\n{"refund": false}\n```', "pass"],
    ["an object inside a bare fence", { refund: false }, '```\n{"refund": false}\n```\n', "pass"],
    ["another language in the fence", { refund: false }, '```yaml\n{"refund": false}\n```', "format_break"],
    ["prose around the fence", { refund: false }, 'Sure:\n```json\n{"refund": false}\n```', "format_break"],
    ["text where an object is expected", { refund: false }, "No refund", "format_break"],
    ["cut JSON", { refund: false }, '{"refund": fal', "format_break"],
    ["two JSON values", { refund: false }, '{"refund": false}\n{"refund": true}', "format_break"],
    ["an object as output", { refund: false }, { refund: false }, "pass"],
    ["one key too many", { refund: false }, { refund: false, days: 30 }, "reasoning_error"],
    ["one key missing", { refund: false, days: 30 }, { refund: false }, "reasoning_error"],
    ["order of a list counts", [1, 2], [2, 1], "reasoning_error"],
    ["a list is no object", [], {}, "reasoning_error"],
    ["null is a reference", null, "null", "pass"],
    ["null is not 0", null, 0, "reasoning_error"],
    ["false is not null", false, null, "reasoning_error"],
    ["a number read from text", 30, " 30 ", "pass"],
    ["a number in prose", 30, "30 days", "format_break"],
    ["NaN is not JSON", 30, "NaN", "format_break"],
    ["a boolean read from text", true, "true", "pass"],
    ["an object written as text, as reference", '{"a": 1}', { a: 1 }, "pass"],
    ["both written as text", '{"a": 1, "b": 2}', '{"b":2,"a":1}', "pass"],
    ["text where the reference holds JSON", '{"a": 1}', "one", "format_break"],
    ["JSON where text is expected", "No refund", { refund: false }, "format_break"],
    ["a number where its text is expected", "30", 30, "pass"],
    ["a reference that only looks like JSON", "[sic]", "[sic]", "pass"],
  ])("%s", async (_, expected, output, word) => {
    expect(await wordOf(aScorer("exact"), { expected }, { output })).toBe(word);
  });

  it("compares with `value` rather than with `expected`", async () => {
    expect(await wordOf(aScorer("exact", { value: "Yes" }), { expected: "No" }, { output: "Yes" })).toBe(
      "pass",
    );
  });

  it.each<[Json, Json, string]>([
    ["NO", "no", "pass"],
    [{ answer: "NO" }, { answer: "no" }, "pass"],
    [{ ANSWER: "no" }, { answer: "no" }, "reasoning_error"],
  ])("ignores case of texts and not of keys: %j and %j", async (expected, output, word) => {
    expect(await wordOf(aScorer("exact", { ignoreCase: true }), { expected }, { output })).toBe(word);
  });

  it.each<[string, Json, Json, number]>([
    ["all equal", { a: 1, b: [1, 2] }, { a: 1, b: [1, 2] }, 1],
    ["one of three wrong", { a: 1, b: [1, 2] }, { a: 2, b: [1, 2] }, 2 / 3],
    ["one of three missing", { a: 1, b: [1, 2] }, { a: 1, b: [1] }, 2 / 3],
    ["one too many", { a: 1, b: [1, 2] }, { a: 1, b: [1, 2], c: 3 }, 3 / 4],
    ["a list out of order", [1, 2, 3], [3, 2, 1], 1 / 3],
    ["nothing equal", { a: 1 }, { b: 1 }, 0],
    ["an empty list is a leaf", { a: [], b: 1 }, { a: [], b: 2 }, 1 / 2],
    ["an empty list is not an empty object", { a: [] }, { a: {} }, 0],
    ["a list is not an object with the same keys", ["x"], { 0: "x" }, 0],
    ["text is one leaf", "No", "Yes", 0],
    ["not JSON", { a: 1 }, "nothing", 0],
  ])("gives the share of equal leaves under `partial`: %s", async (_, expected, output, value) => {
    const score = await scoreOf(aScorer("exact", { partial: true }), { expected }, { output });
    expect(score).toMatchObject({ scored: true, value, passed: value === 1 });
  });

  it("reads `__proto__` as a key like any other", async () => {
    const scorer = aScorer("exact", { partial: true });
    const expected = JSON.parse('{"__proto__": {"refund": true}, "a": 1}') as Json;
    expect(await scoreOf(scorer, { expected }, { output: { a: 1 } })).toMatchObject({
      value: 0.5,
      passed: false,
    });
    expect(await scoreOf(scorer, { expected }, { output: expected })).toMatchObject({ value: 1 });
    expect(await wordOf(aScorer("exact"), { expected: {} }, { output: '{"__proto__": 1}' })).toBe(
      "reasoning_error",
    );
    expect({}).not.toHaveProperty("refund");
  });

  it("holds JSON nested 100,000 levels deep to be broken, without overflowing the stack", async () => {
    const output = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(await wordOf(aScorer("exact"), { expected: [] }, { output })).toBe("format_break");
  });
});

describe("contains", () => {
  it.each<[string, Json, Json, string]>([
    ["the text", "30 days", "Within 30 days, yes.", "pass"],
    ["at the very end", "yes.", "Within 30 days, yes.", "pass"],
    ["not there", "40 days", "Within 30 days", "reasoning_error"],
    ["case counts", "within", "Within 30 days", "reasoning_error"],
    ["all of a list", ["30", "days"], "Within 30 days", "pass"],
    ["one of a list is missing", ["30", "weeks"], "Within 30 days", "reasoning_error"],
    ["a number", 30, "Within 30 days", "pass"],
    ["an object as output is searched as JSON", '"days":30', { days: 30 }, "pass"],
    ["an empty answer", "30", "", "reasoning_error"],
    ["pattern characters are plain", "3.", "30", "reasoning_error"],
    ["nothing to look for", "", "Within 30 days", "unscored"],
    ["an empty list is not a pass", [], "Within 30 days", "unscored"],
  ])("%s", async (_, expected, output, word) => {
    expect(await wordOf(aScorer("contains"), { expected }, { output })).toBe(word);
  });

  it("ignores case where told", async () => {
    expect(
      await wordOf(aScorer("contains", { ignoreCase: true }), { expected: "WITHIN" }, { output: "within" }),
    ).toBe("pass");
  });
});

describe("similarity", () => {
  // SQuAD 1.1 evaluation script: 2 shared of 3 and 4 words: 2 * (2/4 * 2/3) / (2/4 + 2/3) = 4/7.
  it.each<[string, string, number]>([
    ["the refund window", "The Refund, window!", 1],
    ["refund in days", "a refund takes thirty days", 4 / 7],
    ["yes yes no", "yes no no", 2 / 3],
    ["refund", "greeting", 0],
    ["", "", 1],
    ["the", "a", 1],
    ["", "refund", 0],
    ["constructor", "__proto__", 0],
  ])("token_f1 of %j and %j", async (expected, output, value) => {
    const score = await scoreOf(aScorer("similarity"), { expected }, { output });
    expect(score?.scored === true ? score.value : undefined).toBeCloseTo(value, 12);
  });

  // Levenshtein's own example: kitten -> sitting takes 3 edits; 1 - 3/7.
  it.each<[string, string, number]>([
    ["kitten", "sitting", 4 / 7],
    ["refund", " refund ", 1],
    ["", "", 1],
    ["refund", "", 0],
  ])("levenshtein of %j and %j", async (expected, output, value) => {
    const score = await scoreOf(aScorer("similarity", { method: "levenshtein" }), { expected }, { output });
    expect(score?.scored === true ? score.value : undefined).toBeCloseTo(value, 12);
  });

  it.each([
    [4 / 7, "pass"],
    [0.58, "reasoning_error"],
    [undefined, "reasoning_error"],
  ])("passes at its threshold: %s", async (threshold, word) => {
    const scorer = aScorer("similarity", threshold === undefined ? {} : { threshold });
    expect(
      await wordOf(scorer, { expected: "refund in days" }, { output: "a refund takes thirty days" }),
    ).toBe(word);
  });

  it("does not score by edits what is too long to be compared", async () => {
    const scorer = aScorer("similarity", { method: "levenshtein" });
    expect(await wordOf(scorer, { expected: "refund" }, { output: "a".repeat(20_001) })).toBe("unscored");
    expect(await wordOf(scorer, { expected: "refund" }, { output: "a".repeat(20_000) })).toBe(
      "reasoning_error",
    );
  });
});

describe("max_length", () => {
  it.each([
    ["exactly the limit", "hello", "pass"],
    ["one too many", "hello!", "format_break"],
    ["characters, not UTF-16 units", "\u{1F534}".repeat(5), "pass"],
    ["nothing at all", "", "pass"],
  ])("%s", async (_, output, word) => {
    expect(await wordOf(aScorer("max_length", { value: 5 }), {}, { output })).toBe(word);
  });

  it("is unscored without a limit", async () => {
    expect(await wordOf(aScorer("max_length"), {}, { output: "hello" })).toBe("unscored");
  });
});

describe("the text that a rule reads", () => {
  const scorer = aScorer("exact");
  const said = (content: Json) => ({ role: "assistant", content });

  it.each<[string, Parameters<typeof wordOf>[2], string]>([
    ["`output` before messages", { output: "No", messages: [said("Yes")] }, "pass"],
    [
      "the last message of the assistant",
      { messages: [said("Yes"), said("No"), { role: "user", content: "Ok" }] },
      "pass",
    ],
    [
      "the text parts of a message",
      {
        messages: [
          said([
            { type: "text", text: "N" },
            { type: "text", text: "o" },
          ]),
        ],
      },
      "pass",
    ],
    [
      "an empty answer where the last message only calls tools",
      { messages: [said("No"), said(null)] },
      "reasoning_error",
    ],
    ["nothing, where the assistant never spoke", { messages: [{ role: "user", content: "No" }] }, "unscored"],
    ["nothing, where nothing is recorded", {}, "unscored"],
    ["nothing, where the list of messages is empty", { messages: [] }, "unscored"],
  ])("is %s", async (_, trial, word) => {
    expect(await wordOf(scorer, { expected: "No" }, trial)).toBe(word);
  });
});
