import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { kindOf } from "../../src/traces/read-kind.ts";
import { readSpans } from "../../src/traces/read-spans.ts";
import type { Span } from "../../src/traces/span.ts";
import { aChat, aSpan, called, said } from "./build-span.ts";

const question = said("user", "Can I return order 1042?");
const answer = said("assistant", "Returns are open for 30 days.");

function aTool(
  id: string,
  name: string,
  more: Readonly<Record<string, Json>> = {},
  fields: Parameters<typeof aSpan>[2] = {},
): Span {
  return aSpan(id, { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name, ...more }, fields);
}

function tokens(input: number, output: number): Readonly<Record<string, Json>> {
  return { "gen_ai.usage.input_tokens": input, "gen_ai.usage.output_tokens": output };
}

const agent = (name: string, more: Readonly<Record<string, Json>> = {}) => ({
  "gen_ai.operation.name": "invoke_agent",
  "gen_ai.agent.name": name,
  ...more,
});

describe("what is not told is absent", () => {
  it("says nothing where there are no spans", () => {
    expect(readSpans([])).toEqual({});
  });

  it("says nothing about calls where no span is of a model or a tool", () => {
    expect(readSpans([aSpan("GET /orders", { "http.route": "/orders" })])).toEqual({});
  });

  it("knows that no tool was called only from an answer that it can read", () => {
    expect(readSpans([aChat("c1", [question], [answer])]).toolCalls).toEqual([]);
    expect(readSpans([aSpan("chat", { "gen_ai.operation.name": "chat" })]).toolCalls).toBeUndefined();
  });

  it("does not take one readable answer for all: another may have called a tool", () => {
    const spans = [
      aChat("c1", [question], [answer]),
      aSpan("c2", { "gen_ai.operation.name": "chat" }, { at: 2 }),
    ];
    expect(readSpans(spans).toolCalls).toBeUndefined();
  });

  it("reads AutoGen's own spans: which tools ran, and no more", () => {
    const spans = [
      aSpan("invoke_agent desk", {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.system": "autogen",
        "gen_ai.agent.name": "desk",
      }),
      aTool("t1", "find_order", { "gen_ai.tool.call.id": "call_1" }, { parent: "invoke_agent desk" }),
      aSpan("autogen process desk", { "messaging.operation": "process" }, { parent: "invoke_agent desk" }),
    ];
    const { latencyMs: _, ...run } = readSpans(spans).toolRuns?.[0] ?? { name: "" };
    expect(readSpans(spans).toolCalls).toEqual([{ name: "find_order" }]);
    expect(run).toEqual({ name: "find_order", id: "call_1", agent: "desk" });
    expect(readSpans(spans).messages).toBeUndefined();
    expect(readSpans(spans).usage).toBeUndefined();
  });
});

