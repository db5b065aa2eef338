import type { Json, JsonObject } from "../experiment/json.ts";
import { partsOf } from "./message.ts";

/** Messages of the chat API as items of the Responses API: a call and its result are items of their own there. */
export function responsesInput(messages: readonly JsonObject[]): readonly JsonObject[] {
  return messages.flatMap((message) => {
    const { role, tool_call_id } = message;
    if (role === "tool")
      return [{ type: "function_call_output", call_id: tool_call_id ?? "", output: contentOf(message) }];
    const said = contentOf(message);
    const isSilent = said.length === 0 && callsOf(message).length > 0;
    return [...(isSilent ? [] : [{ role: role ?? "", content: said }]), ...callsOf(message)];
  });
}

function contentOf(message: JsonObject): string | readonly Json[] {
  const { content, role } = message;
  if (typeof content === "string") return content;
  const type = role === "assistant" ? "output_text" : "input_text";
  return partsOf(message).map(({ text = "" }) => ({ type, text }));
}

function callsOf({ tool_calls: calls }: JsonObject): readonly JsonObject[] {
  return ((calls ?? []) as readonly ChatCall[]).map(({ id, function: { name, arguments: given } }) => ({
    type: "function_call",
    call_id: id,
    name,
    arguments: given,
  }));
}

/** As `messageProblems` has checked it. */
type ChatCall = {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
};
