import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkHttp } from "../../../../src/edge/model/app/http-app.ts";
import type { HttpMessage } from "../../../../src/experiment/app-call.ts";
import { portMark, sessionMark } from "../../../../src/experiment/http-marks.ts";
import { ask } from "./asking.ts";
import { aMessage, askRemote, json, openRemote, startHttp, startSaying } from "./calling-http.ts";

const chat = { reply: { preset: "openai" } } as const;
const graph = { reply: { preset: "langgraph" } } as const;

describe("what is sent", () => {
  it("sends the method, the body and the headers, and the span that the app's spans belong under", async () => {
    const { origin, received } = await startSaying(json({ output: "Yes" }));
    const secrets: Record<string, string> = { DESK_KEY: "desk-key-12345678" };
    const sent: string[] = [];
    const app = await openRemote({ secret: (name) => secrets[name] });
    const http = aMessage(`${origin}/chat?plan=gold`, { method: "PUT", headers: { "X-Key": "${DESK_KEY}" } });
    const reply = await ask(app, { http, turn: { onSent: (name) => sent.push(name) } });
    expect(reply).toMatchObject({ status: "ok", output: "Yes", messages: [], latencyMs: expect.any(Number) });
    expect(reply).not.toHaveProperty("toolCalls");
    expect(received).toMatchObject([
      {
        method: "PUT",
        path: "/chat?plan=gold",
        headers: {
          "x-key": "desk-key-12345678",
          "content-type": "application/json",
          "accept-encoding": "identity",
          traceparent: "00-00-00-01",
        },
        body: json({ input: "May I return the pan?" }),
      },
    ]);
    expect(sent).toEqual(["server"]);
  });

  it("sends no body with GET", async () => {
    const { origin, received } = await startSaying(json({ output: "Yes" }));
    const { body: _, ...message } = aMessage(origin, { method: "GET" });
    expect(await ask(await openRemote(), { http: message })).toMatchObject({ status: "ok" });
    expect(received).toMatchObject([{ method: "GET", body: "" }]);
    expect(received[0]?.headers).not.toHaveProperty("content-type");
  });

  it("puts the session of the trial in the place of its mark, wherever that is", async () => {
    const { origin, received } = await startSaying(json({ output: "Yes" }));
    await askRemote(`${origin}/threads/${sessionMark}/ask`, {
      headers: { "x-session": sessionMark },
      body: { id: sessionMark, list: [`s:${sessionMark}`], q: "session" },
    });
    expect(received).toMatchObject([
      {
        path: "/threads/refund-1%2F0/ask",
        headers: { "x-session": "refund-1/0" },
        body: json({ id: "refund-1/0", list: ["s:refund-1/0"], q: "session" }),
      },
    ]);
  });
});