describe("tokens and cost", () => {
  it("do not count what an agent or an outer span repeats", () => {
    const spans = [
      aSpan("workflow", tokens(300, 30)),
      aSpan("desk", agent("desk", tokens(300, 30)), { parent: "workflow" }),
      aChat("c1", [question], [answer], { parent: "desk", more: tokens(100, 10) }),
      aChat("c2", [question], [answer], { parent: "desk", at: 2, more: tokens(200, 20) }),
    ];
    const { usage, calls } = readSpans(spans);
    expect(usage).toEqual({ input: 300, output: 30 });
    expect(calls).toEqual([
      { model: "gpt-4o-mini", usage: { input: 100, output: 10 } },
      { model: "gpt-4o-mini", usage: { input: 200, output: 20 } },
    ]);
  });

  it("count those of an agent whose calls tell none", () => {
    const spans = [
      aSpan("desk", agent("desk", tokens(300, 30))),
      aChat("c1", [question], [answer], { parent: "desk" }),
    ];
    expect(readSpans(spans).usage).toEqual({ input: 300, output: 30 });
  });

  it("are unknown where one call tells none, but not where that call failed", () => {
    const first = aChat("c1", [question], [answer], { more: tokens(100, 10) });
    const second = aChat("c2", [question], [answer], { at: 2 });
    expect(readSpans([first, second]).usage).toBeUndefined();
    expect(readSpans([first, second]).calls).toHaveLength(2);
    expect(readSpans([first, { ...second, status: "error" }]).usage).toEqual({ input: 100, output: 10 });
  });

  it("are the cost only where every call tells its own", () => {
    const priced = { ...tokens(100, 10), "gen_ai.usage.cost": 0.5 };
    const first = aChat("c1", [question], [answer], { more: priced });
    const second = (more: Readonly<Record<string, Json>>) =>
      aChat("c2", [question], [answer], { at: 2, more });
    expect(readSpans([first, second(priced)]).costUsd).toBe(1);
    expect(readSpans([first, second(tokens(1, 1))]).costUsd).toBeUndefined();
  });

  const cached = { input: 1000, cacheRead: 900, output: 80 };
  it.each<readonly [string, Readonly<Record<string, Json>>, Json]>([
    ["the conventions", { ...tokens(1000, 80), "gen_ai.usage.cache_read.input_tokens": 900 }, cached],
    [
      "older conventions",
      {
        "gen_ai.usage.prompt_tokens": "1000",
        "gen_ai.usage.completion_tokens": "80",
        "gen_ai.usage.cache_read_input_tokens": "900",
      },
      cached,
    ],
    [
      "a source that counts without the cache",
      { ...tokens(100, 80), "gen_ai.usage.cache_read_input_tokens": 900 },
      cached,
    ],
    [
      "OpenInference",
      {
        "llm.token_count.prompt": 1000,
        "llm.token_count.completion": 80,
        "llm.token_count.prompt_details.cache_read": 900,
      },
      cached,
    ],
    [
      "Vercel AI",
      { "ai.usage.inputTokens": 1000, "ai.usage.outputTokens": 80, "ai.usage.cachedInputTokens": 900 },
      cached,
    ],
    [
      "Langfuse",
      {
        "langfuse.observation.usage_details":
          '{"input":100,"input_cached_tokens":900,"output":80,"total":1080}',
      },
      cached,
    ],
    [
      "Langfuse with reasoning, which it takes out of the output",
      { "langfuse.observation.usage_details": { input: 10, output: 30, output_reasoning_tokens: 50 } },
      { input: 10, output: 80, reasoning: 50 },
    ],
    [
      "a reply of Anthropic",
      {
        "output.value":
          '{"usage":{"input_tokens":60,"cache_read_input_tokens":900,"cache_creation_input_tokens":40,"output_tokens":80}}',
      },
      { input: 1000, cacheRead: 900, cacheWrite: 40, output: 80 },
    ],
    [
      "a reply of Gemini",
      {
        "output.value":
          '{"usageMetadata":{"promptTokenCount":6,"candidatesTokenCount":10,"thoughtsTokenCount":70}}',
      },
      { input: 6, output: 80, reasoning: 70 },
    ],
    ["0, which stands for unknown", tokens(0, 0), undefined as unknown as Json],
    [
      "figures that are none",
      { "gen_ai.usage.input_tokens": "many", "gen_ai.usage.output_tokens": -4 },
      undefined as unknown as Json,
    ],
  ])("are read from %s", (_, attributes, usage) => {
    expect(
      readSpans([aSpan("call", { "langfuse.observation.type": "generation", ...attributes })]).usage,
    ).toEqual(usage);
  });
});

