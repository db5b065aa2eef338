import { contentHash } from "../experiment/content-hash.ts";
import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import { type Imported, pieces, rejected } from "./import-piece.ts";
import { isShallow, listOf, member } from "./read-attributes.ts";
import type { Span } from "./span.ts";

/**
 * A call of the API as people keep it: a stored chat completion or a response, a pair `{ request, response }`, a line of a batch (what was
 * sent or what came, which find each other by their `custom_id`), a conversation `{ messages }` as for fine-tuning, an item of an eval.
 */
export function importOpenai(value: Json): Imported | undefined {
  if (!isJsonObject(value)) return undefined;
  if (!isShallow(value)) return rejected("a call nested deeper than 64 levels");
  if (typeof value["custom_id"] === "string") return importBatchLine(value, value["custom_id"]);
  const { request, response, messages, object, item } = value;
  if (isJsonObject(request) && response !== undefined)
    return pieceOf(idOf(response) ?? contentHash(value), callOf(request, response));
  if (object === "chat.completion" || object === "response" || listOf(value["choices"]) !== undefined)
    return importCompletion(value);
  if (listOf(messages) !== undefined && object === undefined) return importConversation(value);
  if (isJsonObject(item) && isJsonObject(value["sample"]))
    return pieceOf(idOf(item) ?? contentHash(value), callOf(item, evalReply(value["sample"])));
  return undefined;
}

function importCompletion(value: JsonObject): Imported {
  const { messages: _messages, input: _input, ...reply } = value;
  return pieceOf(idOf(value) ?? contentHash(value), callOf(askedBeside(value), reply));
}

type Call = Pick<Span, "attributes" | "startMs" | "status" | "statusMessage">;

/** A call has no span of its own: it becomes one, so that what reads spans reads it. */
function pieceOf(traceId: string, call: Call, spanId = "call"): Imported {
  const { startMs } = call;
  return pieces({
    traceId,
    system: "openai",
    spans: [{ traceId, spanId, name: "", endMs: startMs, events: [], ...call }],
  });
}

/** `startMs` 0: the time is not known. */
function callOf(request: Json | undefined, reply: Json | undefined, failed?: string): Call {
  const created = member(reply, "created", "created_at");
  const model = member(reply, "model") ?? member(request, "model");
  const refusal = member(member(reply, "error"), "message");
  const error = failed ?? (typeof refusal === "string" ? refusal : undefined);
  const asked = asMessages(request);
  return {
    startMs: typeof created === "number" && created > 0 ? created * 1000 : 0,
    ...(error === undefined ? {} : { status: "error", statusMessage: error }),
    attributes: {
      "openinference.span.kind": "LLM",
      "gen_ai.provider.name": "openai",
      ...(asked === undefined ? {} : { "input.value": asked }),
      ...(reply === undefined || reply === null || error !== undefined ? {} : { "output.value": reply }),
      ...(typeof model === "string" ? { "llm.model_name": model } : {}),
      ...environmentOf(member(request, "metadata") ?? member(reply, "metadata")),
    },
  };
}

/** The Responses API takes its messages as `input`. */
function asMessages(request: Json | undefined): Json | undefined {
  const input = member(request, "input");
  if (!isJsonObject(request) || input === undefined || member(request, "messages") !== undefined)
    return request;
  const messages = typeof input === "string" ? [{ role: "user", content: input }] : input;
  return { ...request, messages };
}

/** Completions that are stored can have metadata, which people tell releases and sessions in. */
function environmentOf(metadata: Json | undefined): Readonly<Record<string, Json>> {
  const found = {
    "langfuse.release": member(metadata, "release", "version"),
    "langfuse.environment": member(metadata, "environment", "env"),
    "session.id": member(metadata, "session_id", "conversation_id", "thread_id"),
    "user.id": member(metadata, "user_id", "user"),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, one]) => (one === undefined ? [] : [[key, one]])),
  );
}

function idOf(value: Json): string | undefined {
  const id = member(value, "id");
  return typeof id === "string" ? id : undefined;
}

/** What was asked, where a stored completion keeps it beside its answer. */
function askedBeside({ messages, input, instructions, metadata }: JsonObject): Json | undefined {
  const asked = messages ?? input;
  if (asked === undefined || asked === null) return metadata === undefined ? undefined : { metadata };
  return {
    ...(messages === undefined ? { input: asked } : { messages: asked }),
    ...(instructions ? { instructions } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** The two halves of a call stand in two files. */
function importBatchLine(value: JsonObject, id: string): Imported {
  const { body, response, error } = value;
  if (isJsonObject(body)) return pieceOf(id, callOf(body, undefined), "request");
  const status = member(response, "status_code");
  const told = member(error, "message") ?? member(error, "code");
  const failed =
    typeof told === "string"
      ? told
      : typeof status === "number" && status >= 400
        ? `HTTP ${status}`
        : undefined;
  if (response === undefined && failed === undefined)
    return rejected("a line of a batch with neither `body` nor `response`");
  const reply = member(response, "body");
  const said = member(member(reply, "error"), "message");
  return pieceOf(id, callOf(undefined, reply, typeof said === "string" ? said : failed), "response");
}

/** The last answer is the output, all before it the input. */
function importConversation(value: JsonObject): Imported {
  const messages = listOf(value["messages"]) ?? [];
  const at = messages.findLastIndex((message) => member(message, "role") === "assistant");
  if (at < 0) return rejected("a conversation without an answer");
  return pieceOf(
    idOf(value) ?? contentHash(value),
    callOf({ ...value, messages: messages.slice(0, at) }, { choices: [{ message: messages[at] ?? null }] }),
  );
}

function evalReply(sample: JsonObject): Json {
  const { output_text: text, choices } = sample;
  if (listOf(choices) !== undefined || typeof text !== "string") return sample;
  return { ...sample, choices: [{ message: { role: "assistant", content: text } }] };
}
