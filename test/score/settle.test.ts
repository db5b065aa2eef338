import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import type { Json } from "../../src/experiment/json.ts";
import type { RecordedScore } from "../../src/experiment/trial.ts";
import { settleAnswer, settleRecorded, takeRecorded } from "../../src/score/settle.ts";
import { aScorer, scoreOf, wordOf } from "./scoring.ts";

describe("threshold", () => {
  it.each([
    [undefined, 1, true],
    [undefined, 0.1 + 0.2 + 0.7 - 2e-16, true],
    [undefined, 0.999, false],
    [0.8, 0.8, true],
    [0.8, 0.7999, false],
    [0, 0, true],
    [0.8, Number.NaN, undefined],
    [undefined, Number.NaN, undefined],
    [0, Number.POSITIVE_INFINITY, undefined],
    [0, -0.1, undefined],
    [0, 1.1, undefined],
  ])("of %s passes %s: %s", (threshold, value, passed) => {
    const config = aScorer("similarity", threshold === undefined ? {} : { threshold });
    const score = settleAnswer(config, { scored: true, value, reason: "" });
    expect(score.scored ? score.passed : undefined).toBe(passed);
  });
});

describe("not", () => {
  it("turns passed and value", async () => {
    const scorer = aScorer("contains", { value: "refund", not: true });
    expect(await scoreOf(scorer, {}, { output: "A refund" })).toMatchObject({
      value: 0,
      passed: false,
      failure: "reasoning_error",
    });
    expect(await scoreOf(scorer, {}, { output: "Hello" })).toMatchObject({ value: 1, passed: true });
  });

  it("does not turn what is unscored into a pass", async () => {
    expect(await wordOf(aScorer("contains", { value: "refund", not: true }), {}, {})).toBe("unscored");
  });

  it("done twice changes nothing, and keeps values in [0, 1]", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, threshold) => {
        const answer = { scored: true as const, value: one, reason: "" };
        const plain = settleAnswer(aScorer("similarity", { threshold }), answer);
        const turned = settleAnswer(aScorer("similarity", { threshold, not: true }), answer);
        expect(plain.scored && turned.scored && plain.passed !== turned.passed).toBe(true);
        expect(plain.scored && turned.scored ? plain.value + turned.value : undefined).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe("failure", () => {
  it("is the scorer's own where it names one", async () => {
    expect(
      await wordOf(
        aScorer("exact", { failure: "tool_misuse/lookup" }),
        { expected: "No" },
        { output: "Yes" },
      ),
    ).toBe("tool_misuse/lookup");
  });

  it("is not named by what passes", async () => {
    expect(
      await scoreOf(aScorer("exact", { failure: "other" }), { expected: "No" }, { output: "No" }),
    ).not.toHaveProperty("failure");
  });
});

describe("a recorded score", () => {
  const recorded = (fields: Partial<RecordedScore>): RecordedScore => ({
    scorer: "helpful",
    value: 0.8,
    ...fields,
  });

  it.each<[string, Partial<RecordedScore>, number | undefined, boolean]>([
    ["as it says", { passed: true }, undefined, true],
    ["as it says, whatever the threshold", { passed: false, value: 1 }, 0.5, false],
    ["by the threshold where it does not say", {}, 0.8, true],
    ["at 1 where neither says", {}, undefined, false],
    ["at 1", { value: 1 }, undefined, true],
  ])("passes %s", (_, fields, threshold, passed) => {
    const config = aScorer("recorded", threshold === undefined ? {} : { threshold });
    expect(settleRecorded(config, recorded(fields))).toMatchObject({ scored: true, passed });
  });

  it("is turned by `not` of a `recorded` scorer, and never twice by that of the rule that made it", () => {
    const score = recorded({ value: 1, passed: true });
    expect(settleRecorded(aScorer("recorded", { not: true }), score)).toMatchObject({
      value: 0,
      passed: false,
    });
    expect(takeRecorded(aScorer("contains", { not: true }), score)).toMatchObject({ value: 1, passed: true });
  });

  it("outside [0, 1] is unscored", () => {
    expect(settleRecorded(aScorer("recorded"), recorded({ value: Number.NaN, passed: true })).scored).toBe(
      false,
    );
  });
});

describe("any rule on any output", () => {
  const rules: readonly ScorerConfig[] = [
    aScorer("exact", { partial: true }),
    aScorer("exact", { ignoreCase: true }),
    aScorer("contains", { value: "a" }),
    aScorer("regex", { value: "a" }),
    aScorer("numeric", { value: 1 }),
    aScorer("json_path", { path: "$..a", value: 1 }),
    aScorer("similarity"),
    aScorer("similarity", { method: "levenshtein" }),
    aScorer("json_schema"),
    aScorer("refusal"),
    aScorer("max_length", { value: 3 }),
    aScorer("citations"),
  ];
  const files = { "schemas/answer.json": '{"type":"object"}' };

  it.each(rules.map((rule) => [rule.type, rule] as const))(
    "%s gives a value in [0, 1], and names a mode when it fails",
    async (_, rule) => {
      const json = fc.oneof(fc.jsonValue(), fc.string(), fc.json()) as fc.Arbitrary<Json>;
      await fc.assert(
        fc.asyncProperty(json, json, async (expected, output) => {
          const score = await scoreOf(rule, { expected, context: expected }, { output }, files);
          if (score?.scored !== true) return;
          expect(score.value >= 0 && score.value <= 1).toBe(true);
          expect(score.passed).toBe(score.failure === undefined);
        }),
        { numRuns: 40 },
      );
    },
  );

  it("exact passes an output that is its reference", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue() as fc.Arbitrary<Json>, fc.boolean(), async (expected, partial) => {
        expect(await wordOf(aScorer("exact", { partial }), { expected }, { output: expected })).toBe("pass");
        const output = typeof expected === "string" ? expected : JSON.stringify(expected);
        expect(await wordOf(aScorer("exact", { partial }), { expected }, { output })).toBe("pass");
      }),
    );
  });
});
