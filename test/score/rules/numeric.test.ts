import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/experiment/json.ts";
import { lastNumber } from "../../../src/score/rules/numeric.ts";
import { aScorer, wordOf } from "../scoring.ts";

describe("the number in a text", () => {
  it.each<[string, number | undefined]>([
    ["42", 42],
    ["42.", 42],
    ["The answer is 42.", 42],
    ["6 times 7 is 42", 42],
    ["1,234.5", 1234.5],
    ["1,234,567 orders", 1234567],
    ["1, 2, 3", 3],
    ["1,2345", 2345],
    ["12345,678", 678],
    ["12%", 12],
    ["$1,200", 1200],
    ["-$5", -5],
    ["$-5", -5],
    ["-3", -3],
    ["\u22123", -3],
    ["+3", 3],
    ["x=-3", -3],
    ["(-3)", -3],
    ["- 3", 3],
    ["10-12", 12],
    ["refund-7", 7],
    ["2e3", 2000],
    ["2E-3", 0.002],
    [".5", 0.5],
    ["-.5", -0.5],
    ["0", 0],
    ["007", 7],
    ["5 eggs", 5],
    ["", undefined],
    ["none", undefined],
    ["NaN", undefined],
    ["-Infinity", undefined],
    ["1e400", undefined],
    ["9".repeat(400), undefined],
  ])("in %j is %s", (text, value) => {
    expect(lastNumber(text)).toBe(value);
  });

  it("is read back from every number that is written", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(lastNumber(`The total is ${value}.`)).toBe(value === 0 ? lastNumber(String(value)) : value);
      }),
    );
  });

  it("is found in a million digits, commas and signs", () => {
    expect(lastNumber(`${"1,111".repeat(200_000)} 7`)).toBe(7);
    expect(lastNumber(`${"-".repeat(1_000_000)}7`)).toBe(-7);
    expect(lastNumber(`${"1e".repeat(500_000)} 7`)).toBe(7);
  });
});

describe("numeric", () => {
  it.each<[string, Json, Json, number, string]>([
    ["equal", 42, "It is 42", 0, "pass"],
    ["different", 42, "It is 43", 0, "reasoning_error"],
    ["no number", 42, "I do not know", 0, "format_break"],
    ["a number as output", 42, 42, 0, "pass"],
    ["a reference in text", "1,200.50", "1200.5", 0, "pass"],
    ["at the tolerance", 1, "1.1", 0.1, "pass"],
    ["at the tolerance, below", 1, "0.9", 0.1, "pass"],
    ["just beyond the tolerance", 1, "1.1001", 0.1, "reasoning_error"],
    ["no tolerance forgives nothing", 9007199254740991, "9007199254740990", 0, "reasoning_error"],
    ["no number to compare with", "soon", "42", 0, "unscored"],
    ["null is not 0", null, "0", 0, "unscored"],
    ["too large for a number", 42, "1e999", 0, "format_break"],
  ])("%s", async (_, expected, output, tolerance, word) => {
    expect(await wordOf(aScorer("numeric", { tolerance }), { expected }, { output })).toBe(word);
  });
});
