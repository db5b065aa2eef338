import type { OpenAI } from "openai";
import { APIError } from "openai/core/error";
import { Stream } from "openai/core/streaming";
import * as z from "zod/mini";
import { type Answer, MalformedError } from "./answer.ts";
import { ChunkJoiner } from "./join-chunks.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { describeIssue, readChat } from "./read-chat.ts";
import { readResponse } from "./read-responses.ts";
import { type Incoming, readChunks, readText, type Send } from "./send.ts";

/** The server sends the caller elsewhere, which is not followed: the key is for this address alone. */
export class RedirectError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`redirect ${status}`);
    this.name = "RedirectError";
    this.status = status;
  }
}

/**
 * Sends the request and reads the answer. `onFirstPart` is called when a stream's first piece of the answer is there. Throws the
 * client's APIError for what the provider refuses, a RedirectError, a MalformedError, an OversizeError, or the connection's error.
 */
export async function exchange(
  { url, headers, body, api, stream }: PreparedRequest,
  send: Send,
  signal: AbortSignal,
  onFirstPart: () => void,
): Promise<Answer> {
  const accept = stream ? "text/event-stream" : "application/json";
  const incoming = await send({ url, headers: { ...headers, accept }, body: JSON.stringify(body) }, signal);
  const status = incoming.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    throw new RedirectError(status);
  }
  if (status < 200 || status >= 300) throw await readRefusal(status, incoming);
  if (!stream) return readReply(api, parseReply(await readText(incoming)));
  const type = incoming.headers["content-type"] ?? "";
  if (!/^text\/event-stream\b/i.test(type)) {
    incoming.destroy();
    throw new MalformedError("a stream was asked for, and the reply is none");
  }
  const events = readEvents(incoming, signal);
  return api === "chat" ? joinChat(events, onFirstPart) : joinResponse(events, onFirstPart);
}

function readReply(api: PreparedRequest["api"], reply: unknown): Answer {
  // Some gateways answer 200 and put the upstream's error into the body.
  const failed = failedSchema.safeParse(reply);
  if (failed.success && api === "chat")
    throw new APIError(undefined, failed.data.error, undefined, undefined);
  return api === "chat" ? readChat(reply) : readResponse(reply);
}

const failedSchema = z.object({ error: z.looseObject({}), choices: z.optional(z.undefined()) });

function parseReply(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedError("the reply is not JSON");
  }
}

async function readRefusal(status: number, incoming: Incoming): Promise<APIError> {
  const headers = new Headers();
  for (const name of ["retry-after", "retry-after-ms"]) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  // The status says enough where the body cannot be read.
  const text = await readText(incoming).catch(() => "");
  return APIError.generate(status, errorIn(text), text, headers);
}

/** The body in the form `{ error }`, which not every provider gives it. */
function errorIn(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(body) ? body[0] : body;
    if (typeof first !== "object" || first === null) return undefined;
    return "error" in first ? first : { error: first };
  } catch {
    return undefined;
  }
}

/** The events of a stream as parsed JSON. */
async function* readEvents(incoming: Incoming, signal: AbortSignal): AsyncGenerator {
  const controller = new AbortController();
  const response = new Response(ReadableStream.from(readChunks(incoming)));
  // The client is asked for its logger only; without one the decoder writes to the console.
  const silent = { logLevel: "off" } as OpenAI;
  try {
    yield* Stream.fromSSEResponse<unknown>(response, controller, silent);
  } catch (error) {
    if (error instanceof SyntaxError) throw new MalformedError("an event of the stream is not JSON");
    throw error;
  } finally {
    incoming.destroy();
  }
  // The decoder takes an aborted connection for the end of the stream.
  signal.throwIfAborted();
}

async function joinChat(events: AsyncIterable<unknown>, onFirstPart: () => void): Promise<Answer> {
  const joiner = new ChunkJoiner();
  let isFirst = true;
  for await (const event of events) {
    const isPart = joiner.add(event);
    if (isPart && isFirst) {
      isFirst = false;
      onFirstPart();
    }
  }
  return readChat(joiner.end());
}

const eventSchema = z.looseObject({ type: z.string(), response: z.optional(z.unknown()) });
const partEvent = /^response\.(?:output_text|refusal|function_call_arguments|custom_tool_call_input)\.delta$/;
const lastEvent = /^response\.(?:completed|incomplete|failed)$/;

async function joinResponse(events: AsyncIterable<unknown>, onFirstPart: () => void): Promise<Answer> {
  let isFirst = true;
  let last: unknown;
  for await (const event of events) {
    const parsed = z.safeParse(eventSchema, event);
    if (!parsed.success) throw new MalformedError(describeIssue("event", parsed.error));
    const { type, response } = parsed.data;
    if (lastEvent.test(type)) last = response;
    if (isFirst && partEvent.test(type)) {
      isFirst = false;
      onFirstPart();
    }
  }
  if (last === undefined) throw new MalformedError("the stream ended before the answer did");
  return readResponse(last);
}
