import type { ToolCall } from "../../experiment/case.ts";
import { isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { Trial } from "../../experiment/trial.ts";
import { readStrictJson, textOf } from "../output.ts";
import { quote, quoteNames } from "../quote.ts";

/** The calls that a trial made. `absent`: nothing was recorded that could show a call, which is not the same as no call. */
export type CallsReading =
  | { readonly state: "read"; readonly calls: readonly ToolCall[] }
  | { readonly state: "malformed"; readonly reason: string }
  | { readonly state: "absent" };

/**
 * Reads the calls from `tool_calls` of the trial, else from its messages: `tool_calls` and `function_call` of assistant messages
 * (OpenAI), content parts of type `tool_use` (Anthropic). Arguments that are text are parsed as JSON; "" means none are passed.
 */
export function readCalls(trial: Trial): CallsReading {
  if (trial.toolCalls !== undefined) return readAll(trial.toolCalls);
  if (trial.messages === undefined || trial.messages.length === 0) return { state: "absent" };
  return readAll(trial.messages.filter((message) => message["role"] === "assistant").flatMap(callsOfMessage));
}

type RawCall = { readonly name?: Json; readonly arguments?: Json };

function callsOfMessage(message: JsonObject): readonly RawCall[] {
  const listed = Array.isArray(message["tool_calls"]) ? (message["tool_calls"] as readonly Json[]) : [];
  const single = isJsonObject(message["function_call"]) ? [message["function_call"]] : [];
  const parts = Array.isArray(message["content"]) ? (message["content"] as readonly Json[]) : [];
  const used = parts.filter((part): part is JsonObject => isJsonObject(part) && part["type"] === "tool_use");
  return [...listed, ...single, ...used].map(rawCall);
}

function rawCall(call: Json): RawCall {
  if (!isJsonObject(call)) return {};
  const source = isJsonObject(call["function"]) ? call["function"] : call;
  const given = source["arguments"] ?? source["input"];
  return {
    ...(source["name"] === undefined ? {} : { name: source["name"] }),
    ...(given === undefined ? {} : { arguments: given }),
  };
}

function readAll(raw: readonly RawCall[]): CallsReading {
  const calls: ToolCall[] = [];
  for (const { name, arguments: given } of raw) {
    if (typeof name !== "string") return { state: "malformed", reason: "a tool call has no name" };
    if (given === undefined) {
      calls.push({ name });
      continue;
    }
    const parsed = readStrictJson(typeof given === "string" && given.trim() === "" ? {} : given);
    if (!parsed.ok) {
      return {
        state: "malformed",
        reason: `the arguments of ${quoteNames([name])} are not JSON: ${quote(textOf(given))}`,
      };
    }
    calls.push({ name, arguments: parsed.value });
  }
  return { state: "read", calls };
}
