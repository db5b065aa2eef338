import type { IncomingMessage } from "node:http";
import { isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";

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

export async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

export function apiOf({ method, url = "" }: IncomingMessage): SeenRequest["api"] | undefined {
  const { pathname } = new URL(url, "http://127.0.0.1");
  if (method !== "POST") return undefined;
  if (pathname === "/v1/chat/completions") return "chat";
  return pathname === "/v1/responses" ? "responses" : undefined;
}

export function keyOf({ headers }: IncomingMessage): string | undefined {
  const named = headers["api-key"];
  return /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? (Array.isArray(named) ? named[0] : named);
}

export function parseBody(text: string): JsonObject | undefined {
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

const messageKeys = new Set([
  "role",
  "content",
  "name",
  "refusal",
  "tool_calls",
  "tool_call_id",
  "function_call",
  "audio",
]);

/** What the real server refuses with a 400. */
export function findFault(api: SeenRequest["api"], body: JsonObject): string | undefined {
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
  return isJsonObject(format)
    ? schemaFault(format, format["json_schema"], "response_format.json_schema")
    : undefined;
}

function schemaFault(format: Json | undefined, holder: Json | undefined, name: string): string | undefined {
  if (!isJsonObject(format) || format["type"] !== "json_schema") return undefined;
  if (!isJsonObject(holder) || typeof holder["name"] !== "string")
    return `Missing required parameter: '${name}.name'.`;
  return isJsonObject(holder["schema"]) ? undefined : `Missing required parameter: '${name}.schema'.`;
}

export function describe(
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
    messages
      .filter(({ role }) => typeof role === "string" && roles.includes(role))
      .map(({ content }) => contentText(content));
  const instructions = typeof body["instructions"] === "string" ? [body["instructions"]] : [];
  return {
    api,
    headers: headers as SeenRequest["headers"],
    key,
    body,
    model: typeof body["model"] === "string" ? body["model"] : "",
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
