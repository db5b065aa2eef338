import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../../src/config/config.ts";
import type { ToolCall } from "../../../src/experiment/case.ts";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import type { Trial } from "../../../src/experiment/trial.ts";
import { showCall } from "../../../src/score/quote.ts";
import { hostileText } from "../../report/hostile-texts.ts";
import { aScorer, scoreOf } from "../scoring.ts";

const secret = "4111-1111";
const find: ToolCall = { name: "find_order", arguments: { order_id: secret } };
const refund: ToolCall = { name: "refund", arguments: { order_id: secret, usd: 20 } };

function answered(call: ToolCall, result: string, fields: JsonObject = {}): readonly JsonObject[] {
  const { name, arguments: given = {} } = call;
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return [
    { role: "assistant", content: null, tool_calls: [{ id: "c1", function: { name, arguments: text } }] },
    { role: "tool", tool_call_id: "c1", content: result, ...fields },
  ];
}

async function shownOf(
  config: ScorerConfig,
  expected: readonly ToolCall[] | undefined,
  trial: Partial<Trial>,
): Promise<string | undefined> {
  const score = await scoreOf(config, expected === undefined ? {} : { toolCalls: expected }, trial);
  return score?.scored === true ? score.shown : undefined;
}

describe("what is shown of a failing call", () => {
  it.each<[string, string, Partial<Trial>, readonly ToolCall[], ScorerConfig?]>([
    [
      "an unknown tool",
      "unknown tool `find_order(order_id)`",
      { messages: answered(find, "Error: find_order is not a valid tool, try one of [refund].") },
      [refund],
    ],
    [
      "refused arguments",
      "`find_order(order_id)`: arguments refused",
      {
        messages: answered(
          find,
          `Error invoking tool 'find_order' with kwargs {'order_id': '${secret}'} with error: ${secret} is none`,
        ),
      },
      [find],
    ],
    [
      "arguments that are not JSON",
      "`find_order`: arguments are not JSON",
      { toolCalls: [{ name: "find_order", arguments: `{"order_id": "${secret}` }] },
      [find],
    ],
    ["a missing call", "missing `refund(order_id, usd)`", { toolCalls: [] }, [refund]],
    [
      "another call",
      "missing `refund(order_id, usd)`; made `find_order(order_id)`",
      { toolCalls: [find] },
      [refund],
    ],
    [
      "another argument",
      "missing `find_order(order_id)`; made `find_order(id)`",
      { toolCalls: [{ name: "find_order", arguments: { id: secret } }] },
      [find],
    ],
    [
      "another value",
      "`find_order(order_id)`: other arguments than expected",
      { toolCalls: [{ name: "find_order", arguments: { order_id: `${secret}-2` } }] },
      [find],
    ],
    [
      "another argument where more calls may be made",
      "missing `find_order(order_id)`; made `find_order(id)`",
      { toolCalls: [refund, { name: "find_order", arguments: { id: secret } }] },
      [find],
      aScorer("tool_calls", { mode: "superset", arguments: "subset" }),
    ],
    [
      "a missing call where more calls may be made",
      "missing `find_order(order_id)`",
      { toolCalls: [refund] },
      [find],
      aScorer("tool_calls", { mode: "superset", arguments: "subset" }),
    ],
    ["a call too many", "made `find_order(order_id)`, not expected", { toolCalls: [find, refund] }, [refund]],
    ["another order", "out of order: `find_order(order_id)`", { toolCalls: [refund, find] }, [find, refund]],
    [
      "a loop",
      "`find_order(order_id)` 6 times in a row",
      { toolCalls: Array.from({ length: 6 }, () => find) },
      [refund],
    ],
    [
      "a loop of two",
      "`find_order(order_id)`, `refund(order_id, usd)` 4 times in turn",
      { toolCalls: [find, refund, find, refund, find, refund, find, refund] },
      [],
    ],
    [
      "a forbidden tool",
      "`refund(order_id, usd)` is forbidden",
      { toolCalls: [refund] },
      [refund],
      aScorer("tool_calls", { forbidden: ["refund"] }),
    ],
    [
      "too many calls",
      "makes 2 calls, at most 1",
      { toolCalls: [find, refund] },
      [find, refund],
      aScorer("tool_calls", { maxCalls: 1 }),
    ],
    [
      "arguments by their schema",
      "missing `refund(order_id)`; made `refund(order, usd)`",
      { toolCalls: [{ name: "refund", arguments: { order: secret, usd: 20 } }] },
      [
        {
          name: "refund",
          arguments: { required: ["order_id"], properties: { order_id: { const: secret } } },
        },
      ],
      aScorer("tool_calls", { arguments: "schema" }),
    ],
  ])("is, of %s: %s", async (_, shown, trial, expected, config = aScorer("tool_calls")) => {
    expect(await shownOf(config, expected, trial)).toBe(shown);
  });

  it("is no value of an argument, no text of a tool, and about 120 characters, whatever was called", async () => {
    const value = fc.stringMatching(/^[0-9]{8,20}$/);
    const name = fc.oneof(hostileText, fc.stringMatching(/^[a-z_]{1,80}$/));
    const call = fc.record({ name, arguments: fc.dictionary(name, value, { maxKeys: 8 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { maxLength: 5 }),
        fc.array(call, { maxLength: 5 }),
        fc.constantFrom("ignore", "exact", "subset"),
        async (expected, made, compared) => {
          const config = aScorer("tool_calls", { arguments: compared });
          const shown = (await shownOf(config, expected, { toolCalls: made })) ?? "";
          expect(shown.length).toBeLessThanOrEqual(125);
          expect(shown).not.toMatch(/[0-9]{8}|[@<>|\n\u202e\u001b]|:\/\//u);
          expect(shown.split("`").length % 2).toBe(1);
        },
      ),
    );
  });
});

describe("showCall", () => {
  it.each<[string, string, Json | undefined]>([
    ["`refund`", "refund", undefined],
    ["`refund()`", "refund", {}],
    ["`refund`", "refund", "no JSON"],
    ["`desk.refund:v2/eu-1(größe)`", "desk.refund:v2/eu-1", { größe: 1 }],
    ["`?(?)`", '{"name":"refund","order":"A1"}', { "a@evil.test": 1 }],
    ["`?`", "4111111111111111", undefined],
    ["`?`", "`refund`", undefined],
    ["`?`", "https://evil.test/p", undefined],
    ["`?`", "::set-output", undefined],
    [`\`${"r".repeat(37)}...\``, "r".repeat(10_000_000), undefined],
    [
      `\`refund(${Array.from({ length: 7 }, (_, i) => `argument_${i}`).join(", ")}, ...)\``,
      "refund",
      Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`argument_${i}`, 1])),
    ],
  ])("writes %s", (shown, name, given) => {
    expect(showCall({ name, ...(given === undefined ? {} : { arguments: given }) })).toBe(shown);
  });
});
