import { createServer } from "node:http";
import { once } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import type { ModelReply } from "../../../src/experiment/model-call.ts";
import type { ModelServerReply } from "../../stand-ins/model-server.ts";
import { ask, callOnce, key, open, startServer, ways } from "./calling.ts";

const infra = (code: string, isRetryable: boolean) => ({ status: "infra_error", code, isRetryable });
const text = (body: string, more: object = {}): ModelServerReply => ({ status: 200, body, ...more });

describe.each(ways)("$api, stream: $stream", ({ api, stream }) => {
  const call = async (reply: ModelServerReply, timeoutMs?: number): Promise<ModelReply> => {
    const server = await startServer(() => reply);
    return callOnce(ask(server.baseUrl, { api, stream }), timeoutMs);
  };

  it.each([
    ["invalid_request", "400 unsupported_parameter: Unsupported parameter: 'top_k'."],
    ["context_length", "400 context_length_exceeded: This model's maximum context length is 128000 tokens."],
    ["model_not_found", "404 model_not_found: The model does not exist."],
    ["too_large", "413 request_too_large: The request is too large."],
    ["unprocessable", "422 unprocessable: The schema cannot be compiled."],
  ] as const)("blames the change for %s, in the provider's words", async (error, reason) => {
    expect(await call({ error })).toEqual({ status: "app_error", reason, latencyMs: expect.any(Number) });
  });

  it.each([
    ["unauthorized", infra("key", false)],
    ["forbidden", infra("key", false)],
    ["insufficient_quota", infra("quota", false)],
    ["rate_limit", infra("rate_limit", true)],
    ["timeout", infra("server", true)],
    ["conflict", infra("server", true)],
    ["server", infra("server", true)],
    ["bad_gateway", infra("server", true)],
    ["overloaded", infra("server", true)],
  ] as const)("blames the provider for %s", async (error, expected) => {
    const reply = await call({ error });
    expect(reply).toMatchObject(expected);
    expect(reply).not.toHaveProperty("retryAfterMs");
  });

  it.each(["stall", "stall-in-body"] as const)("ends a %s when the time is up", async (fault) => {
    expect(await call({ fault }, 150)).toEqual({
      ...infra("timeout", true),
      reason: "no whole answer within 150 ms",
    });
  });

  it.each(["reset", "cut-off"] as const)("calls a %s a broken connection", async (fault) => {
    expect(await call({ fault })).toMatchObject({
      ...infra("network", true),
      reason: expect.stringMatching(/^no connection to http:\/\/127\.0\.0\.1:\d+, or it broke: ECONNRESET$/),
    });
  });

  it("does not take half an answer for one", async () => {
    expect(await call({ fault: "truncated" })).toMatchObject(infra("malformed", true));
  });

  it("ends an endless body", async () => {
    expect(await call({ fault: "endless" })).toMatchObject({
      ...infra("malformed", true),
      reason: "the reply is longer than 32 MiB",
    });
  });

  it.each([
    ["no JSON", "<html>", "application/json"],
    ["nothing", "", "application/json"],
    ["another thing", '"30 days"', "application/json"],
    ["null", "null", "application/json"],
    ["no choices", '{"choices":[],"output":[]}', "application/json"],
    ["a page", "<html>Sign in</html>", "text/html"],
    ["an empty stream", "", "text/event-stream"],
    ["a stream that ends at once", "data: [DONE]\n\n", "text/event-stream"],
    ["a stream of no JSON", "data: {\n\n", "text/event-stream"],
    ["a stream of other things", "data: 7\n\n", "text/event-stream"],
  ])("does not take %s for an answer", async (_, body, type) => {
    expect(await call(text(body, { headers: { "content-type": type } }))).toMatchObject(
      infra("malformed", true),
    );
  });

  it("does not follow a redirect, and sends the key nowhere else", async () => {
    const other = await startServer(() => ({ text: "caught" }));
    const reply = await call({ redirect: `${other.baseUrl}/chat/completions` });
    expect(reply).toMatchObject(infra("redirect", false));
    expect(other.requests).toEqual([]);
  });

  it("ends when the caller stops, before and during the call", async () => {
    const server = await startServer(() => ({ fault: "stall-in-body" }));
    const models = await open();
    const stop = new AbortController();
    const running = models.call(ask(server.baseUrl, { api, stream }), {
      timeoutMs: 10_000,
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 50);
    expect(await running).toMatchObject(infra("aborted", false));
    const late = await models.call(ask(server.baseUrl), { timeoutMs: 10_000, signal: stop.signal });
    expect(late).toMatchObject(infra("aborted", false));
    expect(server.requests).toHaveLength(1);
  });

  it("does not repeat the key when the provider does", async () => {
    const forms = [
      key,
      encodeURIComponent(key),
      key.replaceAll("-", "%2D"),
      btoa(key),
      btoa(`Bearer ${key}`),
    ];
    const message = `bad request of ${forms.join(" and ")}`;
    const reply = await call({ error: "invalid_request", message });
    expect(reply).toMatchObject({ status: "app_error" });
    expect(JSON.stringify(reply)).not.toMatch(/CANARY|Q0FOQVJZ|NBTkFSW|DQU5BUl/);
    expect(JSON.stringify(await call({ error: "unauthorized", message }))).not.toMatch(/CANARY|Q0FOQVJZ/);
  });

  it("cuts what the provider says to one line of 300 characters", async () => {
    const message = `${"a\n\u0007b ".repeat(50_000)}${key}`;
    const reply = await call({ error: "invalid_request", message });
    expect(reply).toMatchObject({
      reason: expect.stringMatching(/^400 unsupported_parameter: a b a b[ab ]+…$/),
    });
    expect("reason" in reply && reply.reason.length).toBe(300);
  });
});

describe("how long to wait", () => {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  it.each([
    [{ retryAfter: "7" }, 7000, 7000],
    [{ retryAfter: "0.5" }, 500, 500],
    [{ retryAfter: "0" }, 0, 0],
    [{ retryAfterMs: "250" }, 250, 250],
    [{ retryAfterMs: "250", retryAfter: "7" }, 250, 250],
    [{ retryAfterMs: "soon", retryAfter: "7" }, 7000, 7000],
    [{ retryAfter: inSeconds(20) }, 5000, 20_000],
    [{ retryAfter: inSeconds(-20) }, 0, 0],
    [{ retryAfter: "86400" }, 3_600_000, 3_600_000],
    [{ retryAfter: "9".repeat(400) }, 3_600_000, 3_600_000],
  ])("reads %o", async (headers, least, most) => {
    for (const error of ["rate_limit", "overloaded"] as const) {
      const server = await startServer(() => ({ error, ...headers }));
      const reply = await callOnce(ask(server.baseUrl));
      const waitMs = "retryAfterMs" in reply ? reply.retryAfterMs : undefined;
      expect(waitMs).toBeGreaterThanOrEqual(least);
      expect(waitMs).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    [{ "remaining-requests": "0", "reset-requests": "120ms" }, 120],
    [{ "remaining-requests": "0", "reset-requests": "1.5s" }, 1500],
    [{ "remaining-tokens": "0", "reset-tokens": "6m0s" }, 360_000],
    [{ "remaining-tokens": "0", "reset-tokens": "9h1m" }, 3_600_000],
    [
      {
        "remaining-requests": "0",
        "reset-requests": "1s",
        "remaining-tokens": "0",
        "reset-tokens": "2s",
      },
      2000,
    ],
    [
      {
        "remaining-requests": "9",
        "reset-requests": "60s",
        "remaining-tokens": "0",
        "reset-tokens": "2s",
      },
      2000,
    ],
    [{ "remaining-requests": "9", "reset-requests": "1s" }, undefined],
    [{ "reset-requests": "1s" }, undefined],
    [{ "remaining-requests": "0", "reset-requests": "1790000000" }, undefined],
    [{ "remaining-requests": "0", "reset-requests": "soon" }, undefined],
  ])("reads of a rate limit %o", async (limits, expected) => {
    const headers = Object.fromEntries(
      Object.entries(limits).map(([name, value]) => [`x-ratelimit-${name}`, value]),
    );
    const server = await startServer(() => ({ status: 429, body: "{}", headers }));
    const reply = await callOnce(ask(server.baseUrl));
    expect("retryAfterMs" in reply ? reply.retryAfterMs : undefined).toBe(expected);
    const told = { ...headers, "retry-after": "7" };
    const other = await startServer(() => ({ status: 429, body: "{}", headers: told }));
    expect(await callOnce(ask(other.baseUrl))).toMatchObject({ retryAfterMs: 7000 });
  });

  it.each([
    [408, true],
    [500, undefined],
    [502, undefined],
    [503, true],
    [504, true],
    [529, true],
  ])("knows whether %i means too much to do", async (status, isOverload) => {
    const server = await startServer(() => ({ status, body: "{}" }));
    const reply = await callOnce(ask(server.baseUrl));
    expect(reply).toMatchObject(infra("server", true));
    expect("isOverload" in reply ? reply.isOverload : undefined).toBe(isOverload);
  });

  it.each(["soon", "soon GMT", "-7", "NaN", "Infinity", "7 s", ""])(
    "does not know what %j means",
    async (retryAfter) => {
      const server = await startServer(() => ({ error: "rate_limit", retryAfter, retryAfterMs: retryAfter }));
      const reply = await callOnce(ask(server.baseUrl));
      expect(reply).toMatchObject(infra("rate_limit", true));
      expect(reply).not.toHaveProperty("retryAfterMs");
    },
  );
});

describe("errors of other providers", () => {
  it.each([
    ["a message alone", 400, '{"message":"no such field"}', "app_error", "400: no such field"],
    ["a list", 400, '[{"error":{"code":400,"message":"no such field"}}]', "app_error", "400: no such field"],
    ["a detail", 422, '{"detail":"no such field"}', "app_error", '422: {"detail":"no such field"}'],
    ["a text error", 404, '{"error":"no such model"}', "app_error", '404: "no such model"'],
    ["a page", 413, "<h1>Too large</h1>", "app_error", "413: <h1>Too large</h1>"],
    ["nothing", 400, "", "app_error", "400: status code (no body)"],
  ])("reads %s", async (_, status, body, kind, reason) => {
    const server = await startServer(() => ({ status, body }));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject({ status: kind, reason });
  });

  it.each([
    [402, "quota", false],
    [400, "key", false, '{"error":{"code":"invalid_api_key","message":"no"}}'],
    [405, "server", false],
    [451, "server", false],
    [529, "server", true],
  ])("%i is %s", async (status, code, isRetryable, body = "{}") => {
    const server = await startServer(() => ({ status, body }));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject(infra(code, isRetryable));
  });

  it.each([
    [{ code: 502, message: "upstream" }, infra("server", true)],
    [{ code: 429, message: "upstream" }, infra("rate_limit", true)],
    [{ type: "server_error", message: "upstream" }, infra("server", true)],
    [{ type: "insufficient_quota", message: "none left" }, infra("quota", false)],
    [{ type: "invalid_request_error", message: "too long" }, { status: "app_error" }],
  ])("reads an error inside a reply that began with 200: %o", async (error, expected) => {
    const body = JSON.stringify({ error });
    const plain = await startServer(() => text(body));
    expect(await callOnce(ask(plain.baseUrl))).toMatchObject(expected);
    const headers = { "content-type": "text/event-stream" };
    const streamed = await startServer(() => text(`data: ${body}\n\n`, { headers }));
    expect(await callOnce(ask(streamed.baseUrl, { stream: true }))).toMatchObject(expected);
  });

  it.each([
    ["server_error", infra("server", true)],
    ["rate_limit_exceeded", infra("rate_limit", true)],
    ["invalid_prompt", { status: "app_error" }],
  ])("reads a response that failed with %s", async (code, expected) => {
    const response = { status: "failed", error: { code, message: "it failed" }, output: [] };
    const plain = await startServer(() => text(JSON.stringify(response)));
    expect(await callOnce(ask(plain.baseUrl, { api: "responses" }))).toMatchObject(expected);
    const event = `event: response.failed\ndata: ${JSON.stringify({ type: "response.failed", response })}\n\n`;
    const headers = { "content-type": "text/event-stream" };
    const streamed = await startServer(() => text(event, { headers }));
    expect(await callOnce(ask(streamed.baseUrl, { api: "responses", stream: true }))).toMatchObject(expected);
  });
});

describe("replies that are not as promised", () => {
  const message = { role: "assistant", content: "30 days" };

  it.each([
    ["choices.0.message.content", { choices: [{ message: { content: 30 } }] }],
    [
      "choices.0.message.tool_calls.0",
      { choices: [{ message: { tool_calls: [{ function: { name: "" } }] } }] },
    ],
    ["choices.0.message", { choices: [{}] }],
    ["usage.prompt_tokens", { choices: [{ message }], usage: { prompt_tokens: "812" } }],
    ["usage.completion_tokens", { choices: [{ message }], usage: { completion_tokens: -1 } }],
    ["model", { choices: [{ message }], model: 5 }],
  ])("names %s", async (path, body) => {
    const server = await startServer(() => text(JSON.stringify(body)));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject({
      ...infra("malformed", true),
      reason: `\`${path}\` of the chat completion is missing or of another type`,
    });
  });

  it("takes an empty answer for an answer", async () => {
    const body = { choices: [{ message: { content: null }, finish_reason: "content_filter" }] };
    const server = await startServer(() => text(JSON.stringify(body)));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject({ status: "ok", output: "" });
  });

  it("does not take a message without any content for an answer", async () => {
    const server = await startServer(() => text('{"choices":[{"message":{"role":"assistant"}}]}'));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject(infra("malformed", true));
  });

  it("reads content in parts, and the calls of older servers", async () => {
    const parts = [{ type: "text", text: "30 " }, { type: "image" }, { type: "text", text: "days" }];
    const one = { ...message, content: parts, function_call: { name: "refund", arguments: "{}" } };
    const server = await startServer(() => text(JSON.stringify({ choices: [{ message: one }] })));
    expect(await callOnce(ask(server.baseUrl))).toMatchObject({
      output: "30 days",
      toolCalls: [{ name: "refund", arguments: {} }],
    });
  });
});

it("says which address no connection is to be had to", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  server.close();
  await once(server, "close");
  expect(await callOnce(ask(`http://127.0.0.1:${port}/v1`))).toEqual({
    ...infra("network", true),
    reason: `no connection to http://127.0.0.1:${port}, or it broke: ECONNREFUSED`,
  });
});

it("takes what is not HTTP for a broken connection", async () => {
  const server = createServer().on("connection", (socket) => socket.end("30 days\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  expect(await callOnce(ask(`http://127.0.0.1:${port}/v1`))).toMatchObject(infra("network", true));
});
