import { describe, expect, it } from "vitest";
import { checkUses, usesOf } from "../../src/config/allowed-uses.ts";
import { keyHeaders } from "../../src/config/model-defaults.ts";
import { prepareRequest } from "../../src/edge/model/prepare-request.ts";
import type { JsonObject } from "../../src/experiment/json.ts";
import { configOf, exampleGate, minimalGate } from "./example-gate.ts";

const place = { file: "evals/llm-o11y.yml" };
const plain = `${minimalGate}target: { type: openai, model: gpt-5-mini }\n`;
const panel = `${plain}judge: { panel: [{ model: m, base_url: "https://llm.example/v1", api_key_env: JUDGE_KEY }] }\n`;

const check = (base: string, target: JsonObject) =>
  checkUses({ type: "openai", model: "gpt-5", ...target }, place, usesOf(configOf(base)));
const codes = (base: string, target: JsonObject) => check(base, target).map(({ code }) => code);

describe("a pull request's target may use", () => {
  it.each<[string, string, JsonObject]>([
    ["what the base's target uses by default", plain, {}],
    [
      "the defaults, written out",
      plain,
      { base_url: "https://api.openai.com/v1", api_key_env: "OPENAI_API_KEY" },
    ],
    ["the same origin in another spelling", plain, { base_url: "HTTPS://API.OpenAI.com:443/v2/" }],
    [
      "what a judge of the base uses",
      panel,
      { base_url: "https://llm.example/v2", api_key_env: "JUDGE_KEY" },
    ],
    [
      "what a judge scorer of the base uses",
      `${plain}scorers: [{ type: judge, rubric: correctness, model: m, base_url: "http://127.0.0.1:8080", api_key_env: LOCAL_KEY }]\n`,
      { base_url: "http://127.0.0.1:8080/v1", api_key_env: "LOCAL_KEY" },
    ],
    [
      "what a judge scorer takes from the base's judge",
      `${plain}judge: { model: m, base_url: "https://llm.example/v1", api_key_env: JUDGE_KEY }\nscorers: [{ type: judge, rubric: correctness }]\n`,
      { base_url: "https://llm.example/v1", api_key_env: "JUDGE_KEY" },
    ],
    [
      "what the baseline of the base uses",
      `${plain}baseline: { base_url: "https://llm.example/v1" }\n`,
      { base_url: "https://llm.example/v1" },
    ],
    [
      "a listed origin with a listed name",
      `${plain}policy: { allow: { origins: ["https://new.example"], env: [NEW_KEY] } }\n`,
      { base_url: "https://new.example/v1", api_key_env: "NEW_KEY" },
    ],
    [
      "a listed name at an origin that the base calls",
      `${plain}policy: { allow: { env: [NEW_KEY] } }\n`,
      { api_key_env: "NEW_KEY" },
    ],
    [
      "a header secret of the base's target",
      exampleGate,
      { headers: { authorization: "Bearer ${SUPPORT_KEY}" } },
    ],
    [
      "an address that only the runner knows, in the same text",
      `${minimalGate}target: { type: openai, model: m, base_url: "\${LLM_URL}/v1" }\n`,
      { base_url: "${LLM_URL}/v1" },
    ],
    [
      "a secret in the path that the base has there",
      `${minimalGate}target: { type: openai, model: m, base_url: "https://llm.example/\${TENANT}/v1" }\n`,
      { base_url: "https://llm.example/${TENANT}/v2" },
    ],
    [
      "an international host in either spelling",
      `${minimalGate}target: { type: openai, model: m, base_url: "https://bücher.example/v1" }\n`,
      { base_url: "https://xn--bcher-kva.example/v1" },
    ],
    ["a record", minimalGate, { type: "replay", records: "runs/a.jsonl" }],
  ])("%s", (_, base, target) => {
    expect(check(base, target)).toEqual([]);
  });
});

