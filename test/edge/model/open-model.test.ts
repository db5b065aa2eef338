import { describe, expect, it } from "vitest";
import { apis, ask, callOnce, expectOk, key, open, startServer, ways } from "./calling.ts";

describe.each(ways)("$api, stream: $stream", ({ api, stream }) => {
  it("gives the text, the message, the tokens, the model and the latency", async () => {
    const server = await startServer(() => ({
      text: "Within 30 days.",
      usage: { input: 812, cacheRead: 600, cacheWrite: 100, output: 64, reasoning: 40 },
      model: "gpt-5-mini-2025-08-07",
    }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply).toMatchObject({
      output: "Within 30 days.",
      messages: [{ role: "assistant", content: "Within 30 days.", finish_reason: "stop" }],
      toolCalls: [],
      usage: { input: 812, cacheRead: 600, cacheWrite: 100, output: 64, reasoning: 40 },
      model: "gpt-5-mini-2025-08-07",
    });
    expect(reply.latencyMs).toBeGreaterThan(0);
    expect(reply.ttftMs !== undefined).toBe(stream);
    if (reply.ttftMs !== undefined) expect(reply.ttftMs).toBeLessThanOrEqual(reply.latencyMs);
    // 112 uncached + 100 written at 0.25, 600 read at 0.025, 64 at 2.00 USD per million.
    expect(reply.costUsd).toBeCloseTo((212 * 0.25 + 600 * 0.025 + 64 * 2) / 1e6, 15);
  });

  it("hides a key that the model repeats, in whatever clothes (S01)", async () => {
    const forms = [key, Buffer.from(key).toString("base64"), encodeURIComponent(key)];
    const server = await startServer(() => ({ text: `My key is ${forms.join(" or ")}.` }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply.output).toMatch(/^My key is \[hidden\] or \[hidden\]\w?=* or \[hidden\]\.$/);
    for (const form of forms) expect(JSON.stringify(reply)).not.toContain(form);
  });

  it("gives the calls of tools with their arguments, and no output beside them", async () => {
    const server = await startServer(() => ({
      toolCalls: [
        { name: "find_order", arguments: { id: 7, tags: ["gift"] } },
        { name: "escalate", arguments: "" },
      ],
    }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply).not.toHaveProperty("output");
    expect(reply.toolCalls).toEqual([
      { name: "find_order", arguments: { id: 7, tags: ["gift"] } },
      { name: "escalate", arguments: {} },
    ]);
    expect(reply.messages).toMatchObject([
      {
        role: "assistant",
        tool_calls: [
          { id: "call_0", type: "function", function: { name: "find_order" } },
          { id: "call_1", type: "function", function: { name: "escalate", arguments: "" } },
        ],
        finish_reason: "tool_calls",
      },
    ]);
    expect(reply.ttftMs !== undefined).toBe(stream);
  });

  it.each(['{"id": 7', "null", "1e999", '{"a":'.repeat(40) + "1" + "}".repeat(40)])(
    "leaves arguments that a record cannot hold as the text they are: %s",
    async (written) => {
      const server = await startServer(() => ({ toolCalls: [{ name: "refund", arguments: written }] }));
      const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
      expect(reply.toolCalls).toEqual([{ name: "refund", arguments: written }]);
    },
  );

  it("takes a refusal for the output", async () => {
    const server = await startServer(() => ({ refusal: "I cannot help with that." }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply).toMatchObject({
      output: "I cannot help with that.",
      messages: [{ content: "", refusal: "I cannot help with that." }],
    });
  });

  it("keeps an answer that was cut short, and says so in the message", async () => {
    const server = await startServer(() => ({ text: "Within", finishReason: "length" }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply).toMatchObject({ output: "Within", messages: [{ finish_reason: "length" }] });
  });

  it("leaves structured output as text, for the scorers to parse", async () => {
    const format = { name: "answer", schema: { type: "object" } };
    const server = await startServer(() => ({ json: { days: 30 } }));
    const more =
      api === "chat"
        ? { response_format: { type: "json_schema", json_schema: format } }
        : { text: { format: { type: "json_schema", ...format } } };
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream }, more)));
    expect(reply.output).toBe('{"days":30}');
  });

  it("does not know the tokens that the provider does not tell, nor the cost", async () => {
    const server = await startServer(() => ({ text: "30 days", usage: null }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply).not.toHaveProperty("usage");
    expect(reply).not.toHaveProperty("costUsd");
  });

  it("guesses what it may have cost where nobody counted, apart from what is known", async () => {
    const server = await startServer(() => ({ text: "30 days", usage: null }));
    const prices = { "gpt-5-mini": { input_mtok: 3, output_mtok: 30 } };
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream }), 5000, { prices }));
    expect(reply.guessedUsd).toBeGreaterThan(0.0001);
    expect(reply.guessedUsd).toBeLessThan(0.003);
    const unpriced = { model: "in-house-9" };
    const unknown = expectOk(await callOnce(ask(server.baseUrl, { api, stream }, unpriced)));
    expect(unknown).not.toHaveProperty("guessedUsd");
  });

  it("guesses nothing where the cost is known", async () => {
    const server = await startServer(() => ({ text: "30 days" }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream })));
    expect(reply.costUsd).toBeGreaterThan(0);
    expect(reply).not.toHaveProperty("guessedUsd");
  });

  it("does not know the cost of a model without a price", async () => {
    const server = await startServer(() => ({ text: "30 days" }));
    const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream }, { model: "in-house-9" })));
    expect(reply.usage).toBeDefined();
    expect(reply).not.toHaveProperty("costUsd");
  });

  it("sends the body as it is, the key, and the headers with their secrets", async () => {
    const server = await startServer(() => ({ text: "30 days" }));
    const models = await open({
      secret: (name) => ({ OPENAI_API_KEY: `  ${key}\n`, TENANT: "desk" })[name],
    });
    const request = ask(server.baseUrl, { api, stream, headers: { "X-Tenant": "t-${TENANT}" } }, { seed: 7 });
    expectOk(await models.call(request, { timeoutMs: 10_000 }));
    const [seen] = server.requests;
    expect(seen?.key).toBe(key);
    expect(seen?.headers).toMatchObject({ "x-tenant": "t-desk", "content-type": "application/json" });
    const { stream: _stream, stream_options: _options, ...sent } = seen?.body ?? {};
    expect(sent).toEqual(request.body);
  });
});