describe("what is read", () => {
  it("reads the keys of a command's protocol where no paths are written, and leaves others alone", async () => {
    const { origin } = await startSaying(
      json({
        output: { text: "Yes" },
        tool_calls: [{ name: "find_order", arguments: { id: "A1" } }],
        context: ["30 days"],
        usage: { input: 10, output: 2, model: "desk-1" },
        cost_usd: 0.01,
        version: 3,
        debug: null,
      }),
    );
    expect(await askRemote(origin)).toMatchObject({
      status: "ok",
      output: { text: "Yes" },
      toolCalls: [{ name: "find_order", arguments: { id: "A1" } }],
      context: ["30 days"],
      usage: { input: 10, output: 2 },
      model: "desk-1",
      costUsd: 0.01,
    });
  });

  it.each<[string, string, string, unknown]>([
    ["a text", "text/plain; charset=utf-8", "Yes, 30 days", "Yes, 30 days"],
    ["a text without a type", "", "Yes", "Yes"],
    ["a text that looks like JSON", "text/markdown", '{"a":1}', '{"a":1}'],
    ["a JSON text", "application/json", '"Yes"', "Yes"],
    ["a JSON list", "application/problem+json", "[1,2]", [1, 2]],
  ])("%s is the output", async (_, type, body, expected) => {
    const { origin } = await startSaying(body, type === "" ? {} : { "content-type": type });
    expect(await askRemote(origin)).toMatchObject({ status: "ok", output: expected });
  });

  const reply = {
    output: "$.data.answer",
    context: "$.data.docs[*].text",
    messages: "$.data.log",
    toolCalls: "$.calls",
    usage: "$.tokens",
  };

  it("finds each part by its path, whatever the type of the reply says", async () => {
    const { origin } = await startSaying(
      json({
        data: {
          answer: "Yes",
          docs: [{ text: "30 days" }, { text: "unused" }],
          log: [{ role: "assistant", content: "Yes" }],
        },
        calls: [{ name: "find", args: { id: 1 } }],
        tokens: { prompt_tokens: 4, completion_tokens: 1 },
      }),
      { "content-type": "text/html" },
    );
    expect(await askRemote(origin, { reply })).toMatchObject({
      output: "Yes",
      context: ["30 days", "unused"],
      messages: [{ role: "assistant", content: "Yes" }],
      toolCalls: [{ name: "find", arguments: { id: 1 } }],
      usage: { input: 4, output: 1 },
    });
  });

  it("leaves parts out that are not there", async () => {
    const { origin } = await startSaying(json({ data: { answer: "Yes" } }));
    const { output, ...others } = reply;
    const answer = await askRemote(origin, {
      reply: { output, toolCalls: others.toolCalls, usage: others.usage },
    });
    expect(Object.keys(answer).toSorted()).toEqual(["latencyMs", "messages", "output", "status"]);
  });

  it("reads a chat completion", async () => {
    const { origin } = await startSaying(
      json({
        model: "desk-1",
        choices: [
          {
            message: {
              content: null,
              tool_calls: [
                { id: "c1", type: "function", function: { name: "find_order", arguments: '{"id":"A1"}' } },
              ],
            },
            finish_reason: "tool_calls",
          },
        ],
        usage: { prompt_tokens: 10, completion_tokens: 3 },
      }),
    );
    expect(await askRemote(origin, chat)).toMatchObject({
      status: "ok",
      messages: [{ role: "assistant" }],
      toolCalls: [{ name: "find_order", arguments: { id: "A1" } }],
      usage: { input: 10, output: 3 },
      model: "desk-1",
    });
  });
});

