import type { AppRequest } from "../experiment/app-call.ts";
import type { Json, JsonObject } from "../experiment/json.ts";

type Question = Pick<AppRequest, "input" | "context" | "script">;

/**
 * The conversation up to this turn and what the user says in it, in the form of the chat API. Undefined for an input that is an object,
 * which nobody says.
 */
export function conversationOf({ input, script }: Question): readonly JsonObject[] | undefined {
  if (typeof input === "string") return [...(script?.messages ?? []), { role: "user", content: input }];
  return Array.isArray(input) ? (input as readonly JsonObject[]) : undefined;
}

/** What is sent where the gate file writes no body: the keys of the protocol of a command. */
export function plainBody(
  { input, context, script }: Question,
  params: JsonObject | undefined,
  session: Json,
): JsonObject {
  return {
    input,
    ...(context === undefined ? {} : { context }),
    ...(params === undefined ? {} : { params }),
    ...(script === undefined
      ? {}
      : { session, turn: script.turn, turns: script.turns, messages: script.messages }),
  };
}

/** What a preset sends. `params` are the other keys of its request. */
export function presetBody(
  preset: "openai" | "langgraph",
  messages: readonly JsonObject[],
  { params, stream }: { readonly params: JsonObject; readonly stream: boolean },
): JsonObject {
  if (preset === "langgraph") return { ...params, input: { messages } };
  return { ...params, messages, ...(stream ? { stream, stream_options: { include_usage: true } } : {}) };
}
