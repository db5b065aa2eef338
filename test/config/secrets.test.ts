import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/problem.ts";
import { configOf, minimalGate, problemsOf } from "./example-gate.ts";

const key = "sk-test-CANARY-1234567890";
const openai = (keys: string): string => `${minimalGate}target: { type: openai, model: m, ${keys} }`;

describe("a secret that is written in the file", () => {
  it.each([
    openai(`api_key_env: ${key}`),
    openai(`headers: { x-trace: ${key} }`),
    openai(`base_url: "https://llm.example/?k=${key}"`),
    openai(`params: { user: ${key} }`),
    openai(`model2: ${key}`),
    openai('base_url: "https://agent:CANARY-pass@llm.example"'),
    openai('headers: { Authorization: "Bearer CANARY" }'),
    openai("headers: { x-api-key: CANARY }"),
    `${minimalGate}policy: { allow: { env: [${key}] } }`,
    `${minimalGate}gate: ${key}`,
    `${minimalGate}${key}: 1`,
    `${minimalGate}judge: { api_key_env: "CANARY value" }`,
    `${minimalGate}policy: { not_proven: ghp_CANARY0123456789abcdef }`,
  ])("is refused and not printed: %s", (text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(formatProblem).join("\n")).not.toContain("CANARY");
  });

  it("is not printed by a syntax error", () => {
    const problems = problemsOf(`gate: @${key}\nx: [`);
    expect(problems.map(formatProblem).join("\n")).not.toContain("CANARY");
  });

  it("says to name the variable, once", () => {
    expect(problemsOf(openai(`api_key_env: ${key}`))).toMatchObject([
      { code: "secret-written", line: 3, fix: expect.stringContaining("name of the environment variable") },
    ]);
  });
});

describe("${NAME}", () => {
  it.each([
    openai('headers: { authorization: "Bearer ${SUPPORT_KEY}" }'),
    openai('base_url: "${LLM_URL}/v1"'),
    openai('messages: [{ role: user, content: "what does ${HOME} mean?" }]'),
    `${minimalGate}target: { type: http, url: "https://a.example/\${TENANT}" }`,
    `${minimalGate}judge: { panel: [{ model: m, headers: { x-api-key: "\${JUDGE_KEY}" } }] }`,
    `${minimalGate}scorers: [{ type: contains, value: "\${HOME}" }]`,
    `${minimalGate}redact: { patterns: { SHELL: "\${A}" } }`,
  ])("may stand in %s", (text) => {
    expect(configOf(text).gate).toBe("default");
  });

  it.each([
    openai('params: { user: "${USER}" }'),
    openai('prompt: "${PROMPT}"'),
    `${minimalGate}target: { type: http, url: "http://a.example", body: { key: "\${KEY}" } }`,
    `${minimalGate}judge: { model: "\${MODEL}" }`,
  ])("is refused in %s, where it would be sent as it is", (text) => {
    expect(problemsOf(text)).toMatchObject([{ code: "secret-place", line: 3 }]);
  });
});
