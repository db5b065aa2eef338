import { APIError } from "openai/core/error";
import * as z from "zod/mini";
import type { ToolCall } from "../../experiment/case.ts";
import { type Answer, MalformedError, readArguments, usageOf } from "./answer.ts";
import { describeIssue } from "./read-chat.ts";

/** The Responses API: the reply, which a stream's last event holds as a whole. Keys that are not used may be anything. */

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const count = z.int().check(z.nonnegative());
const name = z.string().check(z.minLength(1));

const part = z.looseObject({
  type: z.string(),
  text: z.optional(z.string()),
  refusal: z.optional(z.string()),
});

const itemSchemas = {
  message: z.looseObject({ content: z.array(part) }),
  function_call: z.looseObject({ name, arguments: z.string(), call_id: z.optional(z.string()) }),
  custom_tool_call: z.looseObject({ name, input: z.string(), call_id: z.optional(z.string()) }),
};

const responseSchema = z.looseObject({
  status: z.optional(z.string()),
  model: nullish(z.string()),
  error: nullish(z.looseObject({ code: nullish(z.string()), message: nullish(z.string()) })),
  incomplete_details: nullish(z.looseObject({ reason: nullish(z.string()) })),
  output: z.array(z.looseObject({ type: z.string() })),
  usage: nullish(
    z.looseObject({
      input_tokens: nullish(count),
      output_tokens: nullish(count),
      input_tokens_details: nullish(
        z.looseObject({ cached_tokens: nullish(count), cache_write_tokens: nullish(count) }),
      ),
      output_tokens_details: nullish(z.looseObject({ reasoning_tokens: nullish(count) })),
    }),
  ),
});

type Response = z.infer<typeof responseSchema>;

/**
 * A finished reply of the Responses API. Throws a MalformedError where it is not finished or a key that is used has another type, and
 * the client's APIError where the provider says that it failed.
 */
export function readResponse(reply: unknown): Answer {
  const parsed = z.safeParse(responseSchema, reply);
  if (!parsed.success) throw new MalformedError(describeIssue("response", parsed.error));
  const { status = "completed", model, error, usage } = parsed.data;
  if (status === "failed" || status === "cancelled")
    throw new APIError(undefined, error ?? { code: status }, undefined, undefined);
  if (status !== "completed" && status !== "incomplete")
    throw new MalformedError("the response is not finished");
  const { texts, refusals, calls } = readItems(parsed.data.output);
  const [text, refusal] = [texts.join(""), refusals.join("")];
  if (texts.length + refusals.length + calls.length === 0 && status === "completed")
    throw new MalformedError("the response has neither a message nor a call");
  const output = text + refusal;
  return {
    ...(output === "" && calls.length > 0 ? {} : { output }),
    message: {
      role: "assistant",
      content: text,
      ...(refusal === "" ? {} : { refusal }),
      ...(calls.length === 0 ? {} : { tool_calls: calls.map(({ written }) => written) }),
      finish_reason: finishReasonOf(parsed.data, calls.length > 0),
    },
    toolCalls: calls.map(({ call }) => call),
    ...(usage
      ? {
          usage: usageOf({
            input: usage.input_tokens,
            cacheRead: usage.input_tokens_details?.cached_tokens,
            cacheWrite: usage.input_tokens_details?.cache_write_tokens,
            output: usage.output_tokens,
            reasoning: usage.output_tokens_details?.reasoning_tokens,
          }),
        }
      : {}),
    ...(model ? { model } : {}),
  };
}

/** In the words of the chat API. */
function finishReasonOf({ status, incomplete_details: details }: Response, hasCalls: boolean): string {
  if (status === "incomplete")
    return details?.reason === "max_output_tokens" ? "length" : (details?.reason ?? "incomplete");
  return hasCalls ? "tool_calls" : "stop";
}

type Call = { readonly call: ToolCall; readonly written: Record<string, string | Record<string, string>> };

function readItems(items: Response["output"]) {
  const texts: string[] = [];
  const refusals: string[] = [];
  const calls: Call[] = [];
  for (const item of items) {
    switch (item.type) {
      case "message":
        for (const { text, refusal } of readItem("message", item).content) {
          if (text !== undefined) texts.push(text);
          if (refusal !== undefined) refusals.push(refusal);
        }
        break;
      case "function_call":
        calls.push(callOfFunction(readItem("function_call", item)));
        break;
      case "custom_tool_call":
        calls.push(callOfCustom(readItem("custom_tool_call", item)));
        break;
      // Reasoning, and what the provider did itself (web search, ...): no part of the answer.
    }
  }
  return { texts, refusals, calls };
}

function readItem<K extends keyof typeof itemSchemas>(
  type: K,
  item: unknown,
): z.infer<(typeof itemSchemas)[K]> {
  const parsed = z.safeParse(itemSchemas[type], item);
  if (!parsed.success) throw new MalformedError(describeIssue(`\`${type}\` item`, parsed.error));
  return parsed.data as z.infer<(typeof itemSchemas)[K]>;
}

function callOfFunction(item: z.infer<typeof itemSchemas.function_call>): Call {
  return {
    call: { name: item.name, arguments: readArguments(item.arguments) },
    written: {
      ...(item.call_id === undefined ? {} : { id: item.call_id }),
      type: "function",
      function: { name: item.name, arguments: item.arguments },
    },
  };
}

function callOfCustom(item: z.infer<typeof itemSchemas.custom_tool_call>): Call {
  return {
    call: { name: item.name, arguments: { input: item.input } },
    written: {
      ...(item.call_id === undefined ? {} : { id: item.call_id }),
      type: "custom",
      custom: { name: item.name, input: item.input },
    },
  };
}
