import * as z from "zod/mini";
import type { ToolCall } from "../../experiment/case.ts";
import type { JsonObject } from "../../experiment/json.ts";
import { type Answer, MalformedError, readArguments, usageOf } from "./answer.ts";

/** Chat Completions: the reply, and the chunks of a stream. Keys that are not used may be anything, and are not kept. */

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const count = z.int().check(z.nonnegative());
const part = z.object({ text: nullish(z.string()) });

export const chatUsageSchema = z.object({
  prompt_tokens: nullish(count),
  completion_tokens: nullish(count),
  prompt_tokens_details: nullish(
    z.object({ cached_tokens: nullish(count), cache_write_tokens: nullish(count) }),
  ),
  completion_tokens_details: nullish(z.object({ reasoning_tokens: nullish(count) })),
});

const functionCall = z.object({ name: z.string().check(z.minLength(1)), arguments: z.string() });

const toolCall = z.union([
  z.object({ id: z.optional(z.string()), type: z.optional(z.literal("function")), function: functionCall }),
  z.object({
    id: z.optional(z.string()),
    type: z.literal("custom"),
    custom: z.object({ name: z.string().check(z.minLength(1)), input: z.string() }),
  }),
]);

const chatSchema = z.object({
  model: nullish(z.string()),
  choices: z.array(
    z.object({
      message: z.object({
        content: nullish(z.union([z.string(), z.array(part)])),
        refusal: nullish(z.string()),
        tool_calls: nullish(z.array(toolCall)),
        function_call: nullish(functionCall),
      }),
      finish_reason: nullish(z.string()),
    }),
  ),
  usage: nullish(chatUsageSchema),
});

type Chat = z.infer<typeof chatSchema>;
export type ChatUsage = z.infer<typeof chatUsageSchema>;

/** The first choice of a Chat Completions reply. Throws a MalformedError where there is none, or a key that is used has another type. */
export function readChat(reply: unknown): Answer {
  const parsed = z.safeParse(chatSchema, reply);
  if (!parsed.success) throw new MalformedError(describeIssue("chat completion", parsed.error));
  const { model, choices, usage } = parsed.data;
  const [choice] = choices;
  if (choice === undefined) throw new MalformedError("the chat completion has no choice");
  const { content, refusal, tool_calls: calls, function_call: single } = choice.message;
  if ([content, refusal, calls, single].every((value) => value === undefined))
    throw new MalformedError("the message has neither `content` nor `tool_calls`");
  const toolCalls = [...(calls ?? []).map(readCall), ...(single ? [readFunction(single)] : [])];
  const text = textOf(content) + (refusal ?? "");
  return {
    ...(text === "" && toolCalls.length > 0 ? {} : { output: text }),
    message: messageOf(choice),
    toolCalls,
    ...(usage ? { usage: readChatUsage(usage) } : {}),
    ...(model ? { model } : {}),
  };
}

/** Counts by their meaning; `input` includes what was read from and written to the cache, `output` the reasoning. */
export function readChatUsage(usage: ChatUsage): NonNullable<Answer["usage"]> {
  return usageOf({
    input: usage.prompt_tokens,
    cacheRead: usage.prompt_tokens_details?.cached_tokens,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens,
  });
}

type Choice = Chat["choices"][number];
type Message = Choice["message"];

function textOf(content: Message["content"]): string {
  if (Array.isArray(content)) return content.map(({ text }) => text ?? "").join("");
  return content ?? "";
}

function readCall(call: z.infer<typeof toolCall>): ToolCall {
  if ("custom" in call) return { name: call.custom.name, arguments: { input: call.custom.input } };
  return readFunction(call.function);
}

function readFunction({ name, arguments: written }: z.infer<typeof functionCall>): ToolCall {
  return { name, arguments: readArguments(written) };
}

function messageOf({ message, finish_reason: finishReason }: Choice): JsonObject {
  return {
    role: "assistant",
    content: textOf(message.content),
    ...(message.refusal ? { refusal: message.refusal } : {}),
    ...(message.tool_calls?.length ? { tool_calls: message.tool_calls as unknown as JsonObject[] } : {}),
    ...(message.function_call ? { function_call: message.function_call } : {}),
    ...(finishReason ? { finish_reason: finishReason } : {}),
  };
}

/** Where a reply first differs from what is promised. Shows no value. */
export function describeIssue(what: string, error: z.core.$ZodError): string {
  const path = error.issues[0]?.path.map(String).join(".") ?? "";
  return path === "" ? `the reply is no ${what}` : `\`${path}\` of the ${what} is missing or of another type`;
}
