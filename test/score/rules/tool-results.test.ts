import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import { troubleOf, readCalls } from "../../../src/score/rules/read-calls.ts";
import { aScorer, scoreOf, wordOf } from "../scoring.ts";

/** A call with its result; `fields` are those of the message with the result. */
function exchange(
  id: string,
  name: string,
  args: Json,
  result: Json,
  fields: JsonObject = {},
): readonly JsonObject[] {
  return [
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id,
          type: "function",
          function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
        },
      ],
    },
    { role: "tool", tool_call_id: id, content: result, ...fields },
  ];
}

const failed = { error: true };
const lost = exchange("c1", "find_order", { id: 7 }, "the database is away", failed);
const found = exchange("c2", "find_order", { id: 7 }, "order 7");

describe("the result of a call", () => {
  const readFirst = (messages: readonly JsonObject[]) => {
    const reading = readCalls({ messages });
    return reading.state === "read" ? reading.calls[0] : undefined;
  };

  it.each<[string, JsonObject, boolean]>([
    ["`error`", { error: true }, true],
    ["`error` with a text", { error: "timeout" }, true],
    ["`is_error`", { is_error: true }, true],
    ["`isError` of MCP", { isError: true }, true],
    ["`status` of LangChain", { status: "error" }, true],
    ["no mark", {}, false],
    ["a mark of success", { status: "success" }, false],
    ["no error, as null", { error: null }, false],
  ])("is a failure by the mark that its message has: %s", (_, fields, isFailed) => {
    expect(readFirst(exchange("c1", "find_order", {}, "gone", fields))?.failed).toBe(isFailed);
  });

  it.each([
    ["Error: order not found", true],
    ["TypeError: x is undefined\n Please fix your mistakes.", true],
    ["An error occurred while running the tool. Please try again. Error: boom", true],
    ["Error executing tool find_order: boom", true],
    ["No error: order 7 is on its way", false],
    ['{"error": "none"}', false],
    ["", false],
  ])("is a failure where nothing marks it by how frameworks begin: %j", (text, isFailed) => {
    expect(readFirst(exchange("c1", "find_order", {}, text))?.failed).toBe(isFailed);
    expect(readFirst(exchange("c1", "find_order", {}, text, { is_error: false }))?.failed).toBe(false);
  });

  it.each<[string, readonly JsonObject[]]>([
    [
      "Anthropic",
      [
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "t1", name: "find_order", input: { id: 7 } }],
        },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "t1", is_error: true, content: "gone" }],
        },
      ],
    ],
    [
      "AutoGen",
      [
        {
          type: "ToolCallRequestEvent",
          source: "desk",
          content: [{ id: "t1", name: "find_order", arguments: '{"id":7}' }],
        },
        {
          type: "ToolCallExecutionEvent",
          source: "desk",
          content: [{ call_id: "t1", name: "find_order", content: "gone", is_error: true }],
        },
      ],
    ],
    [
      "LangChain",
      [
        { type: "ai", content: "", tool_calls: [{ id: "t1", name: "find_order", args: { id: 7 } }] },
        { type: "tool", tool_call_id: "t1", content: "gone", status: "error" },
      ],
    ],
    [
      "functions of OpenAI",
      [
        { role: "assistant", content: null, function_call: { name: "find_order", arguments: '{"id":7}' } },
        { role: "function", name: "find_order", content: "Error: gone" },
      ],
    ],
  ])("is found in the form of %s", (_, messages) => {
    expect(readFirst(messages)).toMatchObject({ name: "find_order", arguments: { id: 7 }, failed: true });
  });

  it("belongs to the calls that were listed beside the messages, equal ones in their order", () => {
    const reading = readCalls({
      toolCalls: [
        { name: "find_order", arguments: { id: 7 } },
        { name: "find_order", arguments: '{"id":7}' },
        { name: "greet", arguments: {} },
      ],
      messages: [...lost, ...found],
    });
    expect(reading.state === "read" && reading.calls).toMatchObject([
      { result: "the database is away", recovered: true },
      { result: "order 7", failed: false },
      { name: "greet", failed: false, recovered: false },
    ]);
  });

  it("is read from any messages", () => {
    const keys = fc.constantFrom(
      "role",
      "type",
      "content",
      "tool_calls",
      "tool_call_id",
      "invalid_tool_calls",
    );
    const value = fc.oneof(fc.constantFrom("tool", "ai", "user"), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(fc.dictionary(keys, value)), (messages) => {
        expect(readCalls({ messages: messages as readonly JsonObject[] }).state).toMatch(
          /^(?:read|malformed|absent)$/,
        );
      }),
    );
  });
});

