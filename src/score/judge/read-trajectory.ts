import type { ToolCall } from "../../experiment/case.ts";
import { isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { Trial } from "../../experiment/trial.ts";

/**
 * What the application did to get to its output, as steps: `{ user }`, `{ assistant }`, `{ call, name, arguments }` and
 * `{ result_of, content }`, `call` being a number from 1. In the form of OpenAI (`tool_calls`, `function_call`, role `tool`) or Anthropic
 * (`tool_use`, `tool_result`). System messages are left out, since they may tell which arm it is, and so are the ids of calls, which differ
 * from trial to trial. Arguments stay as they came: parsing a text could hide that a key is there twice. Undefined where the trial records
 * neither calls nor messages, which is not the same as having made no call.
 */
export function readTrajectory({
  messages = [],
  toolCalls,
}: Pick<Trial, "messages" | "toolCalls">): Json | undefined {
  if (messages.length === 0 && toolCalls === undefined) return undefined;
  const told = messages.flatMap(partsOfMessage);
  const isCalled = told.some(({ kind }) => kind === "call");
  const listed = isCalled ? [] : (toolCalls ?? []).map(partOfCall);
  return number([...listed, ...told]);
}

type Part =
  | { readonly kind: "said"; readonly by: "user" | "assistant"; readonly content: Json }
  | { readonly kind: "call"; readonly id?: Json; readonly call: JsonObject }
  | { readonly kind: "result"; readonly of?: Json; readonly content: Json };

/** Numbers the calls, and names each result by the number of its call: of those with its id the last before it. */
function number(parts: readonly Part[]): Json {
  const numberById = new Map<Json, number>();
  let calls = 0;
  return parts.map((part): Json => {
    if (part.kind === "said") return { [part.by]: part.content };
    if (part.kind === "result") {
      const call = part.of === undefined ? undefined : numberById.get(part.of);
      return { result_of: call ?? "unknown", content: part.content };
    }
    calls += 1;
    if (part.id !== undefined) numberById.set(part.id, calls);
    return { call: calls, ...part.call };
  });
}

function partsOfMessage(message: JsonObject): readonly Part[] {
  const { role, content = "" } = message;
  if (role === "tool" || role === "function")
    return [{ kind: "result", ...whose(message["tool_call_id"]), content: shownContent(content) }];
  if (role !== "user" && role !== "assistant") return [];
  const parts = Array.isArray(content) ? (content as readonly Json[]) : [content];
  const listed = Array.isArray(message["tool_calls"]) ? (message["tool_calls"] as readonly Json[]) : [];
  const single = message["function_call"] === undefined ? [] : [message["function_call"]];
  return [
    ...parts.flatMap((part) => partsOfContent(role, part)),
    // What a user's message says of calls is something that was said.
    ...(role === "assistant" ? [...listed, ...single].filter(isJsonObject).map(callOf) : []),
  ];
}

function partsOfContent(role: "user" | "assistant", part: Json): readonly Part[] {
  if (part === "" || part === null) return [];
  if (isJsonObject(part)) {
    if (part["type"] === "tool_use" && role === "assistant") return [callOf(part)];
    if (part["type"] === "tool_result")
      return [
        { kind: "result", ...whose(part["tool_use_id"]), content: shownContent(part["content"] ?? "") },
      ];
  }
  return [{ kind: "said", by: role, content: shownContent(part) }];
}

function callOf(call: JsonObject): Part {
  const source = isJsonObject(call["function"]) ? call["function"] : call;
  const given = source["arguments"] ?? source["input"];
  const { id } = call;
  return {
    kind: "call",
    ...(id === undefined ? {} : { id }),
    call: { name: source["name"] ?? null, ...(given === undefined ? {} : { arguments: given }) },
  };
}

function partOfCall({ name, arguments: given }: ToolCall): Part {
  return { kind: "call", call: { name, ...(given === undefined ? {} : { arguments: given }) } };
}

function whose(id: Json | undefined): { readonly of?: Json } {
  return id === undefined ? {} : { of: id };
}

/** Texts as they are; what a judge is not sent, such as an image, by its type alone. */
function shownContent(content: Json): Json {
  if (Array.isArray(content)) return content.map((part: Json) => shownContent(part));
  if (!isJsonObject(content)) return content;
  const { type, text } = content;
  if (typeof text === "string") return text;
  return typeof type === "string" ? { not_shown: type } : content;
}
