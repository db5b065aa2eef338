import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { readSpans } from "../../src/traces/read-spans.ts";
import type { Span, SpanEvent } from "../../src/traces/span.ts";
import { aSpan } from "./build-span.ts";

const question = "Can I return order 1042?";
const answer = "Returns are open for 30 days.";
const args = { order: "1042" };
const argsText = JSON.stringify(args);
const result = "ordered 40 days ago";

const user = { role: "user", content: question };
const calls = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "call_1", type: "function", function: { name: "find_order", arguments: argsText } }],
};
const told = { role: "tool", content: result, tool_call_id: "call_1" };
const last = { role: "assistant", content: answer };

const parts = {
  user: { role: "user", parts: [{ type: "text", content: question }] },
  calls: {
    role: "assistant",
    parts: [{ type: "tool_call", id: "call_1", name: "find_order", arguments: args }],
  },
  told: { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", result }] },
  last: { role: "assistant", parts: [{ type: "text", content: answer }], finish_reason: "stop" },
};

/** The second of two calls of a model, in whose input the first one and the tool's result stand. */
const forms: readonly (readonly [name: string, span: Span])[] = [
  [
    "gen_ai.input.messages as JSON",
    genAi(JSON.stringify([parts.user, parts.calls, parts.told]), JSON.stringify([parts.last])),
  ],
  ["gen_ai.input.messages as values", genAi([parts.user, parts.calls, parts.told], [parts.last])],
  [
    "the event of a whole inference",
    evented("gen_ai.client.inference.operation.details", {
      "gen_ai.input.messages": [parts.user, parts.calls, parts.told],
      "gen_ai.output.messages": [parts.last],
    }),
  ],
  [
    "an event for each message (1.36)",
    aSpan(
      "chat",
      { "gen_ai.operation.name": "chat" },
      {
        events: [
          event("gen_ai.user.message", { content: question }),
          event("gen_ai.assistant.message", { tool_calls: calls.tool_calls }),
          event("gen_ai.tool.message", { id: "call_1", content: result }),
          event("gen_ai.choice", { index: 0, finish_reason: "stop", message: JSON.stringify(last) }),
        ],
      },
    ),
  ],
  [
    "events whose body is JSON",
    aSpan(
      "chat",
      { "gen_ai.operation.name": "chat" },
      {
        events: [
          event("gen_ai.user.message", { "gen_ai.event.content": JSON.stringify(user) }),
          event("gen_ai.assistant.message", { body: calls }),
          event("gen_ai.tool.message", { body: { id: "call_1", content: result } }),
          event("gen_ai.choice", { body: { index: 0, message: last } }),
        ],
      },
    ),
  ],
  [
    "gen_ai.content.prompt",
    aSpan(
      "chat",
      { "gen_ai.operation.name": "chat" },
      {
        events: [
          event("gen_ai.content.prompt", { "gen_ai.prompt": JSON.stringify([user, calls, told]) }),
          event("gen_ai.content.completion", { "gen_ai.completion": JSON.stringify([last]) }),
        ],
      },
    ),
  ],
  [
    "gen_ai.prompt.N (OpenLLMetry)",
    aSpan("openai.chat", {
      "llm.request.type": "chat",
      "gen_ai.prompt.0.role": "user",
      "gen_ai.prompt.0.content": question,
      "gen_ai.prompt.1.role": "assistant",
      "gen_ai.prompt.1.tool_calls.0.id": "call_1",
      "gen_ai.prompt.1.tool_calls.0.name": "find_order",
      "gen_ai.prompt.1.tool_calls.0.arguments": argsText,
      "gen_ai.prompt.2.role": "tool",
      "gen_ai.prompt.2.tool_call_id": "call_1",
      "gen_ai.prompt.2.content": result,
      "gen_ai.completion.0.role": "assistant",
      "gen_ai.completion.0.content": answer,
      "gen_ai.completion.0.finish_reason": "stop",
    }),
  ],
  [
    "gen_ai.prompt (LangSmith)",
    aSpan("ChatOpenAI", {
      "langsmith.span.kind": "llm",
      "gen_ai.prompt": JSON.stringify({
        messages: [
          [
            constructed("HumanMessage", { content: question }),
            constructed("AIMessage", {
              content: "",
              tool_calls: [{ id: "call_1", name: "find_order", args, type: "tool_call" }],
            }),
            constructed("ToolMessage", { content: result, tool_call_id: "call_1" }),
          ],
        ],
      }),
      "gen_ai.completion": JSON.stringify({
        generations: [[{ text: answer, message: constructed("AIMessageChunk", { content: answer }) }]],
      }),
    }),
  ],
  [
    "OpenInference",
    aSpan("ChatOpenAI", {
      "openinference.span.kind": "LLM",
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.contents.0.message_content.type": "text",
      "llm.input_messages.0.message.contents.0.message_content.text": question,
      "llm.input_messages.1.message.role": "assistant",
      "llm.input_messages.1.message.tool_calls.0.tool_call.id": "call_1",
      "llm.input_messages.1.message.tool_calls.0.tool_call.function.name": "find_order",
      "llm.input_messages.1.message.tool_calls.0.tool_call.function.arguments": argsText,
      "llm.input_messages.2.message.role": "tool",
      "llm.input_messages.2.message.tool_call_id": "call_1",
      "llm.input_messages.2.message.content": result,
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.content": answer,
    }),
  ],
  [
    "Vercel AI",
    aSpan("ai.generateText.doGenerate", {
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.prompt.messages": JSON.stringify([
        { role: "user", content: [{ type: "text", text: question }] },
        {
          role: "assistant",
          content: [{ type: "tool-call", toolCallId: "call_1", toolName: "find_order", input: args }],
        },
        {
          role: "tool",
          content: [
            {
              type: "tool-result",
              toolCallId: "call_1",
              toolName: "find_order",
              output: { type: "text", value: result },
            },
          ],
        },
      ]),
      "ai.response.text": answer,
    }),
  ],
  [
    "Langfuse",
    aSpan("answer", {
      "langfuse.observation.type": "generation",
      "langfuse.observation.input": JSON.stringify({ messages: [user, calls, told] }),
      "langfuse.observation.output": JSON.stringify(last),
    }),
  ],
  [
    "Pydantic AI, the agent alone",
    aSpan("desk run", {
      "pydantic_ai.all_messages": JSON.stringify([parts.user, parts.calls, parts.told, parts.last]),
    }),
  ],
  [
    "Pydantic AI of 2025",
    aSpan("chat", {
      "gen_ai.operation.name": "chat",
      events: JSON.stringify([
        { ...user, "event.name": "gen_ai.user.message" },
        { ...calls, "event.name": "gen_ai.assistant.message" },
        { role: "tool", content: result, id: "call_1", "event.name": "gen_ai.tool.message" },
        { index: 0, message: last, "event.name": "gen_ai.choice" },
      ]),
    }),
  ],
  [
    "Anthropic's API in input.value",
    raw(
      {
        messages: [
          user,
          {
            role: "assistant",
            content: [{ type: "tool_use", id: "call_1", name: "find_order", input: args }],
          },
          {
            role: "user",
            content: [
              { type: "tool_result", tool_use_id: "call_1", content: [{ type: "text", text: result }] },
            ],
          },
        ],
      },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "…" },
          { type: "text", text: answer },
        ],
      },
    ),
  ],
  [
    "Gemini's API in input.value",
    raw(
      {
        contents: [
          { role: "user", parts: [{ text: question }] },
          { role: "model", parts: [{ functionCall: { id: "call_1", name: "find_order", args } }] },
          {
            role: "user",
            parts: [{ functionResponse: { id: "call_1", name: "find_order", response: result } }],
          },
        ],
      },
      { candidates: [{ content: { role: "model", parts: [{ text: answer }] } }] },
    ),
  ],
  [
    "the Responses API in input.value",
    raw(
      [
        { role: "user", content: [{ type: "input_text", text: question }] },
        { type: "function_call", call_id: "call_1", name: "find_order", arguments: argsText },
        { type: "function_call_output", call_id: "call_1", output: result },
      ],
      {
        object: "response",
        output: [
          { type: "reasoning", summary: [] },
          { type: "message", role: "assistant", content: [{ type: "output_text", text: answer }] },
        ],
      },
    ),
  ],
  [
    "the chat API in input.value",
    raw({ messages: [user, calls, told] }, { choices: [{ index: 0, message: last }] }),
  ],
];

