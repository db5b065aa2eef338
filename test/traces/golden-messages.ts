import { isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";

/** What Langfuse's own conversion made of each observation (`*.chatml.json`), and our messages, in one form to be compared in. */

/**
 * The messages of one side. Undefined where Langfuse could not convert it (`success: false`), or where none has a role: it makes a message
 * of anything in a list, such as the Python reprs that agno gives, and of the result of a tool that BeeAI tells of an agent.
 */
export function goldenSide(side: Json | undefined): readonly JsonObject[] | undefined {
  if (side === undefined) return [];
  const messages = goldenData(side)?.filter((message) => message["role"] !== undefined);
  return messages?.length === 0 ? undefined : messages;
}

/** What a tool gave back. Langfuse makes an empty message of a text, and of the {} that Google ADK writes in another place. */
export function goldenResults(side: Json | undefined): readonly Json[] | undefined {
  const results = goldenData(side)?.map((message) => message["json"] ?? message);
  return results?.every((result) => Object.keys(result as JsonObject).length > 0) ? results : undefined;
}

function goldenData(side: Json | undefined): readonly JsonObject[] | undefined {
  const isConverted = isJsonObject(side) && side["success"] === true && Array.isArray(side["data"]);
  return isConverted ? (side["data"] as readonly JsonObject[]) : undefined;
}

/** A message of either, without what is a matter of form. */
export function plain(message: JsonObject): JsonObject {
  const json = message["json"];
  // Langfuse leaves a choice, and a text that is not called content, as it found them.
  const inner = isJsonObject(json) && isJsonObject(json["message"]) ? json["message"] : undefined;
  if (inner !== undefined) return plain(inner);
  const text = isJsonObject(json) && message["content"] === undefined ? json["text"] : undefined;
  const content = text ?? message["content"] ?? "";
  const parts = Array.isArray(content) ? (content as readonly Json[]).filter(isJsonObject) : [];
  const calls = [
    ...((message["tool_calls"] ?? []) as readonly JsonObject[]),
    ...parts.filter(({ type }) => type === "tool_use"),
  ];
  // Gemini's results are in messages of the user, whom they do not come from.
  const isResult = message["role"] === "user" && typeof content === "string" && content.startsWith('{"');
  return {
    role: message["role"] === "model" ? "assistant" : isResult ? "tool" : (message["role"] ?? ""),
    text: Array.isArray(content)
      ? parts.flatMap(({ text: one }) => (typeof one === "string" ? [one] : [])).join("")
      : content,
    calls: calls.map((call) => {
      const { name, arguments: given, input } = (call["function"] ?? call) as JsonObject;
      return { name: name ?? "", id: call["id"] ?? "", arguments: parse(given ?? input ?? "") };
    }),
    answers: message["tool_call_id"] ?? "",
  };
}

function parse(value: Json): Json {
  try {
    return typeof value === "string" ? (JSON.parse(value) as Json) : value;
  } catch {
    return value;
  }
}
