import { describe, expect, it } from "vitest";
import { openPreparation, prepareRequest } from "../../../src/edge/model/prepare-request.ts";
import type { ModelRequest } from "../../../src/experiment/model-call.ts";
import { ask, key, open } from "./calling.ts";

const prepare = (change: Partial<ModelRequest>, secrets: Record<string, string> = { OPENAI_API_KEY: key }) =>
  prepareRequest(ask("https://llm.example/v1", change), (name) => secrets[name]);
const problemsOf = (...given: Parameters<typeof prepare>) => {
  const prepared = prepare(...given);
  return prepared.ok ? [] : prepared.problems;
};

describe("secrets", () => {
  it("says which key is missing, and what to do on a fork", async () => {
    const models = await open({ secret: () => undefined });
    const request = ask("https://llm.example/v1", { apiKeyEnv: "DESK_KEY" });
    const expected = {
      code: "key-missing",
      message: "`DESK_KEY` is not set, and the model cannot be called without it.",
      fix: "Set it in the step's `env`: `DESK_KEY: ${{ secrets.DESK_KEY }}`. A pull request from a fork gets no secrets: run it from a branch of this repository.",
    };
    expect(models.check(request)).toEqual([expected]);
    await expect(models.call(request, { timeoutMs: 1000 })).rejects.toThrow(expected.message);
  });

  it("names every secret that is missing, each once", () => {
    const change = { baseUrl: "https://${HOST}/v1", headers: { "X-A": "${A}", "X-B": "${A}${B}" } };
    expect(problemsOf(change, {}).map(({ message }) => message.slice(0, 10))).toEqual([
      expect.stringContaining("`HOST`"),
      expect.stringContaining("`A`"),
      expect.stringContaining("`B`"),
      expect.stringContaining("`OPENAI_A"),
    ]);
  });

  it.each([
    ["empty", "", "key-missing"],
    ["white space", " \n", "key-missing"],
    ["too short", "sk-1234", "key-malformed"],
    ["too short once trimmed", "  sk-1234\n", "key-malformed"],
    ["with a line break inside", "sk-test-CANARY\r\nX-Planted: yes", "key-malformed"],
    ["with a control character", "sk-test\u0000CANARY", "key-malformed"],
    ["with a letter that no header may have", "sk-test-CANARY-ключ", "key-malformed"],
  ])("refuses a key that is %s, and does not show it", (_, value, code) => {
    const problems = problemsOf({}, { OPENAI_API_KEY: value });
    expect(problems).toMatchObject([{ code }]);
    expect(JSON.stringify(problems)).not.toMatch(/CANARY|1234/);
  });

  it("takes white space off the ends of a key", () => {
    const prepared = prepare({}, { OPENAI_API_KEY: `\n ${key}\r\n` });
    expect(prepared).toMatchObject({ ok: true, value: { headers: { authorization: `Bearer ${key}` } } });
  });

  it.each(["Authorization", "api-key", "X-API-Key"])("needs no other key beside the header %s", (name) => {
    const prepared = prepare({ headers: { [name]: "${DESK_KEY}" } }, { DESK_KEY: "desk-12345678" });
    expect(prepared).toMatchObject({
      ok: true,
      value: { headers: { [name.toLowerCase()]: "desk-12345678" } },
    });
    expect(prepared.ok && Object.keys(prepared.value.headers)).toHaveLength(1);
  });

  it("replaces a placeholder once: a secret that looks like one stays as it is", () => {
    const prepared = prepare({ headers: { "X-A": "${A}" } }, { OPENAI_API_KEY: key, A: "${OPENAI_API_KEY}" });
    expect(prepared).toMatchObject({ value: { headers: { "x-a": "${OPENAI_API_KEY}" } } });
  });
});