describe("one conversation, whichever way it is written", () => {
  it.each(forms)("%s", (_, span) => {
    const { messages, toolCalls } = readSpans([span]);
    const nameless = messages?.map(({ name: _name, ...message }) => message);
    expect(nameless).toEqual([user, calls, told, last]);
    const isHistory = !span.name.startsWith("desk");
    expect(toolCalls).toEqual(isHistory ? [] : [{ name: "find_order", arguments: args }]);
  });
});

it("reads the calls in the raw reply that an instrumentation loses when it flattens it, also those with broken arguments", () => {
  const reply = constructed("AIMessage", {
    content: "",
    tool_calls: [{ id: "call_1", name: "find_order", args }],
    invalid_tool_calls: [{ id: "call_2", name: "find_order", args: '{"order": ', type: "invalid_tool_call" }],
  });
  const call = aSpan("ChatOpenAI", {
    "openinference.span.kind": "LLM",
    "llm.output_messages.0.message.role": "assistant",
    "llm.output_messages.0.message.content": "",
    "output.value": JSON.stringify({ generations: [[{ text: "", message: reply }]] }),
  });
  const toolMessage = constructed("ToolMessage", {
    content: result,
    tool_call_id: "call_1",
    status: "success",
  });
  const run = aSpan(
    "find_order",
    {
      "openinference.span.kind": "TOOL",
      "tool.name": "find_order",
      "input.value": "1042",
      "output.value": JSON.stringify({ output: toolMessage }),
    },
    { at: 1 },
  );
  const { toolRuns } = readSpans([call, run]);
  expect(toolRuns).toMatchObject([
    { id: "call_1", arguments: args, result },
    { id: "call_2", arguments: '{"order": ' },
  ]);
});

