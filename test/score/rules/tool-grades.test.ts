import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToolCall } from "../../../src/experiment/case.ts";
import { matchInOrder } from "../../../src/score/rules/match-calls.ts";
import { aScorer, scoreOf } from "../scoring.ts";

const a: ToolCall = { name: "find_order", arguments: { id: 7 } };
const b: ToolCall = { name: "refund", arguments: { order: "A1" } };
const c: ToolCall = { name: "greet", arguments: {} };
const x: ToolCall = { name: "refund", arguments: { order: "A2" } };
const modes = ["strict", "unordered", "subset", "superset"] as const;

async function valuesOf(expected: readonly ToolCall[], made: readonly ToolCall[], threshold?: number) {
  const fields = threshold === undefined ? {} : { threshold };
  return Promise.all(
    modes.map(async (mode) => {
      const score = await scoreOf(
        aScorer("tool_calls", { mode, ...fields }),
        { toolCalls: expected },
        { toolCalls: made },
      );
      return score?.scored === true ? score.value : undefined;
    }),
  );
}

describe("tool_calls with a threshold", () => {
  it.each<[string, readonly ToolCall[], readonly ToolCall[], readonly number[]]>([
    // Strict and unordered: F1; subset: precision; superset: recall.
    ["nothing of nothing", [], [], [1, 1, 1, 1]],
    ["nothing made", [a], [], [0, 0, 1, 0]],
    ["nothing expected", [], [a], [0, 0, 0, 1]],
    ["the same", [a, b, c], [a, b, c], [1, 1, 1, 1]],
    ["turned round", [a, b, c], [c, b, a], [1 / 3, 1, 1, 1]],
    ["one moved", [a, b, c], [b, c, a], [2 / 3, 1, 1, 1]],
    ["one missing", [a, b, c], [a, c], [0.8, 0.8, 1, 2 / 3]],
    ["one more", [a, c], [a, b, c], [0.8, 0.8, 2 / 3, 1]],
    ["one wrong", [a, b], [a, x], [0.5, 0.5, 0.5, 0.5]],
    ["one made twice", [a, b], [a, a, b], [0.8, 0.8, 2 / 3, 1]],
    ["one expected twice", [a, a, b], [a, b], [0.8, 0.8, 1, 2 / 3]],
  ])("says how far the calls are those expected: %s", async (_, expected, made, values) => {
    const found = await valuesOf(expected, made, 0.5);
    found.forEach((value, index) => expect(value).toBeCloseTo(values[index] ?? Number.NaN, 12));
  });

  it("passes from its threshold up", async () => {
    const passes = async (threshold: number) => {
      const score = await scoreOf(
        aScorer("tool_calls", { threshold }),
        { toolCalls: [a, b] },
        { toolCalls: [a, x] },
      );
      return score?.scored === true && score.passed;
    };
    expect([await passes(0.5), await passes(0.51)]).toEqual([true, false]);
  });

  it("is 1 exactly where the calls pass without one, whatever they are", async () => {
    const calls = fc.array(fc.constantFrom(a, b, c, x), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(calls, calls, async (expected, made) => {
        const [graded, plain] = await Promise.all([valuesOf(expected, made, 0.5), valuesOf(expected, made)]);
        expect(graded.map((value) => (value === 1 ? 1 : 0))).toEqual(plain);
        expect(graded.every((value) => value !== undefined && value >= 0 && value <= 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the reason", () => {
  it.each<[(typeof modes)[number], readonly ToolCall[], readonly ToolCall[], string]>([
    ["strict", [a, b], [a, x], 'missing `refund({"order":"A1"})`; made `refund({"order":"A2"})`'],
    ["strict", [a, b], [a], 'missing `refund({"order":"A1"})`'],
    ["strict", [a, b, c], [], 'missing `find_order({"id":7})` and 2 more'],
    ["strict", [a], [a, b, c], 'made `refund({"order":"A1"})` and 1 more, not expected'],
    ["strict", [a, b], [b, a], 'out of order: `find_order({"id":7})`'],
    ["subset", [a, b], [x], 'made `refund({"order":"A2"})`, not expected'],
    ["superset", [a, b], [a, x], 'missing `refund({"order":"A1"})`; made `refund({"order":"A2"})`'],
    ["superset", [a, b], [a, c], 'missing `refund({"order":"A1"})`'],
    ["unordered", [a, b], [b, a], "the calls are those expected"],
    [
      "strict",
      [],
      [{ name: "greet", arguments: { text: "x".repeat(99) } }],
      `made \`greet({"text":"${"x".repeat(51)}...)\`, not expected`,
    ],
    ["strict", [{ name: "greet" }], [], "missing `greet`"],
  ])("names the first call that is wrong in mode %s", async (mode, expected, made, reason) => {
    const score = await scoreOf(
      aScorer("tool_calls", { mode }),
      { toolCalls: expected },
      { toolCalls: made },
    );
    expect(score?.reason).toBe(reason);
  });
});

describe("the pairs in order", () => {
  it("are as many as trying every subsequence finds", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
    const longest = ([l, ...left]: readonly string[], right: readonly string[]): number => {
      if (l === undefined) return 0;
      const at = right.indexOf(l);
      return Math.max(longest(left, right), at < 0 ? 0 : 1 + longest(left, right.slice(at + 1)));
    };
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const pairs = [
          ...matchInOrder(
            left,
            right,
            (one, other) => one === other,
            () => 1,
          ),
        ];
        expect(pairs.length).toBe(longest(left, right));
        for (const [index, [from, to]] of pairs.entries()) {
          expect(left[from]).toBe(right[to]);
          const [before, after] = pairs[index - 1] ?? [-1, -1];
          expect(from > before && to > after).toBe(true);
        }
      }),
    );
  });
});
