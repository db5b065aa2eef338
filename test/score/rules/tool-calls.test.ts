import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToolCall } from "../../../src/experiment/case.ts";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import { matchMost } from "../../../src/score/rules/match-calls.ts";
import { aScorer, prepare, problemsOf, scoreOf, wordOf } from "../scoring.ts";
import { aCase } from "../../build.ts";

const call = (name: string, args: Json = {}): ToolCall => ({ name, arguments: args });
const find = call("find_order", { id: 7 });
const refund = call("refund", { id: 7, usd: 20 });
const modes = ["strict", "unordered", "subset", "superset"] as const;
type Mode = (typeof modes)[number];

describe("tool_calls by mode", () => {
  it.each<[string, readonly ToolCall[], readonly ToolCall[], readonly Mode[]]>([
    ["the same calls", [find, refund], [find, refund], ["strict", "unordered", "subset", "superset"]],
    ["another order", [find, refund], [refund, find], ["unordered", "subset", "superset"]],
    ["one missing", [find, refund], [find], ["subset"]],
    ["one more", [find], [find, refund], ["superset"]],
    ["one repeated", [find], [find, find], ["superset"]],
    ["one made once that is expected twice", [find, find], [find], ["subset"]],
    ["another tool", [find], [refund], []],
    ["other arguments", [find], [call("find_order", { id: 8 })], []],
    ["none expected, none made", [], [], ["strict", "unordered", "subset", "superset"]],
    ["none may be made, one is", [], [find], ["superset"]],
    ["one expected, none made", [find], [], ["subset"]],
  ])("%s", async (_, expected, actual, passing) => {
    const passed = await Promise.all(
      modes.map(async (mode) =>
        wordOf(aScorer("tool_calls", { mode }), { toolCalls: expected }, { toolCalls: actual }),
      ),
    );
    expect(passed).toEqual(modes.map((mode) => (passing.includes(mode) ? "pass" : "tool_misuse")));
  });

  it("holds strict within unordered, and unordered to be subset and superset at once", async () => {
    const calls = fc.array(fc.constantFrom(find, refund, call("refund", { id: 7 }), call("greet")), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(calls, calls, async (expected, actual) => {
        const passes = async (mode: Mode) =>
          (await wordOf(aScorer("tool_calls", { mode }), { toolCalls: expected }, { toolCalls: actual })) ===
          "pass";
        const [strict, unordered, subset, superset] = await Promise.all(modes.map(passes));
        expect(unordered).toBe(subset && superset);
        expect(strict && !unordered).toBe(false);
      }),
    );
  });
});

describe("tool_calls by arguments", () => {
  it.each<["exact" | "subset" | "ignore" | "schema", Json, Json, string]>([
    ["exact", { id: 7 }, { id: 7 }, "pass"],
    ["exact", { id: 7 }, { id: 7, usd: 20 }, "tool_misuse"],
    ["exact", {}, "", "pass"],
    ["subset", { id: 7 }, { id: 7, usd: 20 }, "pass"],
    ["subset", { order: { id: 7 } }, { order: { id: 7, usd: 20 } }, "pass"],
    ["subset", { ids: [7] }, { ids: [7, 8] }, "tool_misuse"],
    ["subset", { id: 7 }, {}, "tool_misuse"],
    ["subset", JSON.parse('{"__proto__": {}}') as Json, {}, "tool_misuse"],
    ["ignore", { id: 7 }, { id: 8 }, "pass"],
    ["schema", { required: ["id"], properties: { id: { type: "integer" } } }, { id: 7, usd: 20 }, "pass"],
    ["schema", { required: ["id"], properties: { id: { type: "integer" } } }, { id: "7" }, "tool_misuse"],
  ])("%s: %j against %j", async (args, expected, actual, word) => {
    const scorer = aScorer("tool_calls", { arguments: args });
    expect(
      await wordOf(
        scorer,
        { toolCalls: [call("refund", expected)] },
        { toolCalls: [call("refund", actual)] },
      ),
    ).toBe(word);
  });

  it("finds the assignment where a greedy one fails", async () => {
    const scorer = aScorer("tool_calls", { mode: "unordered", arguments: "subset" });
    const expected = [call("refund", {}), call("refund", { id: 7 })];
    expect(
      await wordOf(
        scorer,
        { toolCalls: expected },
        { toolCalls: [call("refund", { id: 7 }), call("refund", { id: 8 })] },
      ),
    ).toBe("pass");
    expect(
      await wordOf(
        scorer,
        { toolCalls: expected },
        { toolCalls: [call("refund", { id: 8 }), call("refund", { id: 9 })] },
      ),
    ).toBe("tool_misuse");
  });

  it("takes any arguments where none are expected", async () => {
    const scorer = aScorer("tool_calls");
    expect(await wordOf(scorer, { toolCalls: [{ name: "refund" }] }, { toolCalls: [refund] })).toBe("pass");
  });

  it("is unscored where the arguments to compare were not recorded", async () => {
    const trial = { toolCalls: [{ name: "refund" }] };
    expect(await wordOf(aScorer("tool_calls"), { toolCalls: [refund] }, trial)).toBe("unscored");
    expect(await wordOf(aScorer("tool_calls", { arguments: "ignore" }), { toolCalls: [refund] }, trial)).toBe(
      "pass",
    );
  });

  it("refuses expected arguments that are no schema, at the row", async () => {
    const [scorer] = await prepare([aScorer("tool_calls", { arguments: "schema" })]);
    const one = aCase({ toolCalls: [call("refund", { type: "money" })] });
    expect(scorer?.rule?.check(one)).toEqual([expect.objectContaining({ code: "scorer-schema" })]);
    expect(await problemsOf([aScorer("tool_calls", { arguments: "schema" })])).toEqual([]);
  });
});

