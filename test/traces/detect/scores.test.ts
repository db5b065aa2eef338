import { describe, expect, it } from "vitest";
import { readScore } from "../../../src/traces/detect/read-scores.ts";
import type { TraceScore } from "../../../src/traces/normal-trace.ts";
import { aScore, aTrace, detectIn, signalsOf } from "./build-trace.ts";

const none = new Map<string, { least: number; most: number }>();

function read(name: string, value: TraceScore["value"], scale?: readonly [number, number]) {
  const ranges = scale === undefined ? none : new Map([[name, { least: scale[0], most: scale[1] }]]);
  return readScore(aScore({ name, value }), ranges);
}

describe("a yes or no", () => {
  it.each([
    ["helpful", true, "good"],
    ["helpful", false, "bad"],
    ["hallucination", true, "bad"],
    ["hallucination", false, "good"],
    ["isToxic", true, "bad"],
    ["not_helpful", true, "bad"],
    ["has-error", "yes", "bad"],
    ["has-error", "No", "good"],
    ["resolved", "false", "bad"],
  ] as const)("named %s is, as %s, %s", (name, value, reading) => {
    expect(read(name, value)).toBe(reading);
  });
});

describe("a word", () => {
  it.each([
    ["bad", "bad"],
    ["Thumbs Down", "bad"],
    ["👎", "bad"],
    ["INCORRECT", "bad"],
    ["tool_misuse", "bad"],
    ["hallucination/price", "bad"],
    ["good", "good"],
    ["thumbs-up", "good"],
    ["refund", "silent"],
    ["not bad", "silent"],
    ["", "silent"],
  ] as const)("%j is %s", (value, reading) => {
    expect(read("grade", value)).toBe(reading);
  });
});

describe("a number", () => {
  it.each([
    [0, [0, 1], "bad"],
    [0.49, [0, 1], "bad"],
    [0.5, [0, 1], "silent"],
    [1, [0, 1], "good"],
    [1, [1, 1], "good"],
    [-1, [-1, 1], "bad"],
    [0, [-1, 1], "silent"],
    [0.2, [-1, 1], "good"],
    [2, [1, 5], "bad"],
    [3, [1, 5], "silent"],
    [4, [1, 5], "good"],
    [2, [0, 5], "bad"],
    [4, [0, 10], "bad"],
    [40, [0, 100], "bad"],
    [40, [0, 250], "unread"],
    [-5, [-10, 10], "unread"],
    [Number.NaN, [0, 1], "silent"],
  ] as const)("%s among %j is %s: below the middle of its scale is bad", (value, scale, reading) => {
    expect(read("helpful", value, scale)).toBe(reading);
  });

  it("is read the other way round where high is bad, and not at all where it measures no quality", () => {
    expect(read("toxicity", 0.9, [0, 1])).toBe("bad");
    expect(read("toxicity", 0.1, [0, 1])).toBe("good");
    for (const name of ["latency", "cost_usd", "outputTokens", "word count"])
      expect(read(name, 0, [0, 1])).toBe("silent");
  });

  it("has the scale that all traces together show", () => {
    const stars = (value: number) =>
      aTrace({ scores: [aScore({ name: "stars", value, kind: "numeric", source: "user" })] });
    expect(detectIn([stars(1)])).toBeUndefined();
    expect(detectIn([stars(1), stars(5)])?.signs).toMatchObject([
      { signal: "user_feedback", failure: "other", evidence: `the user's feedback "stars" is 1.` },
    ]);
    expect(detectIn([stars(3), stars(5)])).toBeUndefined();
  });
});

it("tells who gave a score: a person at work, the user, a model, code", () => {
  expect(
    (["annotation", "user", "eval", "api", "unknown"] as const).map((source) =>
      signalsOf(aTrace({ scores: [aScore({ source })] })).join(),
    ),
  ).toEqual(["annotation", "user_feedback", "judge", "score", "score"]);
  expect(signalsOf(aTrace({ scores: [aScore({ name: "user-feedback", source: "api" })] }))).toEqual([
    "user_feedback",
  ]);
});

it("takes what a run record recorded for a score, with the mode that it names", () => {
  const failure = aScore({ name: "failure", value: "format_break", kind: "categorical", source: "eval" });
  const exact = aScore({ name: "exact", source: "eval" });
  expect(
    detectIn([aTrace({ source: { system: "record", id: "r" }, scores: [exact, failure] })]),
  ).toMatchObject({
    failure: "format_break",
    signs: [{ signal: "score" }, { signal: "score" }],
  });
});

it("quotes what was said, on one line and cut", () => {
  const explanation = `wrong refund\nwindow ${"of days ".repeat(60)}`;
  const sign = detectIn([aTrace({ scores: [aScore({ explanation })] })])?.signs[0];
  expect(sign?.evidence).toMatch(
    /^a person's annotation "helpful" is false: "wrong refund window (?:of days )+(?:of)?\.\.\."\.$/,
  );
  expect(sign?.evidence.length).toBeLessThan(230);
});

it.each([
  "jane.roe@example.com",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  "+49 151 2345 6789",
  "password: hunter2x",
])("never quotes a part of %s, which redaction would not find", (secret) => {
  for (let before = 100; before < 165; before++) {
    const explanation = `${"a ".repeat(before >> 1)}${before % 2 === 0 ? "" : "b"} ${secret} was told, and more of it`;
    const evidence = detectIn([aTrace({ scores: [aScore({ explanation })] })])?.signs[0]?.evidence ?? "";
    if (!evidence.includes(secret)) expect(evidence).toMatch(/: "(?:a )*[ab](?: b)?(?:\.\.\.)?"\.$/);
  }
});

it("takes a correction that changes nothing for none", () => {
  expect(signalsOf(aTrace({ correction: "Yes, for 60 days." }))).toEqual(["correction"]);
  expect(signalsOf(aTrace({ correction: " No, within 30 days only.\n" }))).toEqual([]);
  expect(
    signalsOf(aTrace({ output: { days: 30, returns: true }, correction: { returns: true, days: 30 } })),
  ).toEqual([]);
});

it("lets what a phrase or a model guesses give way to a person who found the trace good", () => {
  const refused = aTrace({ output: "I'm sorry, but I can't help with that." });
  const good = aScore({ value: true });
  const judged = aScore({ name: "tone", source: "eval", value: 0.1, kind: "numeric" });
  expect(signalsOf({ ...refused, scores: [judged] })).toEqual(["refusal", "judge"]);
  expect(signalsOf({ ...refused, scores: [judged, good] })).toEqual([]);
  expect(signalsOf({ ...refused, error: "TimeoutError", scores: [good] })).toEqual(["error"]);
  expect(signalsOf({ ...refused, scores: [good, aScore({ name: "correct" })] })).toEqual([
    "annotation",
    "refusal",
  ]);
});
