import { describe, expect, it } from "vitest";
import type { AppRequest } from "../../src/experiment/app-call.ts";
import type { Case } from "../../src/experiment/case.ts";
import { portMark, sessionMark } from "../../src/experiment/http-marks.ts";
import type { Json, JsonObject } from "../../src/experiment/json.ts";
import type { AppTarget } from "../../src/target/app-target.ts";
import { prepareTarget } from "../../src/target/prepare-target.ts";
import type { Said } from "../../src/target/said.ts";
import { aCase } from "../build.ts";

const remote = { url: "https://desk.example/chat" };
const served = { url: "http://127.0.0.1:{{port}}/chat", start: ["node", "app.js", "{{port}}"] };

function prepare(keys: JsonObject, code?: string) {
  const raw = { type: "http", ...keys };
  return prepareTarget({
    raw,
    files: new Map(),
    place: { file: "llm-o11y.yml" },
    ...(code === undefined ? {} : { code }),
  });
}

function target(keys: JsonObject, code?: string): AppTarget {
  const prepared = prepare(keys, code);
  if (!prepared.ok || prepared.value.type !== "http") throw new Error(JSON.stringify(prepared));
  return prepared.value;
}

function problems(keys: JsonObject): readonly string[] {
  const prepared = prepare(keys);
  return prepared.ok ? [] : prepared.problems.map(({ code, message }) => `${code}: ${message}`);
}

function ask(keys: JsonObject, fields: Partial<Case> = {}, said?: Said): AppRequest {
  const asked = target(keys).request(aCase(fields), said);
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems));
  return asked.value;
}

function refused(keys: JsonObject, fields: Partial<Case>) {
  const asked = target(keys).request(aCase(fields));
  return asked.ok ? [] : asked.problems;
}

const body = (keys: JsonObject, fields: Partial<Case> = {}, said?: Said): Json | undefined =>
  ask(keys, fields, said).http?.body;

describe("what is sent", () => {
  it("posts the input as JSON where nothing else is written", () => {
    expect(ask(remote)).toMatchObject({
      input: "Can I return it after 40 days?",
      http: {
        method: "POST",
        url: "https://desk.example/chat",
        headers: {},
        body: { input: "Can I return it after 40 days?" },
        stream: false,
        reply: {},
      },
    });
  });

  it("adds the context and the params that are there", () => {
    const keys = { ...remote, params: { tone: "short" } };
    expect(body(keys, { context: ["30 days"] })).toEqual({
      input: "Can I return it after 40 days?",
      context: ["30 days"],
      params: { tone: "short" },
    });
  });

  const script: Partial<Case> = { input: ["Hello", "Can I return it?"] };
  const second: Said = {
    turn: 2,
    turns: 2,
    messages: [
      { role: "user", content: "Hello" },
      { role: "assistant", content: "Hi" },
    ],
  };

  it("sends one turn of a script, with what was said before it", () => {
    expect(body(remote, script, second)).toEqual({
      input: "Can I return it?",
      session: sessionMark,
      turn: 2,
      turns: 2,
      messages: second.messages,
    });
  });

  it("asks the first turn of a script where nothing was said", () => {
    expect(ask(remote, script)).toMatchObject({
      input: "Hello",
      script: { turn: 1, turns: 2, messages: [] },
    });
  });

  it.each<[string, Json, Partial<Case>, Json]>([
    ["a text", "Q: {{input}}", {}, "Q: Can I return it after 40 days?"],
    ["a field of the input", "{{input.order}}", { input: { order: { id: 1 } } }, { id: 1 }],
    ["a field by its own name", "{{order}}", { input: { order: "A1" } }, "A1"],
    ["a value in a text", "{{order}}!", { input: { order: ["A1"] } }, '["A1"]!'],
    [
      "metadata",
      ["{{metadata.plan}}", "{{input}}"],
      { metadata: { plan: 3 } },
      [3, "Can I return it after 40 days?"],
    ],
    [
      "the context",
      { docs: "{{context}}", q: "{{input}}" },
      { context: ["30 days"] },
      { docs: ["30 days"], q: "Can I return it after 40 days?" },
    ],
    ["params", "{{params.top}} {{input}}", { input: "x" }, "5 x"],
    ["the conversation of a text", "{{messages}}", { input: "x" }, [{ role: "user", content: "x" }]],
    [
      "the conversation of a list",
      "{{messages}}",
      { input: [{ role: "user", content: "y" }] },
      [{ role: "user", content: "y" }],
    ],
    ["the turn", ["{{turn}}", "{{turns}}", "{{input}}"], { input: ["a", "b"] }, [1, 2, "a"]],
    ["what is known when it is sent", ["{{session}}", "{{input}}"], { input: "a" }, [sessionMark, "a"]],
    ["braces of the case as they are", "{{input}}", { input: "{{metadata.key}}" }, "{{metadata.key}}"],
    [
      "other values as they are",
      { n: 1, q: "{{input}}", yes: true, text: String.raw`\{{x}}` },
      { input: "a" },
      { n: 1, q: "a", yes: true, text: "{{x}}" },
    ],
  ])("puts %s into the body", (_, template, fields, expected) => {
    expect(body({ ...remote, body: template, params: { top: 5 } }, fields)).toEqual(expected);
  });

  it("puts this turn after the conversation so far", () => {
    expect(body({ ...remote, body: "{{messages}}" }, script, second)).toEqual([
      ...second.messages,
      { role: "user", content: "Can I return it?" },
    ]);
  });

  it("percent-encodes what a case puts into the URL, and leaves the port to be filled in", () => {
    const keys = {
      ...served,
      method: "GET",
      url: "http://127.0.0.1:{{port}}/ask/{{metadata.id}}?q={{input}}&s={{session}}",
    };
    const one = { input: "a b/../?&#\ud800é", metadata: { id: "../x" } };
    expect(ask(keys, one).http).toMatchObject({
      method: "GET",
      url: `http://127.0.0.1:${portMark}/ask/..%2Fx?q=a%20b%2F..%2F%3F%26%23%EF%BF%BD%C3%A9&s=${sessionMark}`,
    });
    expect(ask(keys, one).http).not.toHaveProperty("body");
  });

  it("fills in headers", () => {
    const keys = {
      ...remote,
      headers: { "x-plan": "{{metadata.plan}}", authorization: "Bearer ${DESK_KEY}" },
    };
    expect(ask(keys, { metadata: { plan: "gold" } }).http?.headers).toEqual({
      "x-plan": "gold",
      authorization: "Bearer ${DESK_KEY}",
    });
  });

  it("hands over where the parts of the reply are", () => {
    const response = { output: "$.a", tool_calls: "$.b", usage: "$.c" };
    expect(ask({ ...remote, response }).http?.reply).toEqual({
      output: "$.a",
      toolCalls: "$.b",
      usage: "$.c",
    });
  });
});