it("asks for the usage of a stream without losing other options of it", async () => {
  const server = await startServer(() => ({ text: "30 days" }));
  const more = { stream_options: { include_obfuscation: false } };
  expectOk(await callOnce(ask(server.baseUrl, { stream: true }, more)));
  expect(server.requests[0]?.body).toMatchObject({
    stream: true,
    stream_options: { include_obfuscation: false, include_usage: true },
  });
});

it.each(apis)("takes the time to the first piece of the answer, not to the headers (%s)", async (api) => {
  const server = await startServer(() => ({ text: "30 days", chunkDelayMs: 40 }));
  const reply = expectOk(await callOnce(ask(server.baseUrl, { api, stream: true })));
  // The first event carries no text; two pieces and the end follow the first piece, each 40 ms later.
  expect(reply.ttftMs).toBeGreaterThan(60);
  expect(reply.latencyMs - (reply.ttftMs ?? 0)).toBeGreaterThan(60);
});

it("reads nothing of the client's environment", async () => {
  const other = await startServer(() => ({ text: "elsewhere" }));
  const server = await startServer(() => ({ text: "30 days" }));
  const before = { ...process.env };
  Object.assign(process.env, {
    OPENAI_BASE_URL: other.baseUrl,
    OPENAI_API_KEY: "sk-of-the-environment",
    OPENAI_ADMIN_KEY: "sk-admin-of-the-environment",
    OPENAI_ORG_ID: "org-of-the-environment",
    OPENAI_PROJECT_ID: "project-of-the-environment",
    OPENAI_CUSTOM_HEADERS: "X-Planted: yes\nAuthorization: Bearer planted-key",
    OPENAI_LOG: "debug",
  });
  try {
    const reply = expectOk(await callOnce(ask(server.baseUrl)));
    expect(reply.output).toBe("30 days");
  } finally {
    for (const name of Object.keys(process.env).filter((one) => one.startsWith("OPENAI_")))
      delete process.env[name];
    Object.assign(process.env, before);
  }
  expect(other.requests).toEqual([]);
  expect(server.requests[0]?.key).toBe(key);
  expect(JSON.stringify(server.requests[0]?.headers)).not.toMatch(/of-the-environment|planted/i);
});

it("keeps the query of the address and its path", async () => {
  const server = await startServer(() => ({ text: "30 days" }));
  expectOk(await callOnce(ask(`${server.baseUrl}/?api-version=2026-01-01`)));
  expect(server.requests).toHaveLength(1);
});

it("keeps a connection open for the next call", async () => {
  const server = await startServer(() => ({ text: "30 days" }));
  const models = await open();
  for (const _ of [1, 2, 3]) expectOk(await models.call(ask(server.baseUrl), { timeoutMs: 10_000 }));
  expect(server.requests.map(({ headers }) => headers["connection"])).toEqual(Array(3).fill("keep-alive"));
});