/** As the frameworks write them, each with the version that it was seen in. */
const refusals: readonly (readonly [string, string, JsonObject, string])[] = [
  [
    "LangGraph 1.0, Python and LangChain JS 1.5",
    "Error: refund is not a valid tool, try one of [find_order, greet].",
    { status: "error" },
    "unknown tool",
  ],
  [
    "LangGraph JS",
    'Error: Tool "refund" not found.\n Please fix your mistakes.',
    { status: "error" },
    "unknown tool",
  ],
  ["AutoGen 0.7 workbench", "Tool refund not found.", { is_error: true }, "unknown tool"],
  [
    "AutoGen 0.7 agent",
    "Error: tool 'refund' not found in any workbench",
    { is_error: true },
    "unknown tool",
  ],
  ["AutoGen 0.7 core", "Error: Tool not found: refund", {}, "unknown tool"],
  ["Agent Framework 1.23", 'Error: Requested function "refund" not found.', {}, "unknown tool"],
  ["MCP", "MCP error -32602: Tool refund not found", { isError: true }, "unknown tool"],
  ["MCP, Python", "Unknown tool: refund", { isError: true }, "unknown tool"],
  ["Vercel AI", "Model tried to call unavailable tool 'refund'. Available tools: greet.", {}, "unknown tool"],
  [
    "Semantic Kernel",
    "The tool call with name 'refund' is not part of the provided tools, please try again with a supplied tool call name.",
    {},
    "unknown tool",
  ],
  ["a tool that was taken away", "Tool refund is not available", { error: true }, "unknown tool"],
  [
    "LangGraph 1.0, Python",
    "Error invoking tool 'refund' with kwargs {'order': 'A1'} with error:\n usd: Field required\n Please fix the error and try again.",
    { status: "error" },
    "arguments refused: usd: Field required",
  ],
  [
    "LangChain JS 1.5",
    'Error invoking tool \'refund\' with kwargs {"order":"A1"} with error: Error: Received tool input did not match expected schema\n✖ Invalid input: expected number\n  → at usd\n    at DynamicStructuredTool.call (file:///app.js:1:2)\n Please fix the error and try again.',
    {},
    "arguments refused: Received tool input did not match expected schema ✖ Invalid input: expected number → at usd",
  ],
  [
    "LangGraph JS",
    "Error: Received tool input did not match expected schema\n\n✖ Invalid input: expected number, received undefined\n  → at usd\n Please fix your mistakes.",
    { status: "error" },
    "arguments refused: Received tool input did not match expected schema ✖ Invalid input: expected number, received undefined → at usd",
  ],
  [
    "AutoGen 0.7",
    "1 validation error for refundargs\nusd\n  Field required [type=missing]\n    For further information visit https://errors.pydantic.dev/",
    { is_error: true },
    "arguments refused: 1 validation error for refundargs usd Field required [type=missing]",
  ],
  [
    "AutoGen 0.7, of a tool named otherwise than its function",
    "2 validation errors for _pay_backargs\norder\n  Field required",
    { is_error: true },
    "arguments refused: 2 validation errors for _pay_backargs order Field required",
  ],
  [
    "MCP, Python",
    "Error executing tool refund: 1 validation error for refundArguments\nusd\n  Field required",
    { isError: true },
    "arguments refused: Error executing tool refund: 1 validation error for refundArguments usd Field required",
  ],
  [
    "MCP",
    "MCP error -32602: Input validation error: Invalid arguments for tool refund: []",
    { isError: true },
    "arguments refused: Input validation error: Invalid arguments for tool refund: []",
  ],
  [
    "OpenAI Agents",
    "An error occurred while parsing tool arguments. Please try again with valid JSON. Error: x",
    {},
    "arguments refused: An error occurred while parsing tool arguments. Please try again with valid JSON. Error: x",
  ],
  [
    "OpenAI Agents",
    "An error occurred while running the tool. Please try again. Error: Invalid JSON input for tool refund: 1 validation error",
    {},
    "arguments refused: Invalid JSON input for tool refund: 1 validation error",
  ],
  [
    "Agent Framework 1.23",
    "Error: Argument parsing failed.",
    {},
    "arguments refused: Argument parsing failed.",
  ],
];

