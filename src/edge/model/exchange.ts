import { APIConnectionError, APIError, OpenAI } from "openai";
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

/** Sends a request and reads the answer. `onFirstPart` is called when a stream's first piece of the answer is there. */
export type Exchange = (
  prepared: PreparedRequest,
  signal: AbortSignal,
  onFirstPart: () => void,
) => Promise<Answer>;

/**
 * Exchanges through the `openai` client. Throws its APIError for what the provider refuses, a RedirectError, a MalformedError, an
 * OversizeError, or the connection's error.
 */
export function openExchange(send: Send): Exchange {
  const clients = new Map<string, OpenAI>();
  const clientOf = (prepared: PreparedRequest): OpenAI => {
    const { url, headers, stream } = prepared;
    const key = JSON.stringify([url.href, headers, stream]);
    const client = clients.get(key) ?? openClient(prepared, send);
    clients.set(key, client);
    return client;
  };
  return async (prepared, signal, onFirstPart) => {
    try {
      return await ask(clientOf(prepared), prepared, signal, onFirstPart);
    } catch (error) {
      if (error instanceof APIConnectionError && error.cause instanceof Error) throw error.cause;
      if (error instanceof SyntaxError) throw new MalformedError("the reply is not JSON");
      throw error;
    }
  };
}

/**
 * A client that takes nothing from the environment. It would read headers for every request from `OPENAI_CUSTOM_HEADERS`, so address
 * and headers are set where the request leaves it.
 */
function openClient({ url, headers, stream }: PreparedRequest, send: Send): OpenAI {
  const accept = stream ? "text/event-stream" : "application/json";
  return new OpenAI({
    baseURL: url.origin,
    apiKey: "set where the request leaves",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // The caller's signal has the time limit.
    timeout: 2 ** 31 - 1,
    logLevel: "off",
    fetch: async (_url, { body, signal } = {}) => {
      const outgoing = { url, headers: { ...headers, accept }, body: typeof body === "string" ? body : "" };
      return toResponse(await send(outgoing, signal ?? new AbortController().signal), stream);
    },
  });
}

/** The reply in the form that the client reads: a stream as it comes, else the whole text, read as JSON whatever type it claims. */
async function toResponse(incoming: Incoming, isStream: boolean): Promise<Response> {
  const status = incoming.statusCode ?? 0;
  const isFine = status >= 200 && status < 300;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    throw new RedirectError(status);
  }
  if (!(status >= 200 && status < 600)) throw new MalformedError(`the reply has the status ${status}`);
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of ["retry-after", "retry-after-ms"]) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  // The status says enough where the body of a refusal cannot be read.
  if (!isFine) return new Response(errorIn(await readText(incoming).catch(() => "")), { status, headers });
  if (!isStream) return new Response(await readText(incoming), { headers });
  if (!/^text\/event-stream\b/i.test(incoming.headers["content-type"] ?? "")) {
    incoming.destroy();
    throw new MalformedError("a stream was asked for, and the reply is none");
  }
  return new Response(ReadableStream.from(readChunks(incoming)), { headers });
}

/** The body of a refusal in the form `{ error }`, which not every provider gives it. */
function errorIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(body) ? body[0] : body;
    if (typeof first !== "object" || first === null) return text;
    return JSON.stringify("error" in first ? first : { error: first });
  } catch {
    return text;
  }
}

async function ask(
  client: OpenAI,
  { body, api, stream }: PreparedRequest,
  signal: AbortSignal,
  onFirstPart: () => void,
): Promise<Answer> {
  // Not through `chat.completions` and `responses`, which look into a reply before it is checked.
  const path = api === "chat" ? "/chat/completions" : "/responses";
  const reply = await client.post<unknown>(path, { body, stream, signal });
  if (api === "chat") return stream ? joinChat(untilAborted(reply, signal), onFirstPart) : readReply(reply);
  return stream ? joinResponse(untilAborted(reply, signal), onFirstPart) : readResponse(reply);
}

/** Some gateways answer 200 and put the upstream's error into the body. */
function readReply(reply: unknown): Answer {
  const failed = failedSchema.safeParse(reply);
  if (failed.success) throw new APIError(undefined, failed.data.error, undefined, undefined);
  return readChat(reply);
}

const failedSchema = z.object({ error: z.looseObject({}), choices: z.optional(z.undefined()) });

/** The client takes an aborted connection for the end of the stream. */
async function* untilAborted(events: unknown, signal: AbortSignal): AsyncGenerator {
  yield* events as AsyncIterable<unknown>;
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
