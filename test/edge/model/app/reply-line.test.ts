import { describe, expect, it } from "vitest";
import { parseLine, readReply } from "../../../../src/edge/model/app/reply-line.ts";
import type { JsonObject } from "../../../../src/experiment/json.ts";

const read = (answer: JsonObject) => readReply({ id: "r", ...answer });
const call = { role: "assistant", tool_calls: [{ function: { name: "find_order", arguments: '{"id":7}' } }] };

describe("an answer", () => {
  it.each([
    ["any JSON as output", { output: { days: 30 } }, { output: { days: 30 } }],
    ["an empty text as output", { output: "" }, { output: "" }],
    ["false as output", { output: false }, { output: false }],
    [
      "the last text of its messages",
      { messages: [call, { role: "assistant", content: "30 days" }] },
      { output: "30 days" },
    ],
    [
      "the text of parts",
      { messages: [{ role: "assistant", content: [{ type: "text", text: "30 days" }] }] },
      { output: "30 days" },
    ],
    ["an output beside an error that says nothing", { output: "a", error: "" }, { output: "a" }],
    [
      "null for what it does not have",
      { output: "a", context: null, usage: null, tool_calls: null, error: null, cost_usd: null },
      { output: "a" },
    ],
    [
      "context, price and time",
      { output: "a", context: ["b"], cost_usd: 0, ttft_ms: 12.5 },
      { context: ["b"], costUsd: 0, ttftMs: 12.5 },
    ],
  ])("has %s", (_, answer, expected) => {
    expect(read(answer)).toMatchObject({ status: "ok", ...expected });
  });

  it.each([
    [
      "name and arguments",
      { name: "find_order", arguments: { id: 7 } },
      { name: "find_order", arguments: { id: 7 } },
    ],
    [
      "arguments as text",
      { name: "find_order", arguments: '{"id":7}' },
      { name: "find_order", arguments: { id: 7 } },
    ],
    [
      "arguments that are no JSON",
      { name: "find_order", arguments: "{id" },
      { name: "find_order", arguments: "{id" },
    ],
    [
      "the form of OpenAI",
      { id: "c", type: "function", function: { name: "find_order", arguments: "" } },
      { name: "find_order", arguments: {} },
    ],
    [
      "the form of LangChain",
      { name: "find_order", args: { id: 7 }, id: "c" },
      { name: "find_order", arguments: { id: 7 } },
    ],
    [
      "the form of Anthropic",
      { type: "tool_use", name: "find_order", input: {} },
      { name: "find_order", arguments: {} },
    ],
    ["no arguments", { name: "find_order", arguments: null }, { name: "find_order" }],
  ])("tells a call by %s", (_, written, expected) => {
    expect(read({ output: "a", tool_calls: [written] })).toMatchObject({ toolCalls: [expected] });
  });

  it.each([
    ["nothing is known", { output: "a" }, undefined],
    ["there is none", { output: "a", tool_calls: [] }, []],
    ["its messages have none", { output: "a", messages: [{ role: "assistant", content: "a" }] }, []],
    ["its messages have one", { messages: [call] }, [{ name: "find_order", arguments: { id: 7 } }]],
    ["they say nothing at all", { output: "a", messages: [] }, undefined],
    [
      "a call in its messages has no name, which the messages show",
      { messages: [{ role: "assistant", tool_calls: [{ function: {} }] }] },
      undefined,
    ],
  ])("tells calls apart from no calls: %s", (_, answer, calls) => {
    const reply = read(answer);
    expect(reply.status === "ok" && reply.toolCalls).toEqual(calls);
  });

  it.each([
    ["ours", { input: 9, cache_read: 4, cache_write: 1, output: 3, reasoning: 2 }],
    [
      "OpenAI's",
      {
        prompt_tokens: 9,
        completion_tokens: 3,
        total_tokens: 12,
        prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
        completion_tokens_details: { reasoning_tokens: 2 },
      },
    ],
    [
      "those of the Responses API",
      {
        input_tokens: 9,
        output_tokens: 3,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
        output_tokens_details: { reasoning_tokens: 2 },
      },
    ],
    [
      "LangChain's",
      {
        input_tokens: 9,
        output_tokens: 3,
        input_token_details: { cache_read: 4, cache_creation: 1 },
        output_token_details: { reasoning: 2 },
      },
    ],
    [
      "Anthropic's, whose input is without the cache",
      {
        input_tokens: 4,
        output_tokens: 3,
        cache_read_input_tokens: 4,
        cache_creation_input_tokens: 1,
        output_tokens_details: { reasoning_tokens: 2 },
      },
    ],
  ])("counts tokens by names that are %s", (_, usage) => {
    expect(read({ output: "a", usage: { ...usage, model: "gpt-5-mini" } })).toMatchObject({
      usage: { input: 9, cacheRead: 4, cacheWrite: 1, output: 3, reasoning: 2 },
      model: "gpt-5-mini",
    });
  });

  it("does not know what is not counted", () => {
    const reply = read({ output: "a", usage: { output: null, requests: 1 } });
    expect(reply.status === "ok" && reply.usage).toBeUndefined();
  });

  it.each([
    [{}, "the answer has no `output`"],
    [{ output: null }, "`output` is null, which is no answer"],
    [{ error: "no such order" }, "the app answered with an error: no such order"],
    [{ error: { message: "no such order" }, output: "a" }, "the app answered with an error: no such order"],
    [{ error: "" }, "the app answered with an error"],
    [{ error: 5 }, "`error`"],
    [{ output: "a", toolCalls: [] }, "unknown key `toolCalls`"],
    [{ output: "a", tool_calls: {} }, "`tool_calls`: expected a list of calls, got {}"],
    [{ output: "a", tool_calls: [{ arguments: {} }] }, "`tool_calls[0]`: expected a call with its `name`"],
    [{ output: "a", messages: ["hi"] }, "`messages[0]`: expected a message with its `role`"],
    [{ output: "a", messages: [{ content: "hi" }] }, "`messages[0].role` is missing"],
    [{ output: "a", usage: { input: -1 } }, "`usage.input` is no number of tokens"],
    [{ output: "a", usage: { input: 1.5 } }, "`usage.input` is no number of tokens"],
    [{ output: "a", usage: { prompt_tokens: "9" } }, "`usage.prompt_tokens` is no number of tokens"],
    [{ output: "a", usage: { output: 1e12 } }, "`usage.output` is no number of tokens"],
    [{ output: "a", cost_usd: "0.1" }, "`cost_usd`: expected a price in dollars"],
    [{ output: "a", cost_usd: 1e6 }, "`cost_usd`: expected a price in dollars"],
    [{ output: "a", ttft_ms: -1 }, "`ttft_ms`: expected milliseconds"],
    [{ output: [1, Infinity] }, "a number that is out of range"],
  ])("fails the app as %j", (answer, reason) => {
    expect(read(answer)).toEqual({ status: "app_error", reason: expect.stringContaining(reason) });
  });

  it("has a reason of one line, however long the error is", () => {
    const reply = read({ error: `\u001b[31mno\n\n${"order ".repeat(1e5)}` });
    expect(reply.status === "app_error" && reply.reason).toMatch(
      /^the app answered with an error: no order order .*…$/,
    );
    expect(reply.status === "app_error" && reply.reason.length).toBe(300);
  });

  it.each([["NaN"], ['{"id":"r","cost_usd":NaN}'], ["[]"], ["null"], [""]])("is no line %s", (line) => {
    expect(parseLine(line)).toBeUndefined();
  });
});
