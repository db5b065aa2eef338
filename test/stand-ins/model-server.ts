import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { canonicalJson, type Json } from "../../src/experiment/json.ts";
import { type BatchRules, ModelBatches } from "./model-batches.ts";
import { chatEvents, chatReply, responseEvents, responseReply } from "./model-replies.ts";
import { apiOf, describe, findFault, keyOf, parseBody, readAll, type SeenRequest } from "./model-requests.ts";

export type { SeenRequest } from "./model-requests.ts";

export type AnswerUsage = {
  readonly input?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly output?: number;
  readonly reasoning?: number;
};

/** What the model says. Tokens that are not named are a quarter of the characters. */
export type ModelAnswer = {
  readonly text?: string;
  /** Instead of `text`: its JSON. */
  readonly json?: Json;
  readonly refusal?: string;
  /** `arguments` that are a text are sent as they are. */
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: Json }[];
  readonly finishReason?: "stop" | "length" | "content_filter" | "tool_calls";
  /** `null`: the reply has no usage. */
  readonly usage?: AnswerUsage | null;
  /** The model that the reply names; default: the one that was asked for. */
  readonly model?: string;
};

/** Errors as OpenAI words them. */
const errors = {
  invalid_request: [400, "invalid_request_error", "unsupported_parameter", "Unsupported parameter: 'top_k'."],
  context_length: [
    400,
    "invalid_request_error",
    "context_length_exceeded",
    "This model's maximum context length is 128000 tokens.",
  ],
  unauthorized: [401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."],
  forbidden: [
    403,
    "invalid_request_error",
    "model_not_allowed",
    "Project does not have access to this model.",
  ],
  model_not_found: [404, "invalid_request_error", "model_not_found", "The model does not exist."],
  too_large: [413, "invalid_request_error", "request_too_large", "The request is too large."],
  unprocessable: [422, "invalid_request_error", "unprocessable", "The schema cannot be compiled."],
  rate_limit: [429, "requests", "rate_limit_exceeded", "Rate limit reached for requests."],
  insufficient_quota: [429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota."],
  timeout: [408, "server_error", null, "Request timed out."],
  conflict: [409, "server_error", null, "Conflict."],
  server: [500, "server_error", null, "The server had an error while processing your request."],
  bad_gateway: [502, "server_error", null, "Bad gateway."],
  overloaded: [503, "server_error", null, "The engine is currently overloaded."],
} as const;

export type Faults =
  | {
      readonly error: keyof typeof errors;
      readonly message?: string;
      /** Header values, sent as they are. */
      readonly retryAfter?: string;
      readonly retryAfterMs?: string;
    }
  /** Any reply, byte for byte. */
  | {
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 307 to this address. */
  | { readonly redirect: string }
  /**
   * `reset`: the connection breaks at once. `stall`: headers never come. `stall-in-body`: the body stops in the middle.
   * `truncated`: the body ends in the middle, as if it were whole. `cut-off`: it breaks in the middle. `endless`: it never ends.
   */
  | { readonly fault: "reset" | "stall" | "stall-in-body" | "truncated" | "cut-off" | "endless" };

export type ModelServerReply = (ModelAnswer | Faults) & {
  /** Before the headers. */
  readonly latencyMs?: number;
  /** In a stream, before each event. */
  readonly chunkDelayMs?: number;
};

export type ModelServer = {
  /** With `/v1`. */
  readonly baseUrl: string;
  /** In the order of their arrival; grows. */
  readonly requests: readonly SeenRequest[];
  /** What came through the batch API; its calls are not among `requests`. */
  readonly batches: Pick<ModelBatches, "seen" | "steps">;
  readonly close: () => Promise<void>;
};

export type ModelServerOptions = {
  readonly answer: (request: SeenRequest) => ModelServerReply | Promise<ModelServerReply>;
  /** Keys that are known; any other is answered with 401. Default: every key is. */
  readonly keys?: readonly string[];
  /** Has the batch API too; absent: it has none, and answers 404. */
  readonly batch?: BatchRules;
};

/**
 * An OpenAI-compatible server on loopback: Chat Completions and Responses, streamed or not. As strict as the real one where a
 * wrong request would otherwise pass unseen: method, path, key, unknown keys of a message, the form of tools and schemas.
 *
 *     const server = await startModelServer({ answer: ({ user }) => ({ text: user.includes("refund") ? "30 days" : "Hello" }) });
 */
export async function startModelServer({ answer, keys, batch }: ModelServerOptions): Promise<ModelServer> {
  const batches = new ModelBatches(batch ?? {}, answer);
  const requests: SeenRequest[] = [];
  const attempts = new Map<string, number>();

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const text = await readAll(incoming);
    const api = apiOf(incoming);
    const isBatch = batch !== undefined && isBatchPath(incoming);
    if (api === undefined && !isBatch)
      return sendError(outgoing, 404, "invalid_request_error", "not_found", `Invalid URL (${incoming.url})`);
    const key = keyOf(incoming);
    if (key === undefined || (keys !== undefined && !keys.includes(key))) {
      const message = `Incorrect API key provided: ${key ?? ""}.`;
      return sendError(outgoing, 401, "invalid_request_error", "invalid_api_key", message);
    }
    if (api === undefined) {
      const reply = await batches.reply(incoming, text);
      // Faults of a stream do not come here: none is asked for.
      return send(outgoing, describe("chat", incoming, key, {}, 1, 0), reply ?? { error: "server" });
    }
    const body = parseBody(text);
    const fault = body === undefined ? "We could not parse the JSON body." : findFault(api, body);
    if (body === undefined || fault !== undefined)
      return sendError(outgoing, 400, "invalid_request_error", "unknown_parameter", fault ?? "");
    const attempt = (attempts.get(canonicalJson(body)) ?? 0) + 1;
    attempts.set(canonicalJson(body), attempt);
    const seen = describe(api, incoming, key, body, attempt, requests.length + 1);
    requests.push(seen);
    const reply = await answer(seen);
    if (reply.latencyMs !== undefined) await wait(reply.latencyMs);
    await send(outgoing, seen, reply);
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      // A mistake in the test's own `answer`; a client that went away is none.
      if (!outgoing.headersSent) sendError(outgoing, 500, "stand_in", "stand_in", String(error));
      outgoing.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    batches,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function isBatchPath({ url = "" }: IncomingMessage): boolean {
  return /^\/v1\/(?:files|batches)(?:[/?]|$)/.test(url);
}

async function send(outgoing: ServerResponse, seen: SeenRequest, reply: ModelServerReply): Promise<void> {
  if ("redirect" in reply) {
    outgoing.writeHead(307, { location: reply.redirect }).end();
  } else if ("status" in reply) {
    outgoing
      .writeHead(reply.status, { "content-type": "application/json", ...reply.headers })
      .end(reply.body);
  } else if ("error" in reply) {
    const [status, type, code, message] = errors[reply.error];
    sendError(outgoing, status, type, code, reply.message ?? message, {
      ...(reply.retryAfter === undefined ? {} : { "retry-after": reply.retryAfter }),
      ...(reply.retryAfterMs === undefined ? {} : { "retry-after-ms": reply.retryAfterMs }),
    });
  } else if ("fault" in reply) {
    await sendFault(outgoing, seen, reply.fault);
  } else {
    const parts = partsOf(seen, reply);
    outgoing.writeHead(200, { "content-type": contentType(seen), "x-request-id": `req-${seen.number}` });
    for (const part of parts) {
      if (reply.chunkDelayMs !== undefined && parts.length > 1) await wait(reply.chunkDelayMs);
      outgoing.write(part);
    }
    outgoing.end();
  }
}

function contentType({ body }: SeenRequest): string {
  return body["stream"] === true ? "text/event-stream; charset=utf-8" : "application/json";
}

/** The body in the pieces that it is sent in: the events of a stream, or one JSON text. */
function partsOf(seen: SeenRequest, answer: ModelAnswer): readonly string[] {
  const { api, body } = seen;
  if (body["stream"] !== true)
    return [JSON.stringify(api === "chat" ? chatReply(seen, answer) : responseReply(seen, answer))];
  return api === "chat" ? chatEvents(seen, answer) : responseEvents(seen, answer);
}

async function sendFault(
  outgoing: ServerResponse,
  seen: SeenRequest,
  fault: Extract<Faults, { fault: unknown }>["fault"],
): Promise<void> {
  if (fault === "stall") return;
  if (fault === "reset") {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  outgoing.writeHead(200, { "content-type": contentType(seen) });
  if (fault === "endless") {
    const filler = seen.body["stream"] === true ? `: ${" ".repeat(65_533)}\n` : " ".repeat(65_536);
    await pipeline(repeat(filler), outgoing);
    return;
  }
  const whole = partsOf(seen, { text: "Within 30 days of delivery." }).join("");
  outgoing.write(whole.slice(0, whole.length / 2));
  if (fault === "truncated") outgoing.end();
  if (fault === "cut-off") setImmediate(() => outgoing.socket?.resetAndDestroy());
}

function* repeat(text: string): Generator<string> {
  for (;;) yield text;
}

function sendError(
  outgoing: ServerResponse,
  status: number,
  type: string,
  code: string | null,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  outgoing.writeHead(status, { "content-type": "application/json", ...headers });
  outgoing.end(JSON.stringify({ error: { message, type, param: null, code } }));
}
