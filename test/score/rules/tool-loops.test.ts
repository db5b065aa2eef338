import { describe, expect, it } from "vitest";
import type { ToolCall } from "../../../src/experiment/case.ts";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import { aScorer, scoreOf, wordOf } from "../scoring.ts";

const search = (q: Json): ToolCall => ({ name: "search", arguments: { q } });
const greet: ToolCall = { name: "greet", arguments: {} };
const refund: ToolCall = { name: "refund", arguments: { order: "A1" } };
const times = (count: number, ...calls: readonly ToolCall[]) =>
  Array.from({ length: count }, () => calls).flat();
const scorer = aScorer("tool_calls", { mode: "superset" });

describe("a loop", () => {
  it.each<[string, readonly ToolCall[], string | undefined]>([
    ["three times", times(3, search("refund")), undefined],
    ["four times", times(4, search("refund")), 'calls `search({"q":"refund"})` 4 times in a row'],
    [
      "six times, others around it",
      [greet, ...times(6, search("x")), greet],
      'calls `search({"q":"x"})` 6 times in a row',
    ],
    [
      "never twice in a row",
      [search("a"), search("b"), search("a"), search("c"), search("a"), search("d"), search("a")],
      undefined,
    ],
    ["other arguments each time", [1, 2, 3, 4, 5].map(search), undefined],
    ["arguments that were not recorded", times(5, { name: "search" }), undefined],
    ["a cycle of two, three times", times(3, search("x"), greet), undefined],
    [
      "a cycle of two, four times",
      times(4, search("x"), greet),
      'calls `search({"q":"x"})`, `greet({})` 4 times in turn',
    ],
    [
      "a cycle of three, five times",
      times(5, search("x"), greet, refund),
      'calls `search({"q":"x"})`, `greet({})`, `refund({"order":"A1"})` 5 times in turn',
    ],
    ["a cycle of four, which may be a plan", times(5, search("x"), greet, refund, search("y")), undefined],
  ])("is made by the same calls again and again: %s", async (_, toolCalls, reason) => {
    const score = await scoreOf(scorer, { toolCalls: [] }, { toolCalls });
    expect(score?.scored === true && score.passed ? undefined : score?.reason).toBe(reason);
  });

  it.each(["strict", "unordered", "subset", "superset"] as const)("fails in mode %s", async (mode) => {
    const graded = aScorer("tool_calls", { mode, threshold: 0.1 });
    const score = await scoreOf(
      graded,
      { toolCalls: [greet] },
      { toolCalls: [greet, ...times(4, search("x"))] },
    );
    expect(score).toMatchObject({ value: 0, passed: false, failure: "tool_misuse" });
  });

  it("is none where the case expects as many", async () => {
    const four = times(4, search("x"));
    expect(await wordOf(aScorer("tool_calls"), { toolCalls: four }, { toolCalls: four })).toBe("pass");
    expect(await wordOf(scorer, { toolCalls: four }, { toolCalls: times(5, search("x")) })).toBe(
      "tool_misuse",
    );
    const turns = times(4, search("x"), greet);
    expect(await wordOf(aScorer("tool_calls"), { toolCalls: turns }, { toolCalls: turns })).toBe("pass");
  });

  const asked = (index: number, result: string): readonly JsonObject[] => [
    {
      role: "assistant",
      tool_calls: [{ id: `c${index}`, function: { name: "search", arguments: '{"q":"x"}' } }],
    },
    { role: "tool", tool_call_id: `c${index}`, content: result },
  ];

  it("is none while the results change, or the user asks again", async () => {
    const indices = [1, 2, 3, 4, 5];
    const word = async (messages: readonly JsonObject[]) => wordOf(scorer, { toolCalls: [] }, { messages });
    expect(await word(indices.flatMap((index) => asked(index, "none yet")))).toBe("tool_misuse");
    expect(await word(indices.flatMap((index) => asked(index, `page ${index}`)))).toBe("pass");
    const user = { role: "user", content: "And now?" };
    expect(await word(indices.flatMap((index) => [user, ...asked(index, "none yet")]))).toBe("pass");
  });
});
