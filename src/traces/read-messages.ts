import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { messageOf, partOf } from "./message-parts.ts";
import { listOf, member, parsed } from "./read-attributes.ts";

/**
 * Messages in the form of the chat API (`role`, `content`, `tool_calls`, `tool_call_id`, `name`, `error`) from whatever form they have:
 * chat and Responses API, parts of the OpenTelemetry conventions, Anthropic, Gemini, Vercel AI, OpenInference, LangChain; alone, in a
 * list, or inside a request or reply. `role` is that of a message that names none. Undefined where it is no message.
 */
export function readMessages(
  value: Json | undefined,
  role: "user" | "assistant",
): readonly JsonObject[] | undefined {
  const found = value === undefined ? undefined : readAny(value, role, 0);
  return found === undefined || found.length === 0 ? undefined : found;
}

const deepest = 8;

function readAny(value: Json, role: string, depth: number): readonly JsonObject[] | undefined {
  if (depth > deepest) return undefined;
  const list = listOf(value);
  if (list !== undefined) return readList(list, role, depth);
  return isJsonObject(value) ? readObject(value, role, depth) : undefined;
}

function readList(list: readonly Json[], role: string, depth: number): readonly JsonObject[] | undefined {
  if (list.length > 0 && list.every((one) => partOf(one)?.kind === "call"))
    return messageOf({ role: "assistant" }, list, role);
  const read = list.map((one) => readAny(one, role, depth + 1));
  return read.every((one) => one !== undefined) ? read.flat() : undefined;
}

/** Members of a request or reply that hold its messages. */
const holders: readonly (readonly [key: string, role: string])[] = [
  ["messages", "user"],
  ["choices", "assistant"],
  ["candidates", "assistant"],
  ["generations", "assistant"],
  ["contents", "user"],
];

function readObject(value: JsonObject, role: string, depth: number): readonly JsonObject[] | undefined {
  for (const [key, roleInside] of holders) {
    const inside = member(value, key);
    if (inside === undefined || (key === "contents" && member(value, "role") !== undefined)) continue;
    const held = typeof inside === "string" ? [{ role: roleInside, content: inside }] : listOf(inside);
    const read = held === undefined ? undefined : readList(held, roleInside, depth);
    return read === undefined ? undefined : [...systemOf(value), ...read];
  }
  const wrapped = wrappedOf(value);
  if (wrapped !== undefined) return readAny(wrapped, role, depth + 1);
  return readMessage(value, role) ?? readReply(value, role, depth);
}

/** What stands one level deeper: a choice, a candidate, a serialised LangChain message. */
function wrappedOf(value: JsonObject): Json | undefined {
  const inner = member(value, "message");
  if (isJsonObject(inner)) return inner;
  const content = member(value, "content");
  if (isJsonObject(content) && listOf(content["parts"]) !== undefined) return content;
  const kwargs = member(value, "kwargs", "data");
  const kind = member(value, "type") === "constructor" ? listOf(value["id"])?.at(-1) : value["type"];
  if (!isJsonObject(kwargs) || typeof kind !== "string") return undefined;
  return { ...kwargs, type: kind.replace(/Message(Chunk)?$/, "").toLowerCase() };
}

/** The system prompt that stands beside the messages of a request. */
function systemOf(value: JsonObject): readonly JsonObject[] {
  const beside = member(value, "system", "system_instruction", "instructions");
  const found = beside ?? member(member(value, "config"), "system_instruction", "systemInstruction");
  return found === undefined ? [] : readSystem(found);
}

/** A system prompt that stands apart: text, or parts. */
export function readSystem(value: Json): readonly JsonObject[] {
  const parts = listOf(value) ?? listOf(member(value, "parts"));
  return messageOf({ role: "system" }, parts ?? [value], "system");
}

const roles: Readonly<Record<string, string>> = {
  model: "assistant",
  ai: "assistant",
  aimessage: "assistant",
  assistant: "assistant",
  human: "user",
  user: "user",
  system: "system",
  developer: "developer",
  tool: "tool",
  function: "tool",
};

function roleOf(value: Json | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const key = value.toLowerCase();
  return Object.hasOwn(roles, key) ? roles[key] : undefined;
}

function readMessage(value: JsonObject, fallback: string): readonly JsonObject[] | undefined {
  const type = value["type"];
  if (type === "reasoning") return [];
  if (type === "function_call" || type === "function_call_output")
    return messageOf({ role: "assistant" }, [value], fallback);
  const role = roleOf(value["role"]) ?? roleOf(type) ?? roleOf(eventRole(value["event.name"]));
  if (role === undefined) return undefined;
  const content = member(value, "content", "parts", "contents", "blocks", "text") ?? "";
  const parts = listOf(content) ?? [content];
  return messageOf({ ...value, role }, [...parts, ...callsOf(value)], fallback);
}

/** Calls beside the content. LangChain keeps those apart whose arguments are no JSON. */
function callsOf(value: JsonObject): readonly Json[] {
  const lists = [member(value, "tool_calls", "toolCalls"), member(value, "invalid_tool_calls")];
  const calls = lists.flatMap((list) => listOf(parsed(list ?? [])) ?? []);
  const single = member(value, "function_call");
  return [...calls, ...(single === undefined ? [] : [single])].flatMap((call) => {
    const inner = member(call, "tool_call") ?? call;
    return isJsonObject(inner) ? [{ ...inner, type: "function" }] : [];
  });
}

/** `gen_ai.user.message`. */
function eventRole(name: Json | undefined): string | undefined {
  return typeof name === "string" ? /^gen_ai\.(\w+)\.message$/.exec(name)?.[1] : undefined;
}

/** Replies without a role: of the Responses API, of Vercel AI, of a completion; prompts of Vercel AI. */
function readReply(value: JsonObject, role: string, depth: number): readonly JsonObject[] | undefined {
  const output = listOf(value["output"]);
  if (output !== undefined && member(value, "object") === "response")
    return joined(readList(output, "assistant", depth + 1));
  const prompt = member(value, "prompt");
  if (prompt !== undefined) {
    const read =
      typeof prompt === "string"
        ? [{ role: "user", content: prompt }]
        : readAny(parsed(prompt), role, depth + 1);
    return read === undefined ? undefined : [...systemOf(value), ...read];
  }
  if (listOf(value["parts"]) !== undefined) return messageOf({ role }, listOf(value["parts"]) ?? [], role);
  const calls = callsOf(value);
  const text = member(value, "text");
  const isReply = calls.length > 0 || (typeof text === "string" && role === "assistant");
  return isReply
    ? messageOf({ role: "assistant" }, [...(text === undefined ? [] : [text]), ...calls], role)
    : undefined;
}

/** The items of one reply of the Responses API as one message. */
function joined(items: readonly JsonObject[] | undefined): readonly JsonObject[] | undefined {
  if (items === undefined || items.some((item) => item["role"] !== "assistant")) return items;
  const contents = items.map((item) => item["content"] ?? "").filter((content) => content !== "");
  const calls = items.flatMap((item) => listOf(item["tool_calls"]) ?? []);
  return messageOf(
    { role: "assistant" },
    [...contents.flatMap((content) => listOf(content) ?? [content]), ...calls],
    "assistant",
  );
}
