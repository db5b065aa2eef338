import { _iterSSEMessages } from "openai/core/streaming";
import type { HttpMessage } from "../../../experiment/app-call.ts";
import type { Json, JsonObject } from "../../../experiment/json.ts";
import { isJsonObject } from "../../../experiment/json.ts";
import type { ModelReply } from "../../../experiment/model-call.ts";
import { joinChat, readEvents } from "../exchange.ts";
import { type Incoming, readChunks, readText } from "../send.ts";
import type { CallSignal } from "../time-limit.ts";
import { AppFailure } from "./app-failure.ts";
import { saidError } from "./http-error.ts";
import {
  type Hide,
  type Paths,
  partsIn,
  pickParts,
  readAnswer,
  readHttpReply,
  replyOfAnswer,
} from "./http-reply.ts";
import { splitLines } from "./split-lines.ts";

/** How a stream is read: `onFirstPart` is called when the first piece of its output is there. */
export type Reading = {
  readonly signal: CallSignal;
  readonly onFirstPart: () => void;
  readonly hide: Hide;
};

/**
 * A reply that may come in parts: server-sent events, lines of JSON, or text. Texts of the output are joined, of every other part the last
 * counts. A reply that is no stream is read as a whole. Throws as `readHttpReply` does.
 */
export async function readHttpStream(
  incoming: Incoming,
  message: HttpMessage,
  reading: Reading,
): Promise<ModelReply> {
  const contentType = incoming.headers["content-type"] ?? "";
  const { reply: form } = message;
  const { hide } = reading;
  if (/^text\/event-stream\b/i.test(contentType)) {
    if ("preset" in form)
      return replyOfAnswer(await joinChat(readEvents(incoming, reading.signal), reading.onFirstPart));
    return joinParts(readServerEvents(incoming, reading.signal), form, reading);
  }
  if ("preset" in form) return readHttpReply(await readText(incoming), contentType, message, hide);
  if (/^application\/(?:x-ndjson|ndjson|jsonl|x-jsonlines|stream\+json)\b/i.test(contentType))
    return joinParts(readJsonLines(incoming), form, reading);
  if (!/^text\//i.test(contentType))
    return readHttpReply(await readText(incoming), contentType, message, hide);
  return readHttpReply(await joinText(incoming, reading.onFirstPart), contentType, message, hide);
}

async function joinParts(
  values: AsyncIterable<Json>,
  paths: Paths,
  { onFirstPart, hide }: Reading,
): Promise<ModelReply> {
  let text: string | undefined;
  let last: Json | undefined;
  let parts: JsonObject = {};
  let isFirst = true;
  for await (const value of values) {
    last = value;
    // A text is what it is, whatever the paths say.
    const found = typeof value === "string" ? { output: value } : partsIn(value, paths);
    if (Object.keys(found).length === 0) {
      const error = saidError(hide(value));
      if (error !== undefined) throw new AppFailure(error);
      continue;
    }
    const { output, ...others } = found;
    parts = {
      ...parts,
      ...others,
      ...(output === undefined || typeof output === "string" ? {} : { output }),
    };
    if (typeof output === "string") text = (text ?? "") + output;
    if (isFirst && output !== undefined && output !== "" && output !== null) {
      isFirst = false;
      onFirstPart();
    }
  }
  if (text !== undefined) return readAnswer(hide({ ...parts, output: text }));
  if (Object.keys(parts).length > 0) return readAnswer(hide(parts));
  if (last === undefined) throw new AppFailure("the stream ended without an answer");
  return readAnswer(pickParts(hide(last), paths));
}

/** The data of each event: an object, a list or a quoted text as JSON, everything else as the text that it is. */
async function* readServerEvents(incoming: Incoming, signal: CallSignal): AsyncGenerator<Json> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal.addEventListener("abort", abort);
  try {
    const response = { body: ReadableStream.from(readChunks(incoming)) } as Response;
    for await (const { event, data } of _iterSSEMessages(response, controller)) {
      if (data === "[DONE]") return;
      if (event === "error")
        throw new AppFailure(saidError(parseData(data)) ?? `the app answered with an error: ${data}`);
      if (data !== "") yield parseData(data);
    }
  } finally {
    signal.removeEventListener("abort", abort);
    incoming.destroy();
  }
  signal.throwIfAborted();
}

function parseData(data: string): Json {
  try {
    const value = JSON.parse(data) as Json;
    return typeof value === "string" || Array.isArray(value) || isJsonObject(value) ? value : data;
  } catch {
    return data;
  }
}

const longestLineBytes = 16 * 1024 * 1024;

async function* readJsonLines(incoming: Incoming): AsyncGenerator<Json> {
  let lines: Buffer[] = [];
  const refuse = (): void => {
    throw new AppFailure("a line of the stream is longer than 16 MiB");
  };
  const splitter = splitLines(longestLineBytes, (line) => lines.push(line), refuse);
  const take = (): readonly Json[] => {
    const taken = lines.map((line) => line.toString("utf8").trim()).filter((line) => line !== "");
    lines = [];
    return taken.map(parseLine);
  };
  for await (const chunk of readChunks(incoming)) {
    splitter.add(chunk);
    yield* take();
  }
  splitter.end();
  yield* take();
}

function parseLine(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    throw new AppFailure(`a line of the stream is not JSON: ${line}`);
  }
}

async function joinText(incoming: Incoming, onFirstPart: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readChunks(incoming)) {
    if (chunks.length === 0) onFirstPart();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
