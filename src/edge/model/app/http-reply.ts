import type { HttpMessage } from "../../../experiment/app-call.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../experiment/json.ts";
import type { ModelReply } from "../../../experiment/model-call.ts";
import type { Answer } from "../answer.ts";
import { readReply as readChatReply } from "../exchange.ts";
import { AppFailure } from "./app-failure.ts";
import { saidError } from "./http-error.ts";
import { findPath } from "./http-path.ts";
import { readState } from "./http-state.ts";
import { oneLine } from "./reason.ts";
import { readReply } from "./reply-line.ts";

type Form = HttpMessage["reply"];
export type Paths = Exclude<Form, { readonly preset: string }>;

/** Keys of a reply that is read by no path: those of the protocol of a command. */
const ownKeys = [
  "output",
  "messages",
  "tool_calls",
  "context",
  "usage",
  "cost_usd",
  "ttft_ms",
  "error",
] as const;

/** Takes out of what was sent what must not be shown, before a reason is made of it, which is cut. */
export type Hide = <T extends Json>(value: T) => T;

/** A whole reply, by its form. Throws an AppFailure for what is none, or a MalformedError or APIError of the chat API. */
export function readHttpReply(
  text: string,
  contentType: string,
  message: HttpMessage,
  hide: Hide,
): ModelReply {
  const { reply: form, body } = message;
  if ("preset" in form) {
    const value = hide(parseReply(text, contentType));
    return form.preset === "openai"
      ? replyOfAnswer(readChatReply(value))
      : readAnswer(readState(value, sentMessages(body)));
  }
  const isRead = Object.keys(form).length > 0;
  if (!isRead && !isJsonType(contentType)) return readAnswer({ output: plainText(text, contentType) });
  return readAnswer(pickParts(hide(parseReply(text, contentType)), form));
}

/** The parts of a reply that are there. Throws an AppFailure where there is no output. */
export function pickParts(value: Json, paths: Paths): JsonObject {
  const parts = partsIn(value, paths);
  if (parts["output"] !== undefined || parts["messages"] !== undefined || parts["error"] !== undefined)
    return parts;
  throw new AppFailure(saidError(value) ?? `${missing(paths)} in the reply, which ${describeKeys(value)}`);
}

/** The same without an error where a part is missing, for one part of a stream. */
export function partsIn(value: Json, paths: Paths): JsonObject {
  if (Object.keys(paths).length === 0) {
    if (!isJsonObject(value)) return { output: value };
    return Object.fromEntries(
      ownKeys.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key] ?? null]] : [])),
    );
  }
  const { toolCalls, ...others } = paths;
  const found = Object.entries({
    ...others,
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls }),
  }).map(([part, path]) => [part, findPath(path, value)] as const);
  return Object.fromEntries(found.flatMap(([part, at]) => (at === undefined ? [] : [[part, at]])));
}

/** What the parts come to. Throws nothing: a part of the wrong kind is the app's failure. */
export function readAnswer(parts: JsonObject): ModelReply {
  return readReply({ id: "reply", ...parts });
}

export function replyOfAnswer({ output, message, toolCalls, usage, model }: Answer): ModelReply {
  return {
    status: "ok",
    ...(output === undefined ? {} : { output }),
    messages: [message],
    toolCalls,
    ...(usage === undefined ? {} : { usage }),
    ...(model === undefined ? {} : { model }),
  };
}

function missing({ output, messages }: Paths): string {
  const path = output ?? messages;
  if (path === undefined) return "there is no `output`";
  return `\`response.${output === undefined ? "messages" : "output"}\` ${path} finds nothing`;
}

const shownKeys = 10;

function describeKeys(value: Json): string {
  if (Array.isArray(value)) return "is a list";
  if (!isJsonObject(value)) return `is ${oneLine(JSON.stringify(value), 60)}`;
  const keys = Object.keys(value);
  const more = keys.length > shownKeys ? ", …" : "";
  return keys.length === 0
    ? "has no keys"
    : `has the keys ${keys
        .slice(0, shownKeys)
        .map((key) => oneLine(key, 40))
        .join(", ")}${more}`;
}

export function parseReply(text: string, contentType: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch {
    const what = contentType === "" ? "without a type" : `of the type ${oneLine(contentType, 60)}`;
    throw new AppFailure(
      text.trim() === "" ? "the reply is empty" : `the reply is not JSON (${what}): ${text.trim()}`,
    );
  }
}

function plainText(text: string, contentType: string): string {
  if (!/^(?:text\/|$)/.test(contentType))
    throw new AppFailure(
      `the reply is of the type ${oneLine(contentType, 60)}, which is neither JSON nor text`,
    );
  return text;
}

function isJsonType(contentType: string): boolean {
  return /^[^;]*[/+]json\b/.test(contentType);
}

function sentMessages(body: Json | undefined): readonly JsonObject[] {
  const input = isJsonObject(body) ? body["input"] : undefined;
  const messages = isJsonObject(input) ? input["messages"] : undefined;
  return Array.isArray(messages) ? (messages as readonly Json[]).filter(isJsonObject) : [];
}