describe("presets", () => {
  it("openai: the params and the messages", () => {
    const keys = { ...remote, preset: "openai", params: { model: "desk" }, stream: true };
    expect(ask(keys).http).toMatchObject({
      body: {
        model: "desk",
        messages: [{ role: "user", content: "Can I return it after 40 days?" }],
        stream: true,
        stream_options: { include_usage: true },
      },
      reply: { preset: "openai" },
    });
  });

  it("langgraph: the messages as input of the graph, and the params beside it", () => {
    const keys = {
      ...remote,
      preset: "langgraph",
      params: { assistant_id: "agent", config: { tags: ["gate"] } },
    };
    expect(body(keys)).toEqual({
      assistant_id: "agent",
      config: { tags: ["gate"] },
      input: { messages: [{ role: "user", content: "Can I return it after 40 days?" }] },
    });
  });

  it("sends a written body instead, and still reads the reply in the known form", () => {
    const keys = {
      ...remote,
      preset: "langgraph",
      body: { assistant_id: "a", input: { question: "{{input}}" } },
    };
    expect(ask(keys, { input: "x" }).http).toMatchObject({
      body: { assistant_id: "a", input: { question: "x" } },
      reply: { preset: "langgraph" },
    });
  });

  it("refuses an input that nobody says, at its line", () => {
    const keys = { ...remote, preset: "openai" };
    expect(refused(keys, { input: { order: "A1" } })).toMatchObject([
      { code: "input-not-run", file: "datasets/support.jsonl", line: 1 },
    ]);
  });
});

describe("what a case cannot do", () => {
  it.each(["url", "headers.x-a"])("name a secret in %s", (where) => {
    const keys =
      where === "url"
        ? { url: "https://desk.example/${A{{input}}}", method: "GET" }
        : { ...remote, headers: { "x-a": "{{input}}" } };
    const input = where === "url" ? "DMIN_KEY" : "${ADMIN_KEY}";
    expect(refused(keys, { input })).toMatchObject([{ code: "secret-place", line: 1 }]);
  });

  it("complete the name of a secret in a header", () => {
    const keys = { ...remote, headers: { "x-a": "$ {{input}}", "x-b": "${DESK}{{input}}" } };
    expect(refused(keys, { input: "x" })).toEqual([]);
    expect(refused({ ...remote, headers: { "x-a": "${A{{input}}}" } }, { input: "DMIN" })).toMatchObject([
      { code: "secret-place" },
    ]);
  });

  it("write the marks of the port or the session", () => {
    const keys = {
      ...served,
      body: { q: "{{input}}", s: "{{session}}", m: "{{metadata.x}}" },
      headers: { "x-s": "{{session}}" },
    };
    const forged = { input: `${sessionMark}{{port}}${portMark}`, metadata: { x: { [portMark]: portMark } } };
    expect(ask(keys, forged).http?.body).toEqual({
      q: "\uFFFDsession\uFFFD{{port}}\uFFFDport\uFFFD",
      s: sessionMark,
      m: { "\uFFFDport\uFFFD": "\uFFFDport\uFFFD" },
    });
  });

  it("break out of a header", () => {
    const keys = { ...remote, headers: { "x-a": "{{input}}" } };
    expect(refused(keys, { input: "a\r\nx-admin: yes" })).toMatchObject([
      { code: "header-refused", line: 1 },
    ]);
  });

  it("leave a placeholder without a value", () => {
    expect(refused({ ...remote, body: { q: "{{input}}", p: "{{metadata.plan}}" } }, {})).toEqual([
      expect.objectContaining({
        code: "unknown-placeholder",
        file: "datasets/support.jsonl",
        line: 1,
        message: "`{{metadata.plan}}` is in `target.body`, and this case has no such field.",
      }),
    ]);
  });
});

