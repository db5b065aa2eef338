import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { listOf, member } from "./read-attributes.ts";
import type { PairedCall } from "./pair-tools.ts";
import type { Turn } from "./read-conversation.ts";
import { resultText } from "./message-parts.ts";
import type { ToolRun } from "./trace.ts";

/**
 * The turns as messages of the chat API: each call of a tool has an id, each result names its call, results that only spans tell stand
 * after their call, and those of failed tools have `error: true`.
 */
export function completeMessages(
  turns: readonly Turn[],
  paired: readonly PairedCall[],
): readonly JsonObject[] {
  const runByWritten = new Map<Json, ToolRun>();
  for (const { asked, run } of paired) if (asked !== undefined) runByWritten.set(asked.written, run);
  const answered = new Set(turns.map(({ message }) => member(message, "tool_call_id")));
  const ids = new Set(
    turns.flatMap(({ message }) => writtenCalls(message).map((call) => member(call, "id"))),
  );
  const messages: JsonObject[] = [];
  let open: readonly OpenCall[] = [];
  let count = 0;
  const answerOpen = (): void => {
    messages.push(...open.flatMap((call) => (call.isAnswered ? [] : resultOf(call))));
    open = [];
  };
  for (const { message, talk, isHistory } of turns) {
    const { agentPath } = talk.node;
    const agent = agentPath === undefined || isHistory === true ? {} : { agent: agentPath };
    if (message["role"] === "tool") {
      const call = takeCall(open, message);
      open = open.filter((one) => one !== call);
      const failed = call?.run?.error === undefined ? {} : { error: true };
      messages.push({
        ...message,
        ...(call === undefined ? {} : { tool_call_id: call.id }),
        ...failed,
        ...agent,
      });
      continue;
    }
    answerOpen();
    const calls = writtenCalls(message).map((written) => {
      count++;
      const given = member(written, "id");
      const id = typeof given === "string" ? given : freeId(ids, count);
      ids.add(id);
      const run = runByWritten.get(written);
      const name = member(member(written, "function"), "name");
      const isAnswered = given !== undefined && answered.has(given);
      open = [
        ...open,
        {
          id,
          name: typeof name === "string" ? name : "",
          isAnswered,
          agent,
          ...(run === undefined ? {} : { run }),
        },
      ];
      return { ...written, id };
    });
    const isSaid = message["role"] === "assistant";
    messages.push({
      ...message,
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
      ...(isSaid ? agent : {}),
    });
  }
  answerOpen();
  return messages;
}

type OpenCall = {
  readonly id: string;
  readonly name: string;
  readonly run?: ToolRun;
  /** A message further on names its id. */
  readonly isAnswered: boolean;
  readonly agent: { readonly agent?: string };
};

function writtenCalls(message: JsonObject): readonly JsonObject[] {
  return (listOf(message["tool_calls"]) ?? []).filter(isJsonObject);
}

/** The message that the framework gave the model, as far as the span of the run tells. */
function resultOf({ id, name, run, agent }: OpenCall): readonly JsonObject[] {
  if (run?.result === undefined && run?.error === undefined) return [];
  const content = run.result === undefined ? (run.error ?? "") : resultText(run.result);
  const failed = run.error === undefined ? {} : { error: true };
  return [{ role: "tool", content, tool_call_id: id, name, ...failed, ...agent }];
}

function freeId(ids: ReadonlySet<Json | undefined>, count: number): string {
  for (let number = count; ; number++) if (!ids.has(`call_${number}`)) return `call_${number}`;
}

/** The call that a result answers: of its id; where it has none, the first of its name, or the first. */
function takeCall(open: readonly OpenCall[], message: JsonObject): OpenCall | undefined {
  const id = message["tool_call_id"];
  if (id !== undefined) return open.find((call) => call.id === id);
  const name = message["name"];
  return open.find((call) => name === undefined || call.name === name);
}
