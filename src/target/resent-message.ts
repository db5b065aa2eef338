import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";

/** What a call is answered with, so that the conversation can go on: a model may not be told anything before each has an answer. */
const notCarriedOut = "not carried out: this gate records tool calls";

/**
 * What a model said, and an answer to each of its calls, which nobody carries out. `turn` is for the calls that came without an id: an
 * answer has to name its call.
 */
export function withAnswers(said: readonly JsonObject[], turn: number): readonly JsonObject[] {
  return said.flatMap((message) => {
    const calls = callsOf(message).map((call, index) => ({
      ...call,
      id: call["id"] ?? `call_${turn}_${index + 1}`,
    }));
    if (calls.length === 0) return [message];
    const answers = calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: notCarriedOut }));
    return [{ ...message, tool_calls: calls }, ...answers];
  });
}

/** A message of the conversation as a model is sent it again: what replies alone have, such as why they ended, is refused in requests. */
export function resent(message: JsonObject): JsonObject {
  const { role, content, refusal } = message;
  if (role !== "assistant") return message;
  const calls = callsOf(message);
  const text = `${typeof content === "string" ? content : ""}${typeof refusal === "string" ? refusal : ""}`;
  return {
    role,
    content: text === "" && calls.length > 0 ? null : text,
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(withType) }),
  };
}

/** Some servers leave it out, and want it. */
function withType(call: JsonObject): JsonObject {
  return { type: "custom" in call ? "custom" : "function", ...call };
}

function callsOf({ tool_calls: calls }: JsonObject): readonly JsonObject[] {
  return Array.isArray(calls) ? (calls as readonly Json[]).filter(isJsonObject) : [];
}