describe("headers", () => {
  it.each(["Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Authorization"])(
    "refuses %s, which the call sets",
    (name) => {
      expect(problemsOf({ headers: { [name]: "x" } })).toEqual([
        {
          code: "header-refused",
          message: `\`headers.${name}\` is set by the call itself.`,
          fix: "Remove it.",
        },
      ]);
    },
  );

  it.each(["a\nb", "a\u0000", "ключ"])("refuses a value that no header may have", (value) => {
    expect(problemsOf({ headers: { "X-A": value } })).toMatchObject([{ code: "header-refused" }]);
  });
});

describe("addresses", () => {
  it.each([
    ["https://llm.example/v1", "https://llm.example/v1/chat/completions"],
    ["https://llm.example", "https://llm.example/chat/completions"],
    ["https://llm.example/v1/", "https://llm.example/v1/chat/completions"],
    ["https://llm.example/v1?api-version=1#x", "https://llm.example/v1/chat/completions?api-version=1"],
    ["http://localhost:8080/v1", "http://localhost:8080/v1/chat/completions"],
    ["http://127.0.0.1/v1", "http://127.0.0.1/v1/chat/completions"],
    ["http://127.1/v1", "http://127.0.0.1/v1/chat/completions"],
    ["http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"],
    ["https://${HOST}/v1", "https://desk.example/v1/chat/completions"],
  ])("%s becomes %s", (baseUrl, url) => {
    const prepared = prepare({ baseUrl }, { OPENAI_API_KEY: key, HOST: "desk.example" });
    expect(prepared.ok && prepared.value.url.href).toBe(url);
  });

  it.each([
    ["http://llm.example/v1", "unencrypted"],
    ["http://localhost.llm.example/v1", "unencrypted"],
    ["http://127.0.0.1.llm.example/v1", "unencrypted"],
    ["http://169.254.169.254/latest", "unencrypted"],
    ["http://0.0.0.0/v1", "unencrypted"],
    ["ftp://llm.example", "no"],
    ["file:///etc/passwd", "no"],
    ["https://me:${OPENAI_API_KEY}@llm.example", "a user or password"],
    ["llm.example/v1", "is no URL"],
    ["${HOST}", "is no URL"],
  ])("refuses %s, and does not show what a secret fills in", (baseUrl, why) => {
    const problems = problemsOf({ baseUrl }, { OPENAI_API_KEY: key, HOST: "desk CANARY" });
    expect(problems).toMatchObject([{ code: "base-url-refused", message: expect.stringContaining(why) }]);
    expect(JSON.stringify(problems)).not.toContain("CANARY");
  });
});

describe("many requests", () => {
  const shared = { "X-Team": "desk" };
  const other = { baseUrl: "https://llm.example/v2" };

  it("reads the secrets of a target once, and sends each body as it is", () => {
    let reads = 0;
    const prepareOne = openPreparation(() => {
      reads++;
      return key;
    });
    const bodies = ["refund", "greet"].map((word) => ({ model: "gpt-5-mini", input: word }));
    const prepared = bodies.map((body) =>
      prepareOne(ask("https://llm.example/v1", { headers: shared, body })),
    );
    expect(prepared.map((each) => each.ok && each.value.body)).toEqual(bodies);
    expect(reads).toBe(1);
  });

  it.each([
    ["another address", other],
    ["another key", { apiKeyEnv: "DESK_KEY" }],
    ["another API", { api: "responses" as const }],
    ["other headers", { headers: { "X-Team": "billing" } }],
  ])("takes %s for another target, whatever else is the same", (_, change) => {
    const read = (name: string) => `${key}-${name}`;
    const prepareOne = openPreparation(read);
    prepareOne(ask("https://llm.example/v1", { headers: shared }));
    const request = ask("https://llm.example/v1", { headers: shared, ...change });
    expect(prepareOne(request)).toEqual(prepareRequest(request, read));
  });

  it("asks again for a key that was not set", () => {
    const secrets = new Map<string, string>();
    const prepareOne = openPreparation((name) => secrets.get(name));
    const request = ask("https://llm.example/v1", { headers: shared });
    expect(prepareOne(request).ok).toBe(false);
    secrets.set("OPENAI_API_KEY", key);
    expect(prepareOne(request).ok).toBe(true);
  });
});
