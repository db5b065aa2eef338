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
import type { CallSignal } from "./time-limit.ts";

/** The server sends the caller elsewhere, which is not followed: the key is for this address alone. */
export class RedirectError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`redirect ${status}`);
    this.name = "RedirectError";
    this.status = status;
  }
}

/** What a provider may count, in the names of its `x-ratelimit-` headers. */
export const rateLimits = ["requests", "tokens"] as const;

/** Headers that say how long to wait. */
export const waitHeaders: readonly string[] = [
  "retry-after",
  "retry-after-ms",
  ...rateLimits.flatMap((limit) => [`x-ratelimit-remaining-${limit}`, `x-ratelimit-reset-${limit}`]),
];

/** Sends a request and reads the answer. `onFirstPart` is called when a stream's first piece of the answer is there. */
export type Exchange = (
  prepared: PreparedRequest,
  signal: CallSignal,
  onFirstPart: () => void,
) => Promise<Answer>;

/**
 * Exchanges with the errors and the stream reader of the `openai` package. Not through its client, which takes a tenth of the time to
 * the first call to load, and would have to be kept from reading the environment, from retrying and from looking into a reply before it
 * is checked. Throws an APIError for what the provider refuses, a RedirectError, a MalformedError, an OversizeError, or the connection's
 * error.
 */
export function openExchange(send: Send): Exchange {
  return async ({ url, headers, body, api, stream }, signal, onFirstPart) => {
    const accept = stream ? "text/event-stream" : "application/json";
    const outgoing = { url, headers: { ...headers, accept }, body: JSON.stringify(body) };
    const incoming = await send(outgoing, signal);
    await refuse(incoming);
    if (stream) {
      const events = readEvents(incoming, signal);
      return api === "chat" ? joinChat(events, onFirstPart) : joinResponse(events, onFirstPart);
    }
    const reply = parseJson(await readText(incoming));
    return api === "chat" ? readReply(reply) : readResponse(reply);
  };
}

/** Throws where the status is not that of an answer. */
export async function refuse(incoming: Incoming): Promise<void> {
  const status = incoming.statusCode ?? 0;
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    throw new RedirectError(status);
  }
  if (!(status >= 200 && status < 600)) throw new MalformedError(`the reply has the status ${status}`);
  const headers = new Headers();
  for (const name of waitHeaders) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  // The status says enough where the body cannot be read.
  const text = await readText(incoming).catch(() => "");
  throw new APIError(status, errorIn(text), text, headers);
}

/** The error in the body of a refusal, which not every provider calls `error`. */
export function errorIn(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(body) ? body[0] : body;
    if (typeof first !== "object" || first === null) return undefined;
    return ("error" in first ? first.error : first) as object;
  } catch {
    return undefined;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedError("the reply is not JSON");
  }
}

/** The events of a stream, parsed. The reader takes an aborted connection for the end. */
export async function* readEvents(incoming: Incoming, signal: CallSignal): AsyncGenerator {
  if (!/^text\/event-stream\b/i.test(incoming.headers["content-type"] ?? "")) {
    incoming.destroy();
    throw new MalformedError("a stream was asked for, and the reply is none");
  }
  const response = { body: ReadableStream.from(readChunks(incoming)) } as Response;
  // It looks for the log at the client, and writes to the console without one.
  const silent = { logLevel: "off" } as OpenAI;
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener("abort", abort);
  try {
    yield* Stream.fromSSEResponse(response, controller, silent);
  } catch (error) {
    if (error instanceof SyntaxError) throw new MalformedError("the reply is not JSON");
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
  signal.throwIfAborted();
}

/** Some gateways answer 200 and put the upstream's error into the body. */
export function readReply(reply: unknown): Answer {
  if (typeof reply === "object" && reply !== null && "error" in reply) {
    const failed = failedSchema.safeParse(reply);
    if (failed.success) throw new APIError(undefined, failed.data.error, undefined, undefined);
  }
  return readChat(reply);
}

const failedSchema = z.object({ error: z.looseObject({}), choices: z.optional(z.undefined()) });

export async function joinChat(events: AsyncIterable<unknown>, onFirstPart: () => void): Promise<Answer> {
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
