import { isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { NormalTrace } from "../normal-trace.ts";
import { readMessages } from "../read-messages.ts";

/**
 * What the app was asked, as a dataset writes it: the user's text, the messages up to the user's last turn, a list of turns, or an object of
 * template variables. Never what was answered to it. Without the instructions of the system: those are the target's. Undefined where the
 * trace does not tell.
 */
export function questionOf({ input, messages = [] }: NormalTrace): Json | undefined {
  const given = input === undefined || input === null ? undefined : readMessages(input, "user");
  if (isJsonObject(input) && given === undefined) return Object.keys(input).length > 0 ? input : undefined;
  if (isScript(input)) return input;
  if (typeof input === "string" && input.trim() !== "") {
    const history = upToUser(messages, input.trim());
    return history !== undefined && history.length > 1 ? history : input;
  }
  const asked = lastTextOfUser(given ?? []);
  const history =
    (asked === undefined ? undefined : upToUser(messages, asked)) ?? upToUser(given ?? messages) ?? [];
  if (history.length > 1) return history;
  const only = history[0]?.["content"];
  return typeof only === "string" && only.trim() !== "" ? only : undefined;
}

/** The same question in one form, to be compared: a message of the user alone is its text. */
export function plainQuestion(question: Json): Json {
  if (!Array.isArray(question) || question.length !== 1) return question;
  const only = (question as readonly Json[])[0];
  if (typeof only === "string") return only;
  return isJsonObject(only) && only["role"] === "user" && typeof only["content"] === "string"
    ? only["content"]
    : question;
}

function isScript(input: Json | undefined): input is readonly string[] {
  return (
    Array.isArray(input) &&
    input.length > 0 &&
    (input as readonly Json[]).every((turn) => typeof turn === "string" && turn.trim() !== "")
  );
}

function lastTextOfUser(messages: readonly JsonObject[]): string | undefined {
  const last = messages.findLast(({ role }) => role === "user");
  return last === undefined ? undefined : textOf(last["content"]).trim();
}

/** The conversation that ends with the last message of the user, or the last with this text; undefined where there is none. */
function upToUser(messages: readonly JsonObject[], asked?: string): readonly JsonObject[] | undefined {
  const end = messages.findLastIndex(
    ({ role, content }) => role === "user" && (asked === undefined || textOf(content).trim() === asked),
  );
  return end === -1 ? undefined : conversation(messages.slice(0, end + 1));
}

/**
 * Messages as a target takes them: texts only, no key of ours, and no call without its result or the other way round, which the APIs of
 * models refuse.
 */
function conversation(messages: readonly JsonObject[]): readonly JsonObject[] {
  const answered = new Set(messages.filter(({ role }) => role === "tool").map((one) => one["tool_call_id"]));
  const asked = new Set<string>();
  return messages.flatMap((message): readonly JsonObject[] => {
    const { role } = message;
    const content = textOf(message["content"]);
    if (role === "user") return [{ role, content }];
    if (role === "tool") {
      const id = message["tool_call_id"];
      return typeof id === "string" && asked.delete(id) ? [{ role, tool_call_id: id, content }] : [];
    }
    if (role !== "assistant") return [];
    const calls = callsOf(message).filter(({ id }) => answered.has(id));
    for (const { id } of calls) asked.add(id);
    if (calls.length > 0) return [{ role, content: content === "" ? null : content, tool_calls: calls }];
    return content === "" ? [] : [{ role, content }];
  });
}

type Call = {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
};

function callsOf({ tool_calls: calls }: JsonObject): readonly Call[] {
  if (!Array.isArray(calls)) return [];
  return (calls as readonly Json[]).flatMap((call): readonly Call[] => {
    const written = isJsonObject(call) ? call["function"] : undefined;
    if (!isJsonObject(call) || !isJsonObject(written)) return [];
    const { id } = call;
    const { name, arguments: given = {} } = written;
    if (typeof id !== "string" || id === "" || typeof name !== "string" || name === "") return [];
    const text = typeof given === "string" ? given : JSON.stringify(given);
    return [{ id, type: "function", function: { name, arguments: text } }];
  });
}

/** An image or a file is its kind: its bytes cannot be redacted, and a path in a trace is no path of the repository. */
function textOf(content: Json | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return (content as readonly Json[])
    .map((part) => {
      if (!isJsonObject(part)) return "";
      if (typeof part["text"] === "string") return part["text"];
      return `[${typeof part["type"] === "string" ? part["type"] : "part"}]`;
    })
    .join("");
}
