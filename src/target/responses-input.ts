import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import { partsOf } from "./message.ts";

/** Messages of the chat API as items of the Responses API: a call and its result are items of their own there. */
export function responsesInput(messages: readonly JsonObject[]): readonly JsonObject[] {
  const customIds = new Set(
    messages.flatMap((message) =>
      chatCallsOf(message).flatMap((call) => ("custom" in call ? [call.id] : [])),
    ),
  );
  return messages.flatMap((message) => {
    const { role, tool_call_id: id = "" } = message;
    if (role === "tool") {
      const isCustom = typeof id === "string" && customIds.has(id);
      const type = isCustom ? "custom_tool_call_output" : "function_call_output";
      return [{ type, call_id: id, output: contentOf(message) }];
    }
    const said = contentOf(message);
    const calls = chatCallsOf(message).map(callItem);
    const isSilent = said.length === 0 && calls.length > 0;
    return [...(isSilent ? [] : [{ role: role ?? "", content: said }]), ...calls];
  });
}

function contentOf(message: JsonObject): string | readonly Json[] {
  const { content, role } = message;
  if (typeof content === "string") return content;
  return partsOf(message).map((part) => partItem(part, role === "assistant" ? "output_text" : "input_text"));
}

/** A part as `messageProblems` lets it pass and `sentInput` writes it. */
function partItem({ text = "", image_url: image, file }: JsonObject, type: string): JsonObject {
  if (isJsonObject(image)) return { type: "input_image", image_url: image["url"] ?? "", detail: "auto" };
  if (isJsonObject(file)) return { type: "input_file", ...file };
  return { type, text };
}

function chatCallsOf({ tool_calls: calls }: JsonObject): readonly ChatCall[] {
  return (calls ?? []) as readonly ChatCall[];
}

function callItem(call: ChatCall): JsonObject {
  if ("custom" in call) return { type: "custom_tool_call", call_id: call.id, ...call.custom };
  const { name, arguments: given } = call.function;
  return { type: "function_call", call_id: call.id, name, arguments: given };
}

/** As `messageProblems` has checked it, or as it came from the model. */
type ChatCall =
  | { readonly id: string; readonly function: { readonly name: string; readonly arguments: string } }
  | { readonly id: string; readonly custom: { readonly name: string; readonly input: string } };