describe("what the app gets wrong is told, and is its own failure", () => {
  it.each<[string, string, Partial<HttpMessage>, string]>([
    [
      "a path that finds nothing",
      json({ answer: "Yes", sources: [] }),
      { reply: { output: "$.output" } },
      "`response.output` $.output finds nothing in the reply, which has the keys answer, sources",
    ],
    [
      "no output",
      json({ answer: "Yes" }),
      {},
      "there is no `output` in the reply, which has the keys answer",
    ],
    [
      "an error in place of what is looked for",
      json({ error: { message: "no such order" } }),
      { reply: { output: "$.output" } },
      "the app answered with an error: no such order",
    ],
    [
      "an error inside a 200",
      json({ error: "no such order" }),
      {},
      "the app answered with an error: no such order",
    ],
    ["an empty reply", "", {}, "the reply is empty"],
    [
      "no JSON",
      "<!doctype html>\n<title>Sign in</title>",
      { reply: { output: "$.a" } },
      "the reply is not JSON (of the type application/json): <!doctype html> <title>Sign in</title>",
    ],
    ["a key of another kind", json({ output: "Yes", usage: 7 }), {}, "usage"],
    ["a figure that cannot be", json({ output: "Yes", usage: { input: -1 } }), {}, "`usage.input`"],
    ["a null", json({ output: null }), {}, "null"],
    [
      "no chat completion",
      json({ output: "Yes" }),
      chat,
      "`choices` of the chat completion is missing or of another type",
    ],
    [
      "an error in a chat completion's place",
      json({ error: { message: "model is gone", code: "gone" } }),
      chat,
      "the app answered with an error: model is gone",
    ],
  ])("%s", async (_, body, change, reason) => {
    const { origin } = await startSaying(body);
    const reply = await askRemote(origin, change);
    expect(reply).toMatchObject({ status: "app_error", latencyMs: expect.any(Number) });
    expect(reply.status === "app_error" && reply.reason).toContain(reason);
  });

  it.each([
    [400, json({ error: { message: "unknown field `q`" } }), "the app answers 400: unknown field `q`"],
    [404, "Not Found", "the app answers 404: Not Found"],
    [422, json({ detail: "field required" }), "the app answers 422: field required"],
    [500, "Traceback\n  KeyError: 'order'", "the app answers 500: Traceback KeyError: 'order'"],
    [501, "", "the app answers 501"],
  ])("status %d", async (status, body, reason) => {
    const { origin } = await startSaying(body, {}, status);
    expect(await askRemote(origin)).toMatchObject({
      status: "app_error",
      reason: expect.stringContaining(reason),
    });
  });

  it("an image", async () => {
    const { origin } = await startSaying("GIF89a", { "content-type": "image/gif" });
    expect(await askRemote(origin)).toMatchObject({
      status: "app_error",
      reason: "the reply is of the type image/gif, which is neither JSON nor text",
    });
  });

  it("an encoding that was not asked for", async () => {
    const { origin } = await startHttp((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(json({ output: "Yes" })));
    });
    expect(await askRemote(origin)).toMatchObject({
      status: "app_error",
      reason: "the reply is encoded as gzip, though `accept-encoding: identity` was sent",
    });
  });

  it("a body of 40 MB", async () => {
    const { origin } = await startHttp((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      const part = Buffer.alloc(1024 * 1024, "a");
      let parts = 0;
      const more = (): void => {
        while (parts < 40 && !response.destroyed) {
          parts += 1;
          if (!response.write(part)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    expect(await askRemote(origin)).toMatchObject({
      status: "app_error",
      reason: "the reply is longer than 32 MiB",
    });
  });

  it("a reply that nests too deep", async () => {
    const { origin } = await startSaying(`{"output":${"[".repeat(5000)}${"]".repeat(5000)}}`);
    expect(await askRemote(origin)).toMatchObject({ status: "app_error" });
    expect(await askRemote(origin, { reply: { output: "$..x" } })).toMatchObject({ status: "app_error" });
    const failing = await startSaying(`{"error":${"[".repeat(5000)}${"]".repeat(5000)}}`);
    expect(await askRemote(failing.origin, graph)).toMatchObject({ status: "app_error" });
  });

  it.each([
    [
      "https://evil.example:8443/steal?t=1",
      "a redirect to https://evil.example:8443, and redirects are not followed",
    ],
    ["/login", "a redirect within the same host, and redirects are not followed"],
    ["http://", "a redirect, and redirects are not followed"],
  ])("a redirect to %s, which is not followed", async (location, reason) => {
    const { origin, received } = await startSaying("", { location }, 302);
    const reply = await askRemote(`${origin}/chat`);
    expect(reply).toMatchObject({ status: "app_error", reason: expect.stringContaining(reason) });
    expect(JSON.stringify(reply)).not.toContain("steal");
    expect(received).toHaveLength(1);
  });

  it("a redirect to another host never carries the key there", async () => {
    const other = await startSaying(json({ output: "stolen" }));
    const { origin } = await startSaying("", { location: other.origin }, 307);
    const options = { secret: () => "desk-key-12345678" };
    const reply = await askRemote(origin, { headers: { authorization: "Bearer ${DESK_KEY}" } }, { options });
    expect(reply).toMatchObject({
      status: "app_error",
      reason: expect.stringContaining(`to ${other.origin}`),
    });
    expect(other.received).toEqual([]);
  });
});

describe("what the app is not to blame for", () => {
  it.each([
    [401, "key", false],
    [403, "key", false],
    [429, "rate_limit", true],
    [502, "server", true],
    [503, "server", true],
    [504, "server", true],
  ])("status %d is %s", async (status, code, isRetryable) => {
    const { origin } = await startSaying("no", { "retry-after": "2" }, status);
    const reply = await askRemote(origin);
    expect(reply).toMatchObject({ status: "infra_error", code, isRetryable });
    expect(reply).toMatchObject(isRetryable ? { retryAfterMs: 2000 } : {});
  });

  it("nobody at the address", async () => {
    expect(await askRemote("http://127.0.0.1:1/chat")).toMatchObject({
      status: "infra_error",
      code: "network",
      isRetryable: true,
    });
  });

  it("no answer in time", async () => {
    const { origin } = await startHttp(() => undefined);
    expect(await askRemote(origin, {}, { timeoutMs: 50 })).toMatchObject({
      status: "infra_error",
      code: "timeout",
    });
  });

  it("a stop of the run, before and after the request went out", async () => {
    const controller = new AbortController();
    const { origin } = await startHttp(() => controller.abort());
    const stopped = { status: "infra_error", code: "aborted", isRetryable: false };
    expect(await askRemote(origin, {}, { signal: controller.signal })).toMatchObject(stopped);
    expect(await askRemote(origin, {}, { signal: controller.signal })).toMatchObject(stopped);
  });

  it("a connection that breaks in the middle", async () => {
    const { origin } = await startHttp((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"output":');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await askRemote(origin)).toMatchObject({ status: "infra_error", code: "network" });
  });
});

describe("langgraph", () => {
  const question = { role: "user", content: "May I return the pan?" };
  const sent = { ...graph, body: { assistant_id: "agent", input: { messages: [question] } } };
  const human = { type: "human", content: "May I return the pan?", id: "1" };
  const usage = (input: number, output: number, read = 0) => ({
    usage_metadata: { input_tokens: input, output_tokens: output, input_token_details: { cache_read: read } },
    response_metadata: { model_name: "desk-1" },
  });
  const calling = {
    type: "ai",
    content: [{ type: "text", text: "Let me look." }],
    tool_calls: [{ name: "find_order", args: { id: 5 }, id: "c1", type: "tool_call" }],
    invalid_tool_calls: [{ name: "cancel_order", args: "{id: ", id: "c2", error: "malformed" }],
    ...usage(10, 3, 4),
  };
  const result = {
    type: "tool",
    content: "Error: id is no text",
    name: "find_order",
    tool_call_id: "c1",
    status: "error",
  };
  const answer = { type: "ai", content: "Yes, within 30 days.", tool_calls: [], ...usage(20, 5) };

  it("reads the final state after the newlines that keep the connection alive", async () => {
    const { origin } = await startHttp((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("\n");
      setTimeout(
        () => response.end(`\n\n${json({ messages: [human, calling, result, answer], order: 5 })}`),
        20,
      );
    });
    const reply = await askRemote(origin, sent);
    expect(reply).toMatchObject({
      status: "ok",
      output: "Yes, within 30 days.",
      model: "desk-1",
      usage: { input: 30, output: 8, cacheRead: 4 },
      toolCalls: [
        { name: "find_order", arguments: { id: 5 } },
        { name: "cancel_order", arguments: "{id: " },
      ],
    });
    expect(reply).toHaveProperty("messages", [
      {
        role: "assistant",
        content: "Let me look.",
        tool_calls: [
          { id: "c1", type: "function", function: { name: "find_order", arguments: '{"id":5}' } },
          { id: "c2", type: "function", function: { name: "cancel_order", arguments: "{id: " } },
        ],
      },
      { role: "tool", content: "Error: id is no text", name: "find_order", tool_call_id: "c1", error: true },
      { role: "assistant", content: "Yes, within 30 days." },
    ]);
  });

  it("says no tokens of a kind that one call does not tell", async () => {
    const half = { type: "ai", content: "Yes", usage_metadata: { output_tokens: 2 } };
    const { origin } = await startSaying(json({ messages: [human, calling, half] }));
    const reply = await askRemote(origin, sent);
    expect(reply).toMatchObject({ status: "ok", usage: { output: 5 } });
    expect(reply.status === "ok" && reply.usage).not.toHaveProperty("input");
  });

  it("says no tokens and no model where one call does not tell them", async () => {
    const { origin } = await startSaying(
      json({ messages: [human, calling, { type: "ai", content: "Yes" }] }),
    );
    const reply = await askRemote(origin, sent);
    expect(reply).toMatchObject({ status: "ok", output: "Yes" });
    expect(reply).not.toHaveProperty("usage");
    expect(reply).not.toHaveProperty("model");
  });

  it("takes messages with roles too", async () => {
    const { origin } = await startSaying(
      json({ messages: [question, { role: "assistant", content: "Yes" }] }),
    );
    expect(await askRemote(origin, sent)).toMatchObject({
      output: "Yes",
      messages: [{ role: "assistant", content: "Yes" }],
    });
  });

  it.each<[string, unknown, string]>([
    [
      "__error__",
      { __error__: { error: "ValueError", message: "no such order" } },
      "the app answered with an error: ValueError: no such order",
    ],
    [
      "error and message",
      { error: "GraphRecursionError", message: "limit of 25" },
      "the app answered with an error: GraphRecursionError: limit of 25",
    ],
    ["detail", { detail: "no such assistant" }, "the app answered with an error: no such assistant"],
    ["no messages", { answer: "Yes" }, "the final state has no `messages`"],
    ["no answer", { messages: [human] }, "the final state has no message of the assistant"],
    ["a list", [1], "the final state has no `messages`"],
  ])("an error inside a 200: %s", async (_, state, reason) => {
    const { origin } = await startSaying(`\n\n${json(state)}`);
    expect(await askRemote(origin, sent)).toMatchObject({
      status: "app_error",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("streams", () => {
  const streamed = (parts: readonly string[], type: string, pauseMs = 30) =>
    startHttp((_, response) => {
      response.writeHead(200, { "content-type": type });
      const [first, ...others] = parts;
      response.write(first);
      others.forEach((part, index) => setTimeout(() => response.write(part), (index + 1) * pauseMs));
      setTimeout(() => response.end(), parts.length * pauseMs);
    });
  const sse = (values: readonly unknown[]) =>
    values.map((value) => `data: ${typeof value === "string" ? value : json(value)}\n\n`);

  function expectFirst(reply: Awaited<ReturnType<typeof askRemote>>): void {
    if (reply.status !== "ok") throw new Error(reply.reason);
    const { ttftMs, latencyMs } = reply;
    expect(ttftMs).toBeGreaterThan(0);
    expect(ttftMs).toBeLessThan(latencyMs ?? 0);
  }

  it("joins the chunks of a slow chat completion, with the time to its first token", async () => {
    const delta = (content: string, finish: string | null = null) => ({
      choices: [{ index: 0, delta: { content }, finish_reason: finish }],
    });
    const last = { model: "desk-1", choices: [], usage: { prompt_tokens: 4, completion_tokens: 2 } };
    const { origin } = await streamed(
      sse([delta(""), delta("Yes"), delta(", 30 days", "stop"), last, "[DONE]"]),
      "text/event-stream",
    );
    const reply = await askRemote(origin, { ...chat, stream: true });
    expect(reply).toMatchObject({ status: "ok", output: "Yes, 30 days", usage: { input: 4, output: 2 } });
    expectFirst(reply);
  });

  it.each<[string, string, readonly string[], Partial<HttpMessage>]>([
    [
      "events of the app's own, by path",
      "text/event-stream",
      sse([
        { kind: "start" },
        { delta: { text: "Yes" } },
        { delta: { text: ", 30 days" }, tokens: { input: 4, output: 2 } },
        "[DONE]",
      ]),
      { reply: { output: "$.delta.text", usage: "$.tokens" } },
    ],
    [
      "events with our own keys",
      "text/event-stream; charset=utf-8",
      sse([{ output: "Yes" }, { output: ", 30 days" }, { usage: { input: 4, output: 2 } }]),
      {},
    ],
    [
      "lines of JSON",
      "application/x-ndjson",
      [`${json({ output: "Yes" })}\n{"out`, `put":", 30 days"}\n`, json({ usage: { input: 4, output: 2 } })],
      {},
    ],
  ])("joins %s", async (_, type, parts, change) => {
    const { origin } = await streamed(parts, type);
    const reply = await askRemote(origin, { stream: true, ...change });
    expect(reply).toMatchObject({ status: "ok", output: "Yes, 30 days", usage: { input: 4, output: 2 } });
    expectFirst(reply);
  });

  it("joins events that are text, also where a token is a number", async () => {
    const { origin } = await streamed(
      ["event: ping\n\n", ...sse(["Within ", "30", '" days"'])],
      "text/event-stream",
    );
    const reply = await askRemote(origin, { stream: true });
    expect(reply).toMatchObject({ status: "ok", output: "Within 30 days" });
    expectFirst(reply);
  });

  it("joins plain text, also where a letter is cut in two", async () => {
    const bytes = Buffer.from("Grüße");
    const { origin } = await startHttp((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.write(bytes.subarray(0, 3));
      setTimeout(() => response.end(bytes.subarray(3)), 30);
    });
    const reply = await askRemote(origin, { stream: true });
    expect(reply).toMatchObject({ output: "Grüße" });
    expectFirst(reply);
  });

  it("reads a reply that is no stream as a whole, without a time to the first token", async () => {
    const { origin } = await startSaying(json({ output: "Yes" }));
    const reply = await askRemote(origin, { stream: true });
    expect(reply).toMatchObject({ status: "ok", output: "Yes" });
    expect(reply).not.toHaveProperty("ttftMs");
  });

  it.each<[string, string, readonly string[], string]>([
    [
      "an error as an event",
      "text/event-stream",
      ['event: error\ndata: {"error":"out of tokens"}\n\n'],
      "the app answered with an error: out of tokens",
    ],
    [
      "an error in the data",
      "text/event-stream",
      sse([{ output: "Yes" }, { detail: "out of tokens" }]),
      "the app answered with an error: out of tokens",
    ],
    ["no event at all", "text/event-stream", [": hello\n\n"], "the stream ended without an answer"],
    [
      "events without an output",
      "text/event-stream",
      sse([{ a: 1 }, { b: 2 }]),
      "there is no `output` in the reply, which has the keys b",
    ],
    [
      "a line that is no JSON",
      "application/x-ndjson",
      ["{oops\n"],
      "a line of the stream is not JSON: {oops",
    ],
  ])("%s is the app's failure", async (_, type, parts, reason) => {
    const { origin } = await streamed(parts, type, 1);
    expect(await askRemote(origin, { stream: true })).toMatchObject({
      status: "app_error",
      reason: expect.stringContaining(reason),
    });
  });

  it.each(["text/event-stream", "application/x-ndjson", "text/plain"])(
    "a %s that never ends is ended by the limit",
    async (type) => {
      const { origin } = await startHttp((_, response) => {
        response.writeHead(200, { "content-type": type });
        response.write(type === "application/x-ndjson" ? '{"output":"Yes"}\n' : "data: Yes\n\n");
      });
      expect(await askRemote(origin, { stream: true }, { timeoutMs: 100 })).toMatchObject({
        status: "infra_error",
        code: "timeout",
      });
    },
  );
});

describe("secrets", () => {
  const options = { secret: () => "desk-key-12345678", hidden: ["model-key-12345678"] };
  const headers = { "x-key": "${DESK_KEY}" };

  it.each<[string, string, number]>([
    ["an answer", json({ output: "your key is desk-key-12345678 and model-key-12345678" }), 200],
    ["an error", "denied for desk-key-12345678, model-key-12345678", 500],
    ["a reason that is cut in the middle of one", `${"x".repeat(270)}desk-key-12345678`, 500],
  ])("are hidden in %s", async (_, body, status) => {
    const { origin } = await startSaying(body, { "content-type": "application/json" }, status);
    const reply = json(await askRemote(origin, { headers }, { options }));
    expect(reply).toContain("[hidden]");
    expect(reply).not.toMatch(/desk-key|model-key/);
  });

  it("are named when they are missing, before anything is sent", async () => {
    const { origin, received } = await startSaying(json({ output: "Yes" }));
    const request = {
      app: "desk",
      input: "x",
      http: aMessage(origin, { headers: { "x-key": "${DESK_KEY}" } }),
    };
    expect(checkHttp(request, () => undefined)).toMatchObject([
      { code: "key-missing", message: "`DESK_KEY` is not set, and the app cannot be called without it." },
    ]);
    await expect(askRemote(origin, { headers })).rejects.toThrow("`DESK_KEY` is not set");
    expect(received).toEqual([]);
  });
});

describe("what is checked before a run", () => {
  const problemsOf = (change: Partial<HttpMessage>, url = "https://desk.example/chat") =>
    checkHttp({ app: "desk", input: "x", http: aMessage(url, change) }, () => "desk-key-12345678").map(
      ({ code, message }) => `${code}: ${message}`,
    );

  it("finds nothing wrong with a request of ours", () => {
    expect(problemsOf({ reply: { output: "$.a[?@.b == 1].c" } })).toEqual([]);
    expect(problemsOf({}, `http://127.0.0.1:${portMark}/chat/${sessionMark}`)).toEqual([]);
  });

  it.each<[string, Partial<HttpMessage>, string?]>([
    ['response-path: `target.response.tool_calls` "$[" is not a JSONPath', { reply: { toolCalls: "$[" } }],
    ["response-path: `target.response.output`", { reply: { output: "$[?match(@.a, '(a+)+$')]" } }],
    ["header-refused: `headers.Content-Length`", { headers: { "Content-Length": "1" } }],
    ['base-url-refused: `url` "http://desk.example/chat" would send the key', {}, "http://desk.example/chat"],
  ])("%s", (expected, change, url) => {
    expect(problemsOf(change, url)).toEqual([expect.stringContaining(expected)]);
  });
});