describe("the most pairs", () => {
  it("are as many as trying every assignment finds", () => {
    const grid = fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    const best = (rows: readonly (readonly boolean[])[], used: ReadonlySet<number>): number => {
      const [row, ...rest] = rows;
      if (row === undefined) return 0;
      const taken = row.map((edge, to) =>
        edge && !used.has(to) ? 1 + best(rest, new Set([...used, to])) : 0,
      );
      return Math.max(best(rest, used), ...taken);
    };
    fc.assert(
      fc.property(grid, (rows) => {
        expect(matchMost(rows, [0, 1, 2, 3], (row, to) => row[to] === true).size).toBe(best(rows, new Set()));
      }),
    );
  });
});

describe("the limits of tool_calls", () => {
  it.each([
    [["delete_order"], undefined, "pass"],
    [["refund"], undefined, "tool_misuse"],
    [[], 2, "pass"],
    [[], 1, "tool_misuse"],
    [[], 0, "tool_misuse"],
  ])("forbidden %j, at most %s", async (forbidden, maxCalls, word) => {
    const scorer = aScorer("tool_calls", { forbidden, ...(maxCalls === undefined ? {} : { maxCalls }) });
    expect(await wordOf(scorer, {}, { toolCalls: [find, refund] })).toBe(word);
  });
});

describe("the calls of a trial", () => {
  const scorer = aScorer("tool_calls");
  const expected = { toolCalls: [find] };
  const assistant = (fields: JsonObject) => [{ role: "assistant", content: null, ...fields }];
  const named = (args: Json) => ({
    id: "c1",
    type: "function",
    function: { name: "find_order", arguments: args },
  });

  it.each<[string, Parameters<typeof wordOf>[2], string]>([
    ["are read from OpenAI messages", { messages: assistant({ tool_calls: [named('{"id":7}')] }) }, "pass"],
    [
      "are read with arguments as an object",
      { messages: assistant({ tool_calls: [named({ id: 7 })] }) },
      "pass",
    ],
    [
      "are read from `function_call`",
      { messages: assistant({ function_call: { name: "find_order", arguments: '{"id":7}' } }) },
      "pass",
    ],
    [
      "are read from Anthropic parts",
      { messages: assistant({ content: [{ type: "tool_use", name: "find_order", input: { id: 7 } }] }) },
      "pass",
    ],
    [
      "are gathered over all messages",
      { messages: [...assistant({}), ...assistant({ tool_calls: [named('{"id":7}')] })] },
      "pass",
    ],
    [
      "are those of the assistant only",
      { messages: [{ role: "user", tool_calls: [named('{"id":7}')] }] },
      "tool_misuse",
    ],
    [
      "come from `tool_calls` before messages",
      { toolCalls: [], messages: assistant({ tool_calls: [named('{"id":7}')] }) },
      "tool_misuse",
    ],
    [
      "break on arguments that are not JSON",
      { messages: assistant({ tool_calls: [named('{"id":7')] }) },
      "tool_misuse",
    ],
    [
      "break on a call without a name",
      { messages: assistant({ tool_calls: [{ function: {} }] }) },
      "tool_misuse",
    ],
    ["are unknown where only an output is recorded", { output: "Done" }, "unscored"],
    ["are unknown where the messages are an empty list", { output: "Done", messages: [] }, "unscored"],
  ])("%s", async (_, trial, word) => {
    expect(await wordOf(scorer, expected, trial)).toBe(word);
  });

  it("say why arguments are broken", async () => {
    const score = await scoreOf(scorer, expected, { messages: assistant({ tool_calls: [named('{"id":')] }) });
    expect(score?.reason).toBe('the arguments of `find_order` are not JSON: "{\\"id\\":"');
  });
});