describe("calls of tools", () => {
  it("count once, whether a message or a span tells them or both", () => {
    const spans = [
      aChat(
        "c1",
        [question],
        [called("find_order", { order: "1042" }, "call_1"), called("find_policy", {}, "call_2")],
      ),
      aTool(
        "t1",
        "find_order",
        { "gen_ai.tool.call.id": "call_1", "gen_ai.tool.call.result": "{}" },
        { at: 1 },
      ),
      aTool("t2", "audit", {}, { at: 2 }),
    ];
    expect(readSpans(spans).toolCalls).toEqual([
      { name: "find_order", arguments: { order: "1042" } },
      { name: "find_policy", arguments: {} },
      { name: "audit" },
    ]);
  });

  it("without ids are told apart by their arguments, and equal ones count as often as they are made", () => {
    const call = called("find_order", { order: "1042" });
    const run = { "gen_ai.tool.call.arguments": '{"order":"1042"}' };
    const spans = [
      aChat("c1", [question], [call]),
      aTool("t1", "find_order", run, { at: 1 }),
      aChat("c2", [question, call], [call], { at: 2 }),
      aTool("t2", "find_order", run, { at: 3 }),
      aChat("c3", [question, call, call], [answer], { at: 4 }),
    ];
    expect(readSpans(spans).toolCalls).toHaveLength(2);
    expect(readSpans(spans).messages?.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "assistant",
      "assistant",
    ]);
  });

  it("take the run of their name where the framework adds defaults to the arguments", () => {
    const spans = [
      aChat("c1", [question], [called("find_order", { order: "1042" })]),
      aTool("t1", "find_order", { "gen_ai.tool.call.arguments": '{"order":"1042","deep":false}' }, { at: 1 }),
    ];
    expect(readSpans(spans).toolCalls).toEqual([{ name: "find_order", arguments: { order: "1042" } }]);
  });

  it("count where no span shows them: an unknown tool, arguments that are no JSON, which stay text", () => {
    const spans = [
      aChat(
        "c1",
        [question],
        [called("delete_all", {}, "call_1"), called("find_order", '{"order": ', "call_2")],
      ),
    ];
    expect(readSpans(spans).toolCalls).toEqual([
      { name: "delete_all", arguments: {} },
      { name: "find_order", arguments: '{"order": ' },
    ]);
  });

  it("count where an answer is not told and only the history of the next call shows them", () => {
    const call = called("find_order", { order: "1042" }, "call_1");
    const first = aSpan("c1", { "gen_ai.operation.name": "chat", "gen_ai.input.messages": [question] });
    const spans = [first, aChat("c2", [question, call], [answer], { at: 2 })];
    expect(readSpans(spans).toolCalls).toEqual([{ name: "find_order", arguments: { order: "1042" } }]);
  });

  it("take the run of their id, whichever ended first", () => {
    const both = {
      role: "assistant",
      parts: ["call_1", "call_2"].map((id) => ({ type: "tool_call", id, name: "find_order", arguments: {} })),
    };
    const run = (id: string, at: number) =>
      aTool(`t${id}`, "find_order", { "gen_ai.tool.call.id": id, "gen_ai.tool.call.result": id }, { at });
    const spans = [aChat("c1", [question], [both]), run("call_2", 1), run("call_1", 2)];
    expect(readSpans(spans).toolRuns?.map(({ result }) => result)).toEqual(["call_1", "call_2"]);
  });

  it("of a conversation that was given to the agent are not its own", () => {
    const history = [question, called("find_order", {}, "old"), answer, said("user", "And order 7?")];
    expect(readSpans([aChat("c1", history, [answer])]).toolCalls).toEqual([]);
  });

  it("are not counted twice where a tool's span stands in another of the same tool", () => {
    const spans = [aTool("t1", "find_order"), aTool("t2", "find_order", {}, { parent: "t1" })];
    expect(readSpans(spans).toolCalls).toHaveLength(1);
  });

  it("may use one id again in a later turn", () => {
    const spans = [
      aChat("c1", [question], [called("find_order", { order: "1" }, "call_0")]),
      aTool(
        "t1",
        "find_order",
        { "gen_ai.tool.call.id": "call_0", "gen_ai.tool.call.result": "one" },
        { at: 1 },
      ),
      aChat("c2", [said("user", "and 2?")], [called("find_order", { order: "2" }, "call_0")], { at: 2 }),
      aTool(
        "t2",
        "find_order",
        { "gen_ai.tool.call.id": "call_0", "gen_ai.tool.call.result": "two" },
        { at: 3 },
      ),
    ];
    expect(readSpans(spans).toolRuns?.map(({ result }) => result)).toEqual(["one", "two"]);
  });
});

