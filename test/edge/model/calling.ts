import { afterAll } from "vitest";
import type { JsonObject } from "../../../src/experiment/json.ts";
import type { ModelReply, ModelRequest } from "../../../src/experiment/model-call.ts";
import { type ModelOptions, openModels } from "../../../src/edge/model/open-model.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../stand-ins/model-server.ts";

export const key = "sk-test-CANARY-1234567890";

export const apis = ["chat", "responses"] as const;

/** Both APIs, streamed and not. */
export const ways = apis.flatMap((api) => [
  { api, stream: false },
  { api, stream: true },
]);

/** A stand-in that is gone after the tests of the file. */
export async function startServer(
  answer: ModelServerOptions["answer"],
  options: Omit<ModelServerOptions, "answer"> = {},
): Promise<ModelServer> {
  const server = await startModelServer({ answer, ...options });
  afterAll(() => server.close());
  return server;
}

/** A question of the support desk, in the form of the API. */
export function ask(
  baseUrl: string,
  change: Partial<ModelRequest> = {},
  more: JsonObject = {},
): ModelRequest {
  const api = change.api ?? "chat";
  const question = "Can I return it after 40 days?";
  return {
    api,
    baseUrl,
    apiKeyEnv: "OPENAI_API_KEY",
    headers: {},
    body: {
      model: "gpt-5-mini",
      ...(api === "chat"
        ? {
            messages: [
              { role: "system", content: "You are a support desk." },
              { role: "user", content: question },
            ],
          }
        : { instructions: "You are a support desk.", input: question }),
      ...more,
    },
    stream: false,
    ...change,
  };
}

export const secrets: Readonly<Record<string, string>> = { OPENAI_API_KEY: key };

export function open(options: Partial<ModelOptions> = {}) {
  return openModels({ secret: (name) => secrets[name], prices: {}, ...options });
}

/** One call with nothing special about it. */
export async function callOnce(
  request: ModelRequest,
  timeoutMs = 10_000,
  options: Partial<ModelOptions> = {},
): Promise<ModelReply> {
  const models = await open(options);
  return models.call(request, { timeoutMs });
}

/** The reply of a call that is made alone: it has a latency. */
export function expectOk(reply: ModelReply) {
  if (reply.status !== "ok") throw new Error(`${reply.status}: ${reply.reason}`);
  const { latencyMs } = reply;
  if (latencyMs === undefined) throw new Error("the reply has no latency");
  return { ...reply, latencyMs };
}
