import { describe, expect, it } from "vitest";
import { scorersHash } from "../../src/score/hash.ts";
import { aScorer } from "./scoring.ts";

const files = new Map([["schemas/answer.json", "{}"]]);
const hash = scorersHash([aScorer("exact"), aScorer("json_schema")], files);

describe("the hash of scorers", () => {
  it("is a sha256", () => {
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each([
    ["place", { place: { file: "other.yml", line: 1 } }],
    ["limits", { maxDrop: 0.1, min: 0.8 }],
    ["weight", { weight: 3 }],
    ["tags", { tags: ["refund"] }],
  ])("is the same whatever the %s", (_, fields) => {
    expect(scorersHash([aScorer("exact", fields), aScorer("json_schema")], files)).toBe(hash);
  });

  it.each([
    ["name", { name: "answer" }],
    ["value", { value: "No" }],
    ["threshold", { threshold: 0.5 }],
    ["not", { not: true }],
    ["failure", { failure: "other" }],
    ["an own key", { ignoreCase: true }],
  ])("changes with %s", (_, fields) => {
    expect(scorersHash([aScorer("exact", fields), aScorer("json_schema")], files)).not.toBe(hash);
  });

  it("changes with a file and with the list", () => {
    expect(
      scorersHash([aScorer("exact"), aScorer("json_schema")], new Map([["schemas/answer.json", "true"]])),
    ).not.toBe(hash);
    expect(scorersHash([aScorer("exact")], files)).not.toBe(hash);
  });

  it("does not depend on the order of keys", () => {
    const reversed = Object.fromEntries(Object.entries(aScorer("exact")).toReversed()) as ReturnType<
      typeof aScorer<"exact">
    >;
    expect(scorersHash([reversed, aScorer("json_schema")], files)).toBe(hash);
  });
});