it("reads the flattened messages where the raw ones are the library's own and tell less", () => {
  const span = aSpan("llm", {
    "openinference.span.kind": "LLM",
    "input.value": JSON.stringify({ messages: [{ role: "user", additional_kwargs: {} }] }),
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": question,
  });
  expect(readSpans([span]).messages).toEqual([user]);
});

it("takes a system prompt that stands apart for the first message", () => {
  const span = genAi([parts.user], [parts.last], {
    "gen_ai.system_instructions": [{ type: "text", content: "Be brief." }],
  });
  expect(readSpans([span]).messages?.[0]).toEqual({ role: "system", content: "Be brief." });
});

it("does not take the end of a list for the whole: attributes were dropped on the way", () => {
  const span = aSpan("chat", {
    "openinference.span.kind": "LLM",
    "llm.output_messages.233.message.role": "assistant",
    "llm.output_messages.233.message.content": " days.",
  });
  expect(readSpans([span]).messages).toBeUndefined();
});

it("says nothing about calls of tools where an answer is a bare text", () => {
  const span = aSpan("complete", {
    "openinference.span.kind": "LLM",
    "llm.prompts": [question],
    "output.value": answer,
  });
  const { messages, toolCalls } = readSpans([span]);
  expect(messages).toEqual([user, last]);
  expect(toolCalls).toBeUndefined();
});

it.each<readonly [string, Json]>([
  ["a picture beside a text", { type: "image_url", image_url: { url: "https://desk.example/receipt.png" } }],
  ["a part of an unknown kind", { type: "receipt", number: 4 }],
])("keeps %s", (_, part) => {
  const message = { role: "user", content: [{ type: "text", text: question }, part] };
  expect(readSpans([raw({ messages: [message] }, last)]).messages?.[0]).toEqual(message);
});

function genAi(input: Json, output: Json, more: Readonly<Record<string, Json>> = {}): Span {
  return aSpan("chat", {
    "gen_ai.operation.name": "chat",
    "gen_ai.input.messages": input,
    "gen_ai.output.messages": output,
    ...more,
  });
}

function raw(input: Json, output: Json): Span {
  return aSpan("ChatModel", {
    "openinference.span.kind": "LLM",
    "input.value": JSON.stringify(input),
    "output.value": JSON.stringify(output),
  });
}

function event(name: string, attributes: Readonly<Record<string, Json>>): SpanEvent {
  return { name, timeMs: 0, attributes };
}

function evented(name: string, attributes: Readonly<Record<string, Json>>): Span {
  return aSpan("chat", { "gen_ai.operation.name": "chat" }, { events: [event(name, attributes)] });
}

function constructed(name: string, kwargs: Json): Json {
  return { lc: 1, type: "constructor", id: ["langchain_core", "messages", name], kwargs };
}
