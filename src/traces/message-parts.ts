import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { listOf, member } from "./read-attributes.ts";

type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "call"; readonly call: JsonObject }
  | { readonly kind: "result"; readonly message: JsonObject }
  | { readonly kind: "hidden" }
  | { readonly kind: "other"; readonly part: Json };

/** One message of these parts, and one for each result of a tool among them. */
export function messageOf(
  about: JsonObject & { readonly role: string },
  given: readonly Json[],
  fallback: string,
): readonly JsonObject[] {
  const parts = given.map((one) => partOf(one) ?? ({ kind: "other", part: one } as const));
  const results = parts.flatMap((part) => (part.kind === "result" ? [part.message] : []));
  const calls = parts.flatMap((part) => (part.kind === "call" ? [part.call] : []));
  const said = parts.flatMap((part): readonly Json[] => {
    if (part.kind === "text") return part.text === "" ? [] : [{ type: "text", text: part.text }];
    return part.kind === "other" ? [part.part] : [];
  });
  const first = said[0];
  const text = member(first, "text");
  const isText =
    said.length === 0 || (said.length === 1 && member(first, "type") === "text" && typeof text === "string");
  const content = isText
    ? (text ?? "")
    : about.role === "tool"
      ? resultText(said.length === 1 ? (first ?? "") : said)
      : said;
  if (said.length === 0 && calls.length === 0 && results.length > 0) return results;
  const id = member(about, "tool_call_id", "toolCallId", ...(about.role === "tool" ? ["id"] : []));
  const name = member(about, "name");
  const { role } = about;
  const message: JsonObject = {
    role: calls.length > 0 ? "assistant" : role === "" ? fallback : role,
    content,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(role === "tool" && typeof id === "string" ? { tool_call_id: id } : {}),
    ...(typeof name === "string" ? { name } : {}),
    ...(role === "tool" && hasFailed(about) ? { error: true } : {}),
  };
  return [message, ...results];
}

function hasFailed(value: JsonObject): boolean {
  const type = member(value["output"], "type");
  return (
    value["is_error"] === true ||
    value["isError"] === true ||
    value["error"] === true ||
    value["status"] === "error" ||
    (typeof type === "string" && type.startsWith("error"))
  );
}

/** A part of a message, of whichever API. Undefined where it is none that is known. */
export function partOf(part: Json): Part | undefined {
  if (typeof part === "string") return { kind: "text", text: part };
  if (!isJsonObject(part)) return undefined;
  const inner = member(
    part,
    "message_content",
    "function_call",
    "functionCall",
    "function_response",
    "functionResponse",
  );
  if (isJsonObject(inner)) {
    if (member(part, "message_content") !== undefined) return partOf(inner);
    const isCall = member(part, "function_call", "functionCall") !== undefined;
    return isCall ? callPart(inner) : resultPart(inner);
  }
  const type = part["type"];
  if (typeof type !== "string") return untypedPart(part);
  if (["text", "input_text", "output_text", "refusal"].includes(type)) {
    const text = member(part, "text", "content", "refusal");
    return { kind: "text", text: typeof text === "string" ? text : "" };
  }
  if (["reasoning", "thinking", "redacted_thinking"].includes(type)) return { kind: "hidden" };
  if (
    [
      "tool_call",
      "tool_use",
      "tool-call",
      "function",
      "function_call",
      "server_tool_call",
      "server_tool_use",
    ].includes(type)
  )
    return callPart(part);
  if (
    [
      "tool_call_response",
      "tool_result",
      "tool-result",
      "function_call_output",
      "server_tool_call_response",
    ].includes(type)
  )
    return resultPart(part);
  return { kind: "other", part };
}

function untypedPart(part: JsonObject): Part | undefined {
  if (member(part, "toolName") !== undefined)
    return member(part, "result", "output") === undefined ? callPart(part) : resultPart(part);
  if (isJsonObject(part["function"])) return callPart(part);
  if (typeof part["text"] === "string")
    return part["thought"] === true ? { kind: "hidden" } : { kind: "text", text: part["text"] };
  return undefined;
}

function callPart(part: JsonObject): Part | undefined {
  const inner = isJsonObject(part["function"]) ? part["function"] : part;
  const name = member(inner, "name", "toolName");
  if (typeof name !== "string") return undefined;
  const id = member(part, "id", "call_id", "toolCallId");
  const args = ["arguments", "args", "input"].map((key) =>
    Object.hasOwn(inner, key) ? inner[key] : undefined,
  );
  const given = args.find((one) => one !== undefined && one !== null);
  const text = given === undefined || typeof given === "string" ? given : JSON.stringify(given);
  return {
    kind: "call",
    call: {
      ...(typeof id === "string" ? { id } : {}),
      type: "function",
      function: { name, ...(text === undefined ? {} : { arguments: text }) },
    },
  };
}

function resultPart(part: JsonObject): Part {
  const id = member(part, "id", "call_id", "tool_use_id", "toolCallId");
  const name = member(part, "name", "toolName");
  const given = member(part, "response", "result", "output", "content");
  const type = member(given, "type");
  const value =
    typeof type === "string" && /^(error-)?(text|json)$|^content$/.test(type)
      ? (member(given, "value") ?? "")
      : given;
  return {
    kind: "result",
    message: {
      role: "tool",
      content: resultText(value ?? ""),
      ...(typeof id === "string" ? { tool_call_id: id } : {}),
      ...(typeof name === "string" ? { name } : {}),
      ...(hasFailed(part) ? { error: true } : {}),
    },
  };
}

/** What a tool gave back, as the text that a model is shown: JSON, but for text and for parts of text. */
export function resultText(value: Json): string {
  if (typeof value === "string") return value;
  const parts = listOf(value) ?? listOf(member(value, "content"));
  const texts = parts?.map((part) => (member(part, "type") === "text" ? member(part, "text") : undefined));
  return texts !== undefined && texts.length > 0 && texts.every((text) => typeof text === "string")
    ? texts.join("")
    : JSON.stringify(value);
}
