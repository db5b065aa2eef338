import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../../../src/experiment/model-call.ts";
import {
  cacheKey,
  longestAgeMs,
  readEntry,
  requestHash,
  toEntry,
} from "../../../src/gate/keep/trial-cache.ts";
import { aTrial } from "../../build.ts";

const request: ModelRequest = {
  api: "chat",
  baseUrl: "https://llm.example/v1",
  apiKeyEnv: "OPENAI_API_KEY",
  headers: { authorization: "Bearer ${GATEWAY_TOKEN}" },
  body: { model: "gpt-5-mini", temperature: 0, messages: [{ role: "user", content: "Can I return it?" }] },
  stream: false,
};
const content = {
  fingerprint: "sha256:target",
  request: requestHash(request),
  caseId: "refund-01",
  index: 0,
};
const key = cacheKey(content);
const nowMs = 1_780_000_000_000;
const run = "sha256:this-run";
const place = { caseId: "refund-01", caseHash: "sha256:refund-01", index: 0 };
const trial = aTrial({ ...place, output: "Only within 30 days.", latencyMs: 840 });

/** What is read after `ageMs`. */
function readAfter(ageMs: number) {
  const text = toEntry(key, trial, { storedMs: nowMs - ageMs, run }) ?? "";
  return readEntry(text, { key, place, nowMs, run });
}

describe("the key", () => {
  it.each<[string, Partial<ModelRequest>]>([
    ["api", { api: "responses" }],
    ["address", { baseUrl: "https://llm.example/v2" }],
    ["name of the key", { apiKeyEnv: "OTHER_KEY" }],
    ["headers", { headers: { authorization: "Bearer ${OTHER_TOKEN}" } }],
    ["a parameter", { body: { ...request.body, temperature: 0.1 } }],
    [
      "a space of a message",
      { body: { ...request.body, messages: [{ role: "user", content: "Can I return it? " }] } },
    ],
    ["stream", { stream: true }],
  ])("is another for another %s", (_, change) => {
    expect(requestHash({ ...request, ...change })).not.toBe(content.request);
  });

  it.each([
    ["target", { fingerprint: "sha256:other" }],
    ["request", { request: "sha256:other" }],
    ["case, so that two that ask the same have an answer each", { caseId: "refund-02" }],
    ["trial", { index: 1 }],
  ])("is another for another %s", (_, change) => {
    expect(cacheKey({ ...content, ...change })).not.toBe(key);
  });

  it("is the same whatever the order in which the body was written", () => {
    const body = Object.fromEntries(Object.entries(request.body).toReversed());
    expect(requestHash({ ...request, body })).toBe(content.request);
  });
});

it("is used at the place of the case that asks now, and says that it was not run", () => {
  const text = toEntry(key, trial, { storedMs: nowMs, run: "sha256:another-run" }) ?? "";
  const renamed = { caseId: "return-01", index: 3 };
  expect(readEntry(text, { key, place: renamed, nowMs, run })).toEqual({
    trial: { ...renamed, status: "ok", output: "Only within 30 days.", latencyMs: 840, cached: true },
    storedMs: nowMs,
    isOwn: false,
  });
});

it("is what it was in the run that ran it, whose earlier process had it", () => {
  const text = toEntry(key, trial, { storedMs: nowMs, run }) ?? "";
  expect(readEntry(text, { key, place, nowMs, run })).toEqual({ trial, storedMs: nowMs, isOwn: true });
});

it.each([
  ["an infra error", { status: "infra_error" }],
  ["an app error", { status: "app_error", failure: "app_error" }],
  ["a trial that came from the cache, so that it never grows young again", { cached: true }],
] as const)("does not keep %s", (_, change) => {
  expect(toEntry(key, { ...trial, ...change }, { storedMs: nowMs, run })).toBeUndefined();
});

it.each([
  ["just run", 0, true],
  ["a moment younger than seven days", longestAgeMs - 1, true],
  ["seven days old", longestAgeMs, false],
  ["years old", 400 * longestAgeMs, false],
  ["of a clock that is a little ahead", -60_000, true],
  ["of a clock that jumped ahead", -3_600_000, false],
])("a trial that is %s: %d ms", (_, ageMs, isUsed) => {
  expect(readAfter(ageMs) !== undefined).toBe(isUsed);
});

it("uses nothing while the time is unknown", () => {
  const text = toEntry(key, trial, { storedMs: nowMs, run }) ?? "";
  expect(readEntry(text, { key, place, nowMs: Number.NaN, run })).toBeUndefined();
});