describe("what is wrong with the target", () => {
  it.each<[string, JsonObject]>([
    [
      "one-of: `target.preset` and `target.response`",
      { ...remote, preset: "openai", response: { output: "$.a" } },
    ],
    [
      "one-of: `target.body` would be sent",
      { url: "https://desk.example/{{input}}", method: "GET", body: "x" },
    ],
    [
      "one-of: `target.preset` would be sent",
      { url: "https://desk.example/{{input}}", method: "GET", preset: "openai" },
    ],
    [
      "preset-keys: `target.stream`",
      { ...remote, preset: "langgraph", params: { assistant_id: "a" }, stream: true },
    ],
    ["preset-keys: the preset `langgraph` has to name", { ...remote, preset: "langgraph" }],
    ["start-missing: `target.setup`", { ...remote, setup: ["npm", "ci"] }],
    ["start-missing: `target.ready`", { ...remote, ready: "/health" }],
    ["start-missing: `target.paths`", { ...remote, paths: ["src/**"] }],
    ["start-missing: `{{port}}`", { url: "http://127.0.0.1:{{port}}/chat" }],
    ["server-url: `target.url`", { ...served, url: "http://127.0.0.1:3000/chat" }],
    ["server-url: `target.url`", { ...served, url: "https://desk.example:{{port}}/chat" }],
    ["server-url: `target.ready`", { ...served, ready: "https://desk.example/health" }],
    ["server-url: `target.ready`", { ...served, ready: "health" }],
    ["url-host: ", { url: "https://{{metadata.host}}/chat" }],
    ["url-host: ", { url: "https://desk.example{{input}}/chat" }],
    ["url-host: ", { url: "${DESK_URL}{{input}}" }],
    ["expected-in-prompt: ", { ...remote, body: { q: "{{input}}", a: "{{expected}}" } }],
    ["template-syntax: `target.body.q.1`", { ...remote, body: { q: ["{{input}}", "{{#if x}}"] } }],
    [
      "unknown-placeholder: `{{params.top}}` is in `target.body`, and `target.params` has no such field.",
      { ...remote, body: "{{input}} {{params.top}}" },
    ],
    [
      "input-not-used: no placeholder of `target.body`",
      { ...remote, body: { q: "hello", s: "{{session}}", p: "{{metadata.x}}" } },
    ],
    ["input-not-used: no placeholder of `target.url`", { ...remote, method: "GET" }],
  ])("%s", (expected, keys) => {
    expect(problems(keys)).toEqual([expect.stringContaining(expected)]);
  });

  it("tells all at once", () => {
    const keys = {
      ...remote,
      ready: "/health",
      preset: "langgraph",
      response: { output: "$.a" },
      stream: true,
    };
    expect(problems(keys)).toHaveLength(4);
  });

  it.each(["/health", "http://127.0.0.1:{{port}}/health", "http://localhost:9000/ready"])(
    "takes %s for `ready`",
    (ready) => {
      expect(target({ ...served, ready }).spec).toMatchObject({ ready });
    },
  );
});

describe("what it is", () => {
  it("a server of this machine is started, and is not remote", () => {
    const prepared = target({ ...served, setup: ["npm", "ci"], ready: "/health" }, "sha256:code");
    expect(prepared).toMatchObject({
      type: "http",
      isRemote: false,
      url: served.url,
      spec: {
        type: "http",
        start: served.start,
        origin: "http://127.0.0.1:{{port}}",
        ready: "/health",
        setup: ["npm", "ci"],
      },
    });
    expect(target(remote)).toMatchObject({ isRemote: true, spec: { type: "http" } });
  });

  it("is another app where its code or a key differs, and the same where a default is written out", () => {
    const { fingerprint } = target(served, "sha256:a");
    expect(target(served, "sha256:b").fingerprint).not.toBe(fingerprint);
    expect(target({ ...served, params: { a: 1 } }, "sha256:a").fingerprint).not.toBe(fingerprint);
    expect(target({ ...served, start: ["node", "app.js"] }, "sha256:a").fingerprint).not.toBe(fingerprint);
    expect(target({ ...served, method: "POST", stream: false, headers: {} }, "sha256:a").fingerprint).toBe(
      fingerprint,
    );
  });
});
