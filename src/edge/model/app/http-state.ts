import { isJsonObject, type Json, type JsonObject } from "../../../experiment/json.ts";
import type { Usage } from "../../../experiment/trial.ts";
import { AppFailure } from "./app-failure.ts";
import { saidError } from "./http-error.ts";
import { readUsage } from "./read-usage.ts";

/**
 * What LangGraph's final state says: its messages after those that were sent, in the form of the chat API, the text of the last one, and
 * the tokens of all calls of a model where each one tells them. Throws an AppFailure for an error, which comes with the status 200, since
 * the status is sent before the graph has run.
 */
export function readState(state: Json, sent: readonly JsonObject[]): JsonObject {
  const isState = isJsonObject(state) && state["messages"] !== undefined && state["__error__"] === undefined;
  const error = isState ? undefined : saidError(state);
  if (error !== undefined) throw new AppFailure(error);
  const written = isJsonObject(state) ? state["messages"] : undefined;
  if (!Array.isArray(written))
    throw new AppFailure(
      "the final state has no `messages`; for another state write `response` instead of the preset",
    );
  const all = (written as readonly Json[])
    .filter(isJsonObject)
    .map((each) => ({ from: each, message: readMessage(each) }));
  const given = all.slice(
    countSent(
      all.map(({ message }) => message),
      sent,
    ),
  );
  const answers = given.filter(({ message }) => message["role"] === "assistant");
  const last = answers.at(-1);
  if (last === undefined)
    throw new AppFailure("the final state has no message of the assistant after the user's");
  const usage = sumUsage(answers.map(({ from }) => from));
  return { output: last.message["content"] ?? "", messages: given.map(({ message }) => message), ...usage };
}

const roles: Readonly<Record<string, string>> = {
  human: "user",
  HumanMessageChunk: "user",
  ai: "assistant",
  AIMessageChunk: "assistant",
  ToolMessageChunk: "tool",
  SystemMessageChunk: "system",
};

function readMessage(from: JsonObject): JsonObject {
  const written = from["role"] ?? from["type"];
  const role = typeof written === "string" ? (roles[written] ?? written) : "unknown";
  const { content = "", name, tool_call_id: callId } = from;
  const calls = [...listOf(from["tool_calls"]), ...listOf(from["invalid_tool_calls"])]
    .filter(isJsonObject)
    .map(readCall);
  return {
    role,
    content: role === "user" ? content : textOf(content),
    ...(typeof name === "string" && name !== "" ? { name } : {}),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(role === "tool" && typeof callId === "string" ? { tool_call_id: callId } : {}),
    ...(role === "tool" && from["status"] === "error" ? { error: true } : {}),
  };
}

/** Arguments that are not JSON come as the text that the model wrote. */
function readCall(call: JsonObject): JsonObject {
  if (isJsonObject(call["function"])) return call;
  const { id, name, args } = call;
  return {
    ...(typeof id === "string" ? { id } : {}),
    type: "function",
    function: {
      name: typeof name === "string" ? name : "",
      arguments: typeof args === "string" ? args : JSON.stringify(args ?? {}),
    },
  };
}

function textOf(content: Json): string {
  if (typeof content === "string") return content;
  return listOf(content)
    .map((part) =>
      isJsonObject(part) && typeof part["text"] === "string"
        ? part["text"]
        : typeof part === "string"
          ? part
          : "",
    )
    .join("");
}

/** How many messages at the start of the state are those that were sent. */
function countSent(messages: readonly JsonObject[], sent: readonly JsonObject[]): number {
  const isSame = (a: JsonObject | undefined, b: JsonObject): boolean =>
    a !== undefined && a["role"] === b["role"] && textOf(a["content"] ?? "") === textOf(b["content"] ?? "");
  return sent.length > 0 && sent.every((each, index) => isSame(messages[index], each)) ? sent.length : 0;
}

/** Unknown where one call does not tell them; the model is told where it is the same for all. */
function sumUsage(answers: readonly JsonObject[]): JsonObject {
  const readings = answers.map(({ usage_metadata: counts }) =>
    isJsonObject(counts) ? readUsage(counts) : undefined,
  );
  const models = new Set(answers.map(modelOf));
  const [model] = models.size === 1 ? models : [];
  const usages = readings.flatMap((reading) =>
    reading?.ok === true && reading.usage !== undefined ? [reading.usage] : [],
  );
  const sum = (key: keyof Usage): number => usages.reduce((total, usage) => total + (usage[key] ?? 0), 0);
  const isKnown = usages.length === answers.length;
  const isTold = (key: keyof Usage): boolean => usages.every((usage) => usage[key] !== undefined);
  const counts = isKnown
    ? {
        ...(isTold("input") ? { input: sum("input") } : {}),
        ...(isTold("output") ? { output: sum("output") } : {}),
        ...(usages.some(({ cacheRead }) => cacheRead !== undefined) ? { cache_read: sum("cacheRead") } : {}),
        ...(usages.some(({ cacheWrite }) => cacheWrite !== undefined)
          ? { cache_write: sum("cacheWrite") }
          : {}),
        ...(usages.some(({ reasoning }) => reasoning !== undefined) ? { reasoning: sum("reasoning") } : {}),
      }
    : {};
  const usage = { ...counts, ...(model === undefined ? {} : { model }) };
  return Object.keys(usage).length === 0 ? {} : { usage };
}

function modelOf({ response_metadata: metadata }: JsonObject): string | undefined {
  const { model_name: name, model } = isJsonObject(metadata) ? metadata : {};
  return [name, model].find((each) => typeof each === "string");
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