describe("a pull request's target may not use", () => {
  it.each<[string, string, JsonObject, readonly string[]]>([
    ["another origin", plain, { base_url: "https://evil.example/v1" }, ["origin-not-allowed"]],
    [
      "another scheme of an allowed host",
      plain,
      { base_url: "http://api.openai.com/v1" },
      ["origin-not-allowed"],
    ],
    [
      "another port of an allowed host",
      plain,
      { base_url: "https://api.openai.com:8443/v1" },
      ["origin-not-allowed"],
    ],
    ["a host that ends alike", plain, { base_url: "https://evil-api.openai.com/v1" }, ["origin-not-allowed"]],
    [
      "a host that starts alike",
      plain,
      { base_url: "https://api.openai.com.evil.example/v1" },
      ["origin-not-allowed"],
    ],
    ["a look-alike host", plain, { base_url: "https://api.openaі.com/v1" }, ["origin-not-allowed"]],
    [
      "a user in the address",
      plain,
      { base_url: "https://api.openai.com@evil.example/v1" },
      ["origin-not-allowed"],
    ],
    [
      "a user at an allowed host",
      plain,
      { base_url: "https://me@api.openai.com/v1" },
      ["origin-not-allowed"],
    ],
    [
      "an allowed host whose rest is filled in",
      plain,
      { base_url: "https://api.openai.com${OPENAI_API_KEY}/v1" },
      ["origin-not-allowed"],
    ],
    ["an unknown secret", plain, { api_key_env: "STRIPE_KEY" }, ["secret-not-allowed"]],
    [
      "an unknown secret in a header",
      plain,
      { headers: { "x-a": "${GITHUB_TOKEN}" } },
      ["secret-not-allowed"],
    ],
    [
      "an unknown secret in the path",
      plain,
      { base_url: "https://api.openai.com/${GITHUB_TOKEN}/" },
      ["secret-not-allowed"],
    ],
    ["a judge's key at another origin", panel, { api_key_env: "JUDGE_KEY" }, ["secret-not-allowed"]],
    [
      "the default key at a judge's origin",
      panel,
      { base_url: "https://llm.example/v1" },
      ["secret-not-allowed"],
    ],
    [
      "the key of another origin at an origin that is merely listed",
      `${plain}policy: { allow: { origins: ["https://new.example"] } }\n`,
      { base_url: "https://new.example/v1" },
      ["secret-not-allowed"],
    ],
    [
      "the panel's key where the base's scorer names a model of its own",
      `${plain}judge: { panel: [{ model: m, api_key_env: JUDGE_KEY }] }\nscorers: [{ type: judge, rubric: correctness, model: m, base_url: "https://llm.example/v1" }]\n`,
      { base_url: "https://llm.example/v1", api_key_env: "JUDGE_KEY" },
      ["secret-not-allowed"],
    ],
    ["a key where the base calls no model", minimalGate, {}, ["secret-not-allowed"]],
    [
      "both another origin and an unknown secret",
      plain,
      { base_url: "https://evil.example", api_key_env: "STRIPE_KEY" },
      ["origin-not-allowed", "secret-not-allowed"],
    ],
    [
      "another text around an address that only the runner knows",
      `${minimalGate}target: { type: openai, model: m, base_url: "\${LLM_URL}/v1" }\n`,
      { base_url: "${LLM_URL}/admin" },
      ["origin-not-allowed"],
    ],
    [
      "an app at another address",
      plain,
      { type: "http", url: "http://169.254.169.254/latest" },
      ["origin-not-allowed"],
    ],
  ])("%s", (_, base, target, expected) => {
    expect(codes(base, target)).toEqual(expected);
  });
});

describe("a header that carries the key", () => {
  const base = `${minimalGate}target: { type: openai, model: m, base_url: "https://llm.example/v1", headers: { X-API-Key: "\${SUPPORT_KEY}" } }\n`;
  const own = { base_url: "https://llm.example/v1", headers: { "x-api-key": "${SUPPORT_KEY}" } };

  it("takes the place of the default key, which that origin then does not get", () => {
    expect(check(base, own)).toEqual([]);
    expect(check(base, { base_url: own.base_url }).map(({ message }) => message)).toEqual([
      "the target uses the environment variable `OPENAI_API_KEY`, which the gate file of the base branch does not.",
    ]);
  });

  it.each([...keyHeaders, "x-team"])("is one to the model's edge as it is here: %s", (name) => {
    const read: string[] = [];
    const readSecret = (secret: string): string => {
      read.push(secret);
      return "a-key-of-the-support-desk";
    };
    const headers = { [name]: "${SUPPORT_KEY}" };
    const request = {
      api: "chat",
      baseUrl: "https://llm.example",
      apiKeyEnv: "DEFAULT_KEY",
      headers,
      body: {},
      stream: false,
    } as const;
    prepareRequest(request, readSecret);
    expect(read.includes("DEFAULT_KEY")).toBe(!keyHeaders.has(name));
  });
});

it("says where a secret usually goes, and that the base branch comes first", () => {
  const [problem] = check(panel, { api_key_env: "JUDGE_KEY" });
  expect(problem).toEqual({
    code: "secret-not-allowed",
    file: "evals/llm-o11y.yml",
    message:
      'the target sends `JUDGE_KEY` to "https://api.openai.com"; the gate file of the base branch sends it to "https://llm.example" only.',
    fix: "Name the key of that address in `api_key_env`, or list `JUDGE_KEY` in `policy.allow.env` on the base branch first.",
  });
});

it("checks the secrets that a baseline laid over a pull request's target would carry along", () => {
  const base = `${plain}baseline: { base_url: "https://llm.example/v1", api_key_env: BAKE_KEY }\n`;
  const merged = {
    base_url: "https://llm.example/v1",
    api_key_env: "BAKE_KEY",
    headers: { "x-a": "${OPENAI_API_KEY}" },
  };
  expect(codes(base, merged)).toEqual(["secret-not-allowed"]);
});