describe("messages", () => {
  it("are told once where each call repeats what was before", () => {
    const call = called("find_order", { order: "1042" }, "call_1");
    const result = { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", result: "40 days" }] };
    const spans = [
      aChat("c1", [question], [call]),
      aChat("c2", [question, call, result], [answer], { at: 2 }),
    ];
    expect(readSpans(spans).messages?.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "assistant",
    ]);
  });

  it("are stitched where calls tell only what is new", () => {
    const result = { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", result: "40 days" }] };
    const spans = [
      aChat("c2", [result], [answer], { at: 2 }),
      aChat("c1", [question], [called("find_order", {}, "call_1")]),
    ];
    expect(readSpans(spans).messages?.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "assistant",
    ]);
  });

  it("have an answer once that the framework writes a little differently into the history", () => {
    const thought = said("assistant", "Thought: look it up.");
    const spans = [
      aChat("c1", [question], [said("assistant", "Thought: look it up.\nAction: find_order")]),
      aChat("c2", [question, thought, said("user", "Observation: 40 days")], [answer], { at: 2 }),
    ];
    expect(readSpans(spans).messages).toHaveLength(4);
  });

  it("get the result that only a span tells, after their call, with an id that joins them", () => {
    const spans = [
      aChat("c1", [question], [called("find_order", { order: "1042" })]),
      aTool("t1", "find_order", { "gen_ai.tool.call.result": '{"days":40}' }, { at: 1 }),
      aChat("c2", [said("user", "go on")], [answer], { at: 2 }),
    ];
    const [, call, result] = readSpans(spans).messages ?? [];
    expect(call?.["tool_calls"]).toMatchObject([{ id: "call_1", function: { name: "find_order" } }]);
    expect(result).toEqual({
      role: "tool",
      content: '{"days":40}',
      tool_call_id: "call_1",
      name: "find_order",
    });
  });

  it.each<readonly [Json, string]>([
    [{ days: 40 }, '{"days":40}'],
    [["1042", "1043"], '["1042","1043"]'],
    [[{ text: "late", order: 4 }], '[{"text":"late","order":4}]'],
    [{ content: [{ type: "text", text: "40 days" }] }, "40 days"],
    ["40 days", "40 days"],
  ])("show the result %j as %s", (result, shown) => {
    const spans = [
      aChat("c1", [question], [called("find_order", {}, "call_1")]),
      aTool(
        "t1",
        "find_order",
        { "gen_ai.tool.call.id": "call_1", "gen_ai.tool.call.result": result },
        { at: 1 },
      ),
    ];
    expect(readSpans(spans).messages?.[2]?.["content"]).toBe(shown);
  });

  it("do not get a result twice that comes later in the conversation", () => {
    const late = { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", result: "40 days" }] };
    const history = [question, called("find_order", {}, "call_1"), said("user", "Well?"), late];
    const spans = [
      aChat("c1", [question], [called("find_order", {}, "call_1")]),
      aTool(
        "t1",
        "find_order",
        { "gen_ai.tool.call.id": "call_1", "gen_ai.tool.call.result": "40 days" },
        { at: 1 },
      ),
      aChat("c2", history, [answer], { at: 2 }),
    ];
    expect(readSpans(spans).messages?.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "user",
      "tool",
      "assistant",
    ]);
  });

  it("mark the result of a tool that failed, where the message looks like any other", () => {
    const call = called("find_order", {}, "call_1");
    const result = { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", result: "sorry" }] };
    const spans = [
      aChat("c1", [question], [call]),
      aTool(
        "t1",
        "find_order",
        { "gen_ai.tool.call.id": "call_1", "error.type": "Timeout" },
        { at: 1, status: "error" },
      ),
      aChat("c2", [question, call, result], [answer], { at: 2 }),
    ];
    const reading = readSpans(spans);
    expect(reading.messages?.[2]).toMatchObject({ role: "tool", content: "sorry", error: true });
    expect(reading.toolRuns).toMatchObject([{ name: "find_order", error: "Timeout" }]);
    expect(reading.error).toBeUndefined();
  });
});

describe("agents", () => {
  it("have a path, and what one delegates is no part of the conversation while its calls count", () => {
    const spans = [
      aSpan("planner", agent("planner")),
      aChat("c1", [question], [called("ask_researcher", {}, "call_1")], { parent: "planner" }),
      aTool("t1", "ask_researcher", { "gen_ai.tool.call.id": "call_1" }, { parent: "planner", at: 1 }),
      aSpan("researcher", agent("researcher"), { parent: "t1", at: 1 }),
      aChat("c2", [said("user", "find it")], [called("find_order", {}, "call_2")], {
        parent: "researcher",
        at: 1,
      }),
      aChat("c3", [question, called("ask_researcher", {}, "call_1")], [answer], { parent: "planner", at: 3 }),
    ];
    const { messages, toolRuns } = readSpans(spans);
    expect(messages?.map(({ role, agent: path }) => [role, path])).toEqual([
      ["user", undefined],
      ["assistant", "planner"],
      ["assistant", "planner"],
    ]);
    expect(toolRuns?.map(({ name, agent: path }) => [name, path])).toEqual([
      ["ask_researcher", "planner"],
      ["find_order", "planner/researcher"],
    ]);
  });

  it("that take turns are one conversation", () => {
    const first = said("assistant", "I hand over.");
    const spans = [
      aSpan("writer", agent("writer")),
      aChat("c1", [question], [first], { parent: "writer" }),
      aSpan("critic", agent("critic"), { at: 2 }),
      aChat("c2", [question, first], [answer], { parent: "critic", at: 2 }),
    ];
    expect(readSpans(spans).messages?.map(({ agent: path }) => path)).toEqual([
      undefined,
      "writer",
      "critic",
    ]);
  });

  it("that two instrumentations tell, one inside the other, are one", () => {
    const spans = [
      aSpan("a1", agent("desk")),
      aSpan("a2", { "openinference.span.kind": "AGENT", "agent.name": "desk" }, { parent: "a1" }),
      aChat("c1", [question], [answer], { parent: "a2" }),
    ];
    expect(readSpans(spans).messages?.at(-1)?.["agent"]).toBe("desk");
  });
});

it("brings each retrieved document once", () => {
  const document = { id: "policy-7", content: "Returns are open for 30 days.", score: 0.9 };
  const spans = [
    aSpan("r1", {
      "openinference.span.kind": "RETRIEVER",
      "retrieval.documents.0.document.id": "policy-7",
      "retrieval.documents.0.document.content": "Returns are open for 30 days.",
      "retrieval.documents.0.document.score": 0.9,
    }),
    aSpan(
      "r2",
      { "gen_ai.operation.name": "retrieval", "gen_ai.retrieval.documents": [document] },
      { at: 1 },
    ),
  ];
  expect(readSpans(spans).documents).toEqual([document]);
  expect(readSpans([aSpan("r3", { "gen_ai.operation.name": "retrieval" })]).documents).toBeUndefined();
});

it("tells the error of the outermost span, also where only Langfuse's level says it", () => {
  const failed = {
    "langfuse.observation.level": "ERROR",
    "langfuse.observation.status_message": "no desk is open",
  };
  expect(readSpans([aSpan("app", failed)]).error).toBe("no desk is open");
  const exception = { name: "exception", timeMs: 0, attributes: { "exception.message": "out of paper" } };
  expect(readSpans([aSpan("app", {}, { status: "error", events: [exception] })]).error).toBe("out of paper");
  expect(readSpans([aSpan("app", {}), aSpan("step", failed, { parent: "app" })]).error).toBeUndefined();
});

it("measures the time to the first token of the last answer from the start of the trace", () => {
  const more = { "gen_ai.response.time_to_first_chunk": 0.25 };
  const spans = [aSpan("app", {}), aChat("c1", [question], [answer], { parent: "app", at: 2, more })];
  expect(readSpans(spans).ttftMs).toBe(2250);
  expect(readSpans([aSpan("app", {})]).ttftMs).toBeUndefined();
});

it.each<readonly [string, Readonly<Record<string, Json>>]>([
  ["llm", { "langfuse.observation.type": "generation", "openinference.span.kind": "TOOL" }],
  [
    "tool",
    {
      "langfuse.observation.type": "span",
      "openinference.span.kind": "TOOL",
      "gen_ai.operation.name": "chat",
    },
  ],
  ["agent", { "gen_ai.operation.name": "invoke_agent", "ai.operationId": "ai.generateText.doGenerate" }],
  ["llm", { "ai.operationId": "ai.streamText.doStream", "gen_ai.tool.name": "find_order" }],
  ["agent", { "ai.operationId": "ai.streamText" }],
  ["embedding", { "ai.operationId": "ai.embed.doEmbed" }],
  ["tool", { "gen_ai.tool.name": "find_order", "traceloop.span.kind": "workflow" }],
  ["agent", { "traceloop.span.kind": "agent" }],
  ["other", { "gen_ai.operation.name": "toString", "openinference.span.kind": "constructor" }],
])("takes a span for %s by the first name that says so", (kind, attributes) => {
  expect(kindOf(aSpan("x", attributes))).toBe(kind);
});

describe("spans that nobody should send", () => {
  it("may be parents of each other, of themselves, or of nobody here", () => {
    const spans = [
      aChat("c1", [question], [answer], { parent: "c2", more: tokens(1, 1) }),
      aChat("c2", [question], [answer], { parent: "c1", at: 1, more: tokens(2, 2) }),
      aChat("c3", [question], [answer], { parent: "c3", at: 2, more: tokens(4, 4) }),
      aChat("c4", [question], [answer], { parent: "lost", at: 3, more: tokens(8, 8) }),
    ];
    expect(readSpans(spans).usage).toEqual({ input: 14, output: 14 });
  });

  it("may name the prototype of objects", () => {
    const attributes = JSON.parse(
      '{"openinference.span.kind":"LLM","__proto__":{"x":1},"llm.input_messages.0.message.__proto__.polluted":"yes","llm.input_messages.0.message.role":"user","llm.input_messages.0.message.content":"hi","llm.input_messages.__proto__.message.role":"user"}',
    ) as Readonly<Record<string, Json>>;
    const call = called("__proto__", JSON.parse('{"__proto__":{"polluted":"yes"}}') as Json, "constructor");
    const spans = [
      aSpan("c1", attributes),
      aChat("c2", [question], [call], { at: 1 }),
      aTool("t1", "__proto__", {}, { at: 2 }),
    ];
    expect(readSpans(spans).toolRuns).toHaveLength(1);
    expect(({} as { readonly polluted?: string }).polluted).toBeUndefined();
  });

  it("may be nested 2,000 deep, or 2,000 beside each other, each with a call", () => {
    const deep = Array.from({ length: 2000 }, (_, index) =>
      aSpan(
        `a${index}`,
        agent(`agent ${index}`, tokens(1, 1)),
        index === 0 ? {} : { parent: `a${index - 1}` },
      ),
    );
    expect(readSpans(deep).usage).toEqual({ input: 1, output: 1 });
    const wide = Array.from({ length: 1000 }, (_, index) => [
      aChat(`c${index}`, [question], [called("find_order", { order: String(index % 7) })], {
        at: index * 2,
        more: tokens(1, 1),
      }),
      aTool(`t${index}`, "find_order", {}, { at: index * 2 + 1 }),
    ]).flat();
    expect(readSpans(wide).toolCalls).toHaveLength(1000);
    expect(readSpans(wide).usage).toEqual({ input: 1000, output: 1000 });
  });

  it("may hold JSON that is nested too deep to walk", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const span = aChat("c1", [question], [called("find_order", deep, "call_1")], {
      more: { "gen_ai.input.messages": deep },
    });
    expect(readSpans([span]).toolCalls).toEqual([{ name: "find_order", arguments: deep }]);
  });

  it("never break it, whatever their attributes hold", () => {
    const keys = fc.constantFrom(
      "gen_ai.input.messages",
      "gen_ai.output.messages",
      "gen_ai.prompt",
      "gen_ai.tool.name",
      "gen_ai.tool.call.result",
      "llm.input_messages.0.message.role",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name",
      "llm.output_messages.0",
      "input.value",
      "output.value",
      "ai.response.toolCalls",
      "events",
      "pydantic_ai.all_messages",
      "langfuse.observation.usage_details",
      "retrieval.documents.0.document.content",
    );
    const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
    const kinds = fc.constantFrom("generation", "agent", "tool", "retriever", "span");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kinds, fc.dictionary(keys, json), fc.nat(3)), { maxLength: 5 }),
        (drafts) => {
          const spans = drafts.map(([kind, attributes, parent], index) =>
            aSpan(
              `s${index}`,
              { ...attributes, "langfuse.observation.type": kind },
              { parent: `s${parent}`, at: index },
            ),
          );
          const { toolCalls, toolRuns } = readSpans(spans);
          expect(toolCalls?.length).toBe(toolRuns?.length);
        },
      ),
    );
  });
});
