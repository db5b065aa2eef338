import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import type { Case } from "../../src/experiment/case.ts";
import { prepareCaseScorers } from "../../src/score/prepare.ts";
import { applies, casesWithoutScorer, checkCases } from "../../src/score/scorer.ts";
import { aCase, aTrial } from "../build.ts";
import { aScorer, prepare, problemsOf } from "./scoring.ts";

describe("preparing scorers", () => {
  it("gives them in the order of the gate file", async () => {
    const scorers = await prepare([
      aScorer("refusal"),
      aScorer("judge"),
      aScorer("recorded"),
      aScorer("exact"),
    ]);
    expect(scorers.map((scorer) => scorer.config.type)).toEqual(["refusal", "judge", "recorded", "exact"]);
    expect(scorers.map((scorer) => scorer.rule !== undefined)).toEqual([true, false, false, true]);
  });

  it("names every problem at once, each at its own line", async () => {
    const at = (line: number) => ({ place: { file: "llm-o11y.yml", line } });
    const problems = await problemsOf([
      aScorer("regex", { value: "(", ...at(3) }),
      aScorer("json_path", { path: "answer", ...at(4) }),
      aScorer("json_schema", at(5)),
      aScorer("contains", { value: [], ...at(6) }),
      aScorer("numeric", { value: "soon", ...at(7) }),
      aScorer("exact", at(8)),
    ]);
    expect(problems.map(({ code, line }) => [line, code])).toEqual([
      [3, "scorer-pattern"],
      [4, "scorer-path"],
      [5, "scorer-schema"],
      [6, "scorer-reference"],
      [7, "scorer-reference"],
    ]);
    expect(problems.every((problem) => problem.fix !== undefined)).toBe(true);
  });
});

describe("when a scorer applies", () => {
  const full = { expected: "No", context: "Policy", toolCalls: [] };

  it.each<[ScorerConfig, Partial<Case>, boolean]>([
    [aScorer("exact"), {}, false],
    [aScorer("exact"), { expected: null }, true],
    [aScorer("exact", { value: "No" }), {}, true],
    [aScorer("contains"), {}, false],
    [aScorer("regex"), { expected: "No" }, true],
    [aScorer("numeric"), {}, false],
    [aScorer("similarity"), {}, false],
    [aScorer("json_path"), { expected: { answer: "No" } }, true],
    [aScorer("json_path"), { expected: { other: "No" } }, false],
    [aScorer("json_path"), { expected: "No" }, false],
    [aScorer("json_path", { value: "No" }), {}, true],
    [aScorer("tool_calls"), {}, false],
    [aScorer("tool_calls"), { toolCalls: [] }, true],
    [aScorer("tool_calls", { forbidden: ["refund"] }), {}, true],
    [aScorer("tool_calls", { maxCalls: 0 }), {}, true],
    [aScorer("refusal"), {}, true],
    [aScorer("max_length", { value: 5 }), {}, true],
    [aScorer("citations"), {}, false],
    [aScorer("citations"), { context: "Policy" }, true],
    [aScorer("recorded"), {}, true],
    [aScorer("judge"), {}, true],
    [aScorer("exact", { tags: ["refund"] }), { ...full, tags: ["greet"] }, false],
    [aScorer("exact", { tags: ["refund", "greet"] }), { ...full, tags: ["greet"] }, true],
    [aScorer("recorded", { tags: ["refund"] }), full, false],
  ])("%j on %j: %s", async (config, one, expected) => {
    const [scorer] = await prepare([config]);
    expect(scorer && applies(scorer, aCase(one), [])).toBe(expected);
  });

  it("is on both arms or on none: one trial with context makes citations apply to the case", async () => {
    const [scorer] = await prepare([aScorer("citations")]);
    expect(scorer && applies(scorer, aCase(), [aTrial(), aTrial({ context: "Policy" })])).toBe(true);
    expect(scorer && applies(scorer, aCase())).toBe(true);
  });
});

describe("a case to which no scorer applies", () => {
  const place = { file: "datasets/support.jsonl", line: 4 };

  it("is a problem of its row", async () => {
    const scorers = await prepare([aScorer("exact")]);
    const problems = casesWithoutScorer([aCase({ id: "greet-01", place })], () => scorers);
    expect(problems).toEqual([expect.objectContaining({ code: "no-scorer", ...place })]);
    expect(problems[0]?.message).toContain("no scorer applies to case `greet-01`");
  });

  it.each<[string, Partial<Case>]>([
    ["a draft", { draft: true }],
    ["one with an expected answer", { expected: "No" }],
  ])("is none where it is %s", async (_, one) => {
    const scorers = await prepare([aScorer("exact")]);
    expect(casesWithoutScorer([aCase(one)], () => scorers)).toEqual([]);
  });

  it("is counted and not listed beyond the first 50", () => {
    const cases = Array.from({ length: 10_000 }, (_, index) => aCase({ id: `greet-${index}` }));
    const problems = casesWithoutScorer(cases, () => []);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toContain("9950 more");
  });
});

describe("checking cases before anything runs", () => {
  it.each<[string, ScorerConfig, Partial<Case>, string | undefined]>([
    ["an expected pattern that is none", aScorer("regex"), { expected: "(" }, "scorer-pattern"],
    ["an expected text for a number", aScorer("numeric"), { expected: "soon" }, "scorer-reference"],
    ["an expected empty text", aScorer("contains"), { expected: "" }, "scorer-reference"],
    ["a length without a limit", aScorer("max_length"), {}, "scorer-reference"],
    ["a draft", aScorer("regex"), { expected: "(", draft: true }, undefined],
    ["a scorer of another tag", aScorer("regex", { tags: ["greet"] }), { expected: "(" }, undefined],
    ["a scorer with its own value", aScorer("regex", { value: "No" }), { expected: "(" }, undefined],
  ])("%s", async (_, config, one, code) => {
    const scorers = await prepare([config]);
    const problems = checkCases(
      [aCase({ ...one, place: { file: "datasets/support.jsonl", line: 7 } })],
      () => scorers,
    );
    expect(problems.map((problem) => [problem.line, problem.code])).toEqual(
      code === undefined ? [] : [[7, code]],
    );
  });

  it("prepares the gate's scorers and each case's own together", async () => {
    const gate = aScorer("exact");
    const own = aScorer("contains", { name: "days", value: "30" });
    const cases = [aCase({ id: "refund-01", expected: "No" }), aCase({ id: "refund-02" })];
    const scorersFor = (one: Case) => (one.id === "refund-01" ? [gate] : [own]);
    const prepared = await prepareCaseScorers({ scorers: [gate], cases, scorersFor, files: new Map() });
    const names = prepared.ok
      ? cases.map((one) => prepared.value(one).map((scorer) => scorer.config.name))
      : [];
    expect(names).toEqual([["exact"], ["days"]]);
  });

  it("names the problems of rows together", async () => {
    const cases = [aCase({ id: "refund-01", expected: "(" }), aCase({ id: "refund-02" })];
    const scorers = [aScorer("regex")];
    const prepared = await prepareCaseScorers({
      scorers,
      cases,
      scorersFor: () => scorers,
      files: new Map(),
    });
    const codes = prepared.ok ? [] : prepared.problems.map((problem) => problem.code);
    expect(codes).toEqual(["no-scorer", "scorer-pattern"]);
  });
});