describe("a misuse of a tool", () => {
  it.each(refusals)("is known by the words of %s: %j", async (_, text, fields, reason) => {
    const messages = exchange("c1", "refund", { order: "A1" }, text, fields);
    const score = await scoreOf(aScorer("tool_calls", { maxCalls: 9 }), {}, { messages });
    expect(score).toMatchObject({ passed: false, failure: "tool_misuse" });
    expect(score?.reason).toBe(`\`refund({"order":"A1"})\`: ${reason}`);
  });

  it.each<[string, string, JsonObject]>([
    ["another tool is spoken of", "Tool greet not found.", { is_error: true }],
    ["an order is not there", "Error: order not found", {}],
    ["the words stand further down", "3 hits.\nTool refund not found.", {}],
    ["nothing marks common words as an error", "Tool refund is not available", {}],
    ["the tool validates what it reads", "Error: 1 validation error for Order\nid\n  Field required", {}],
    ["the tool itself fails", "db is down", { is_error: true }],
    ["Agent Framework hides what failed", "Error: Function failed.", {}],
    ["it is marked as none", "Tool refund not found.", { is_error: false }],
  ])("is none where %s", (_, text, fields) => {
    expect(
      troubleOf({ messages: exchange("c1", "refund", { order: "A1" }, text, fields) })?.isMisuse ?? false,
    ).toBe(false);
  });

  it.each(["strict", "unordered", "subset", "superset"] as const)("fails in mode %s", async (mode) => {
    const messages = exchange("c1", "cancel_order", { id: 5 }, "Tool cancel_order not found.", failed);
    const toolCalls = [{ name: "cancel_order", arguments: { id: 5 } }];
    const score = await scoreOf(aScorer("tool_calls", { mode, threshold: 0.1 }), { toolCalls }, { messages });
    expect(score).toMatchObject({
      value: 0,
      passed: false,
      reason: '`cancel_order({"id":5})`: unknown tool',
    });
  });

  it("is found in the messages where the listed calls are without it", async () => {
    const messages = exchange("c1", "refund", {}, "Error: refund is not a valid tool, try one of [greet].");
    expect(await wordOf(aScorer("tool_calls"), { toolCalls: [] }, { toolCalls: [], messages })).toBe(
      "tool_misuse",
    );
  });

  it.each<[string, JsonObject, string]>([
    [
      "broken JSON",
      { id: "c1", name: "refund", args: '{"order":', error: "Malformed args." },
      'the arguments of `refund` are not JSON: "{\\"order\\":"',
    ],
    [
      "what is no object",
      { id: "c1", name: "refund", args: "7", error: "Malformed args." },
      '`refund(7)`: arguments refused: "Malformed args."',
    ],
    ["nothing", { id: "c1", name: "refund", error: null }, "`refund`: arguments refused"],
  ])("is what LangChain lists as invalid: %s", async (_, invalid, reason) => {
    const messages = [
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "c1", function: { name: "refund", arguments: "{}" } }],
        invalid_tool_calls: [invalid],
      },
    ];
    const score = await scoreOf(aScorer("tool_calls", { maxCalls: 1 }), {}, { messages });
    expect(score?.reason).toBe(reason);
  });
});

