import type { ToolCall } from "../../../experiment/case.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../experiment/json.ts";
import { readArguments } from "../answer.ts";

/**
 * A call of a tool in any of its usual forms: `{name, arguments}`, `{function: {name, arguments}}` (OpenAI), `{name, args}` (LangChain),
 * `{name, input}` (Anthropic). Arguments that are text are parsed. Undefined where it has no name.
 */
export function readCall(call: Json): ToolCall | undefined {
  if (!isJsonObject(call)) return undefined;
  const source = [call["function"], call["custom"], call].find(isJsonObject) ?? call;
  const { name } = source;
  if (typeof name !== "string" || name === "") return undefined;
  const given = source["arguments"] ?? source["args"] ?? source["input"];
  if (given === undefined || given === null) return { name };
  return { name, arguments: typeof given === "string" ? readArguments(given) : given };
}

/**
 * The calls in the assistant's messages: `tool_calls`, `function_call` and content of the type `tool_use`. Undefined where there are no
 * messages, and where one of the calls has no name: then the messages themselves show what went wrong.
 */
export function callsOfMessages(messages: readonly JsonObject[]): readonly ToolCall[] | undefined {
  if (messages.length === 0) return undefined;
  const calls = messages
    .filter(({ role }) => role === "assistant")
    .flatMap(writtenCalls)
    .map(readCall);
  return calls.every((call) => call !== undefined) ? calls : undefined;
}

function writtenCalls({ tool_calls: listed, function_call: single, content }: JsonObject): readonly Json[] {
  return [
    ...listOf(listed),
    ...(isJsonObject(single) ? [single] : []),
    ...listOf(content).filter((part) => isJsonObject(part) && part["type"] === "tool_use"),
  ];
}

/** What the assistant said last; undefined where it said nothing. */
export function lastText(messages: readonly JsonObject[]): string | undefined {
  const content = messages.findLast(({ role }) => role === "assistant")?.["content"];
  if (typeof content === "string") return content;
  const texts = listOf(content).flatMap((part) =>
    isJsonObject(part) && typeof part["text"] === "string" ? [part["text"]] : [],
  );
  return texts.length === 0 ? undefined : texts.join("");
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
