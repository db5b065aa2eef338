import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";
import { chatEvents, chatReply, responseEvents, responseReply } from "./model-replies.ts";

/** One request as the server saw it. */
export type SeenRequest = {
  readonly api: "chat" | "responses";
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bearer key, else the `api-key` header. */
  readonly key?: string;
  readonly body: JsonObject;
  readonly model: string;
  /** Texts of the system and developer messages, or `instructions`. */
  readonly system: string;
  /** Text of the last user message. */
  readonly user: string;
  /** 1 for the first request with this body, 2 for its first retry. */
  readonly attempt: number;
  /** 1 for the server's first request. */
  readonly number: number;
};

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
  forbidden: [403, "invalid_request_error", "model_not_allowed", "Project does not have access to this model."],
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
  readonly close: () => Promise<void>;
};

export type ModelServerOptions = {
  readonly answer: (request: SeenRequest) => ModelServerReply | Promise<ModelServerReply>;
  /** Keys that are known; any other is answered with 401. Default: every key is. */
  readonly keys?: readonly string[];
};

/**
 * An OpenAI-compatible server on loopback: Chat Completions and Responses, streamed or not. As strict as the real one where a
 * wrong request would otherwise pass unseen: method, path, key, unknown keys of a message, the form of tools and schemas.
 *
 *     const server = await startModelServer({ answer: ({ user }) => ({ text: user.includes("refund") ? "30 days" : "Hello" }) });
 */
export async function startModelServer({ answer, keys }: ModelServerOptions): Promise<ModelServer> {
  const requests: SeenRequest[] = [];
  const attempts = new Map<string, number>();

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const text = await readAll(incoming);
    const api = apiOf(incoming);
    if (api === undefined)
      return sendError(outgoing, 404, "invalid_request_error", "not_found", `Invalid URL (${incoming.url})`);
    const key = keyOf(incoming);
    if (key === undefined || (keys !== undefined && !keys.includes(key))) {
      const message = `Incorrect API key provided: ${key ?? ""}.`;
      return sendError(outgoing, 401, "invalid_request_error", "invalid_api_key", message);
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
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function send(outgoing: ServerResponse, seen: SeenRequest, reply: ModelServerReply): Promise<void> {
  if ("redirect" in reply) {
    outgoing.writeHead(307, { location: reply.redirect }).end();
  } else if ("status" in reply) {
    outgoing.writeHead(reply.status, { "content-type": "application/json", ...reply.headers }).end(reply.body);
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
    while (!outgoing.destroyed) {
      if (!outgoing.write(filler)) await Promise.race([once(outgoing, "drain"), once(outgoing, "close")]);
    }
    return;
  }
  const whole = partsOf(seen, { text: "Within 30 days of delivery." }).join("");
  outgoing.write(whole.slice(0, whole.indexOf("30 days")));
  if (fault === "truncated") outgoing.end();
  if (fault === "cut-off") setImmediate(() => outgoing.socket?.resetAndDestroy());
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

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function apiOf({ method, url = "" }: IncomingMessage): SeenRequest["api"] | undefined {
  const { pathname } = new URL(url, "http://127.0.0.1");
  if (method !== "POST") return undefined;
  if (pathname === "/v1/chat/completions") return "chat";
  return pathname === "/v1/responses" ? "responses" : undefined;
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  const named = headers["api-key"];
  return /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? (Array.isArray(named) ? named[0] : named);
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const body = JSON.parse(text) as Json;
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return listOf(value).filter(isJsonObject);
}

const messageKeys = new Set(["role", "content", "name", "refusal", "tool_calls", "tool_call_id", "function_call", "audio"]);

/** What the real server refuses with a 400. */
function findFault(api: SeenRequest["api"], body: JsonObject): string | undefined {
  if (typeof body["model"] !== "string") return "you must provide a model parameter";
  if (api === "responses") {
    if (body["input"] === undefined) return "Missing required parameter: 'input'.";
    if (objectsIn(body["tools"]).some(({ function: nested }) => nested !== undefined))
      return "Missing required parameter: 'tools[0].name'.";
    if (body["response_format"] !== undefined)
      return "Unsupported parameter: 'response_format'. In the Responses API, this parameter has moved to 'text.format'.";
    const text = body["text"];
    return isJsonObject(text) ? schemaFault(text["format"], text["format"], "text.format") : undefined;
  }
  const messages = objectsIn(body["messages"]);
  if (messages.length === 0) return "Invalid 'messages': empty array.";
  const unknown = messages.flatMap((message, at) =>
    Object.keys(message)
      .filter((key) => !messageKeys.has(key))
      .map((key) => `messages[${at}].${key}`),
  );
  if (unknown[0] !== undefined) return `Unknown parameter: '${unknown[0]}'.`;
  if (objectsIn(body["tools"]).some(({ function: nested }) => !isJsonObject(nested)))
    return "Missing required parameter: 'tools[0].function'.";
  const format = body["response_format"];
  return isJsonObject(format) ? schemaFault(format, format["json_schema"], "response_format.json_schema") : undefined;
}

function schemaFault(format: Json | undefined, holder: Json | undefined, name: string): string | undefined {
  if (!isJsonObject(format) || format["type"] !== "json_schema") return undefined;
  if (!isJsonObject(holder) || typeof holder["name"] !== "string") return `Missing required parameter: '${name}.name'.`;
  return isJsonObject(holder["schema"]) ? undefined : `Missing required parameter: '${name}.schema'.`;
}

function describe(
  api: SeenRequest["api"],
  { headers }: IncomingMessage,
  key: string,
  body: JsonObject,
  attempt: number,
  number: number,
): SeenRequest {
  const input = api === "chat" ? body["messages"] : body["input"];
  const messages = typeof input === "string" ? [{ role: "user", content: input }] : objectsIn(input);
  const textsOf = (...roles: readonly string[]) =>
    messages.filter(({ role }) => roles.includes(String(role))).map(({ content }) => contentText(content));
  const instructions = typeof body["instructions"] === "string" ? [body["instructions"]] : [];
  return {
    api,
    headers: headers as SeenRequest["headers"],
    key,
    body,
    model: String(body["model"]),
    system: [...instructions, ...textsOf("system", "developer")].join("\n"),
    user: textsOf("user").at(-1) ?? "",
    attempt,
    number,
  };
}

function contentText(content: Json | undefined): string {
  if (typeof content === "string") return content;
  return objectsIn(content)
    .map(({ text }) => (typeof text === "string" ? text : ""))
    .join("");
}