describe("a failed call that a later one makes good", () => {
  const expected = { toolCalls: [{ name: "find_order", arguments: { id: 7 } }] };
  const modes = ["strict", "unordered", "subset", "superset"] as const;

  it.each(modes)("is not held against the calls in mode %s, and said", async (mode) => {
    const wrong = exchange("c1", "find_order", { id: "seven" }, "Error: no such id");
    const score = await scoreOf(aScorer("tool_calls", { mode }), expected, {
      messages: [...wrong, ...found],
    });
    expect(score).toMatchObject({
      value: 1,
      reason: "the calls are those expected; 1 failed call recovered",
    });
  });

  it.each<[string, readonly JsonObject[]]>([
    ["refused arguments", exchange("c1", "find_order", {}, "1 validation error for find_order\nid", failed)],
    ["arguments that are not JSON", exchange("c1", "find_order", '{"id":', "Error: not JSON")],
  ])("may be one with %s", async (_, wrong) => {
    expect(await wordOf(aScorer("tool_calls"), expected, { messages: [...wrong, ...found] })).toBe("pass");
    expect(await wordOf(aScorer("tool_calls"), expected, { messages: [...found, ...wrong] })).toBe(
      "tool_misuse",
    );
  });

  it("may be an expected one", async () => {
    const twice = { toolCalls: [...expected.toolCalls, ...expected.toolCalls] };
    const trial = { messages: [...lost, ...found] };
    for (const mode of modes) {
      expect(await wordOf(aScorer("tool_calls", { mode }), expected, trial)).toBe("pass");
      expect(await wordOf(aScorer("tool_calls", { mode }), twice, trial)).toBe("pass");
      const again = { messages: [...found, ...lost, ...found] };
      expect(await wordOf(aScorer("tool_calls", { mode }), twice, again)).toBe("pass");
    }
  });

  it("is made good by a call of the same tool, after the failure was known, whose result is there", async () => {
    const [call] = found;
    const other = exchange("c3", "greet", {}, "hi");
    const sideBySide = [
      {
        role: "assistant",
        tool_calls: ["c1", "c2"].map((id) => ({
          id,
          function: { name: "find_order", arguments: '{"id":7}' },
        })),
      },
      { role: "tool", tool_call_id: "c1", content: "gone", error: true },
      { role: "tool", tool_call_id: "c2", content: "order 7" },
    ];
    const broken = { id: "c1", function: { name: "find_order", arguments: '{"id":' } };
    const whole = { id: "c2", function: { name: "find_order", arguments: '{"id":7}' } };
    const brokenBeside = [
      { role: "assistant", tool_calls: [broken, whole] },
      { role: "tool", tool_call_id: "c2", content: "order 7" },
    ];
    const strays = [
      [...lost, ...other],
      sideBySide,
      brokenBeside,
      [...lost, ...(call === undefined ? [] : [call])],
    ];
    for (const messages of strays) {
      const reading = readCalls({ messages });
      expect(reading.state === "read" && reading.calls.map(({ recovered }) => recovered)).toEqual([
        false,
        false,
      ]);
    }
  });

  it("still counts for `max_calls` and `forbidden`", async () => {
    const trial = { messages: [...lost, ...found] };
    expect(await wordOf(aScorer("tool_calls", { maxCalls: 1 }), {}, trial)).toBe("tool_misuse");
    expect(await wordOf(aScorer("tool_calls", { forbidden: ["find_order"] }), {}, trial)).toBe("tool_misuse");
  });

  it("leaves a tool that failed for good to what the case expects", async () => {
    const trial = { messages: lost };
    expect(await wordOf(aScorer("tool_calls"), expected, trial)).toBe("pass");
    expect(await wordOf(aScorer("tool_calls"), { toolCalls: [] }, trial)).toBe("tool_misuse");
  });
});
