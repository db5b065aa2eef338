import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import {
  areTrusted,
  decideJudges,
  decidingJudges,
  describeJudges,
  distrust,
} from "../../src/decide/judge-rule.ts";
import { judgedTolerance } from "../../src/decide/judged-tolerance.ts";
import type { CardHealth, JudgeHealth } from "../../src/experiment/judge-health.ts";
import { decisionInput } from "../build-decision.ts";

const limits = { minAgreement: 0.8, maxFlipRate: 0.1 };

function aJudge(fields: Partial<JudgeHealth> = {}): JudgeHealth {
  return {
    scorer: "helpful",
    canaries: { asked: 5, wrong: [] },
    repeats: { outputs: 24, flips: 1 },
    ...fields,
  };
}

const aCard: CardHealth = {
  changed: [],
  usable: true,
  agreement: 0.93,
  sensitivity: { k: 188, n: 200 },
  specificity: { k: 184, n: 200 },
};

describe("a judge", () => {
  it("is trusted with every canary right, and the verdict says what that rests on", () => {
    expect(distrust(aJudge(), limits)).toEqual([]);
    expect(describeJudges([aJudge({ card: aCard })], limits)).toEqual({
      trusted: true,
      canaries: "5/5",
      agreement: 0.93,
      flip_rate: 1 / 24,
    });
    expect(decideJudges([aJudge()], limits)).toMatchObject({
      status: "pass",
      message: "5 of 5 canaries right, 1 of 24 outputs changed when judged again.",
    });
  });

  it.each<[string, Partial<JudgeHealth>, string]>([
    [
      "a canary is wrong",
      { canaries: { asked: 5, wrong: ["padded"] } },
      "wrong on 1 of 5 canaries (`padded`)",
    ],
    ["no canary was asked, and no card speaks for it", { canaries: { asked: 0, wrong: [] } }, "no canary"],
    ["flips are proven beyond their limit", { repeats: { outputs: 24, flips: 8 } }, "8 of 24 outputs"],
    [
      "its card is below a limit that was raised since",
      { card: { ...aCard, agreement: 0.79 } },
      "below `min_agreement`",
    ],
    ["its card refuses it", { card: { ...aCard, usable: false, reason: "Kappa is 0." } }, "Kappa is 0."],
  ])("is not trusted where %s", (_, fields, reason) => {
    const judges = [aJudge(), aJudge({ scorer: "polite", ...fields })];
    expect(areTrusted(judges, limits)).toBe(false);
    expect(decidingJudges(judges, limits)).toEqual(new Set());
    const rule = decideJudges(judges, limits);
    expect(rule).toMatchObject({ rule: "judge", status: "inconclusive" });
    expect(rule.advisory).toBeUndefined();
    expect(rule.message).toContain("judge `polite` is not trusted");
    expect(rule.message).toContain(reason);
  });

  it.each<[string, Partial<JudgeHealth>]>([
    ["a few flips that chance may do", { repeats: { outputs: 24, flips: 3 } }],
    ["a card that holds, and no canary", { canaries: { asked: 0, wrong: [] }, card: aCard }],
    ["a stale card that refused another judge", { card: { ...aCard, usable: false, changed: ["models"] } }],
  ])("is trusted with %s", (_, fields) => {
    expect(distrust(aJudge(fields), limits)).toEqual([]);
  });

  it("is said to have a stale card, whose agreement is not shown", () => {
    const judge = aJudge({ card: { ...aCard, changed: ["models", "rubric"] } });
    expect(describeJudges([judge], limits)).toMatchObject({ stale_card: true });
    expect(decideJudges([judge], limits).message).toContain("is stale (models, rubric changed)");
    expect(describeJudges([judge], limits)).not.toHaveProperty("agreement");
  });

  it("is said to go with length where chance does not explain it, which decides nothing", () => {
    const long = aJudge({ length: { correlation: 0.62, p: 0.001, cases: 100 } });
    expect(decideJudges([long], limits)).toMatchObject({ status: "pass" });
    expect(decideJudges([long], limits).message).toContain(
      "`helpful` goes with the longer of two answers (rank correlation 0.62 on 100 cases)",
    );
    const chance = aJudge({ length: { correlation: 0.2, p: 0.3, cases: 100 } });
    expect(decideJudges([chance], limits).message).not.toContain("longer");
  });

  it("that is a panel says how often it is of one mind", () => {
    expect(decideJudges([aJudge({ panel: { outputs: 240, unanimous: 221 } })], limits).message).toContain(
      "The panel of `helpful` is of one mind on 221 of 240 outputs.",
    );
  });

  it("with no figure that is a number is never trusted", () => {
    expect(areTrusted([aJudge({ repeats: { outputs: Number.NaN, flips: Number.NaN } })], limits)).toBe(false);
  });
});

describe("a pairwise judge", () => {
  const order = { pairs: 120, flips: 6, first: 3, unanswered: 0 };
  const aPairwise = (fields: Partial<NonNullable<JudgeHealth["order"]>> = {}): JudgeHealth => ({
    scorer: "better",
    canaries: { asked: 0, wrong: [] },
    repeats: { outputs: 0, flips: 0 },
    order: { ...order, ...fields },
  });

  it("is trusted without a canary, since both orders speak against it", () => {
    expect(decideJudges([aPairwise()], limits)).toMatchObject({
      status: "pass",
      message: "6 of 120 pairs turned with the order.",
    });
    expect(describeJudges([aPairwise()], limits)).toMatchObject({ trusted: true, flip_rate: 0.05 });
    expect(decidingJudges([aPairwise(), aJudge()], limits)).toEqual(new Set(["better", "helpful"]));
    expect(describeJudges([aPairwise(), aJudge()], limits)).toMatchObject({ flip_rate: 0.05 });
    expect(describeJudges([aPairwise({ flips: 3 }), aJudge()], limits)).toMatchObject({ flip_rate: 1 / 24 });
  });

  it.each<[string, Partial<NonNullable<JudgeHealth["order"]>>, string]>([
    ["flips are proven beyond their limit", { flips: 40 }, "changes its mind on 40 of 120 pairs"],
    ["no pair was judged that was to be", { pairs: 0, flips: 0, first: 0, unanswered: 9 }, "none of 9 pairs"],
    ["a figure is no number", { flips: Number.NaN }, "changes its mind"],
  ])("is not trusted where %s", (_, fields, reason) => {
    expect(decidingJudges([aJudge(), aPairwise(fields)], limits)).toEqual(new Set());
    expect(decideJudges([aJudge(), aPairwise(fields)], limits).message).toContain(reason);
  });

  it("has nothing to distrust where all outputs are equal", () => {
    expect(distrust(aPairwise({ pairs: 0, flips: 0, first: 0 }), limits)).toEqual([]);
  });

  it.each([
    [6, 6, "prefers what is shown first: so lean 6 of 6 pairs that turned"],
    [6, 0, "prefers what is shown second: so lean 6 of 6 pairs that turned"],
  ])(
    "is said to prefer a place where chance does not explain it (%i flips, %i to the first)",
    (flips, first, said) => {
      expect(decideJudges([aPairwise({ flips, first })], limits).message).toContain(said);
      expect(decideJudges([aPairwise({ flips: 5, first })], limits).message).not.toContain("prefers");
      expect(decideJudges([aPairwise({ flips, first: 3 })], limits).message).not.toContain("prefers");
    },
  );
});

it("leaves a run without a judge as it was", () => {
  expect(decideJudges(undefined, limits)).toMatchObject({ status: "not_applicable" });
  expect(describeJudges([], limits)).toBeUndefined();
});

it("is a rule that no other hides: a proven fail comes first, and nothing passes without it", () => {
  const rows = (candidate: number) =>
    Array.from({ length: 100 }, (_, i) => ({ baseline: [1], candidate: [i < 30 ? candidate : 1] }));
  const judges = [aJudge({ canaries: { asked: 5, wrong: ["bad"] } })];
  expect(decide({ ...decisionInput(rows(1)), judges }).verdict).toBe("inconclusive");
  expect(decide({ ...decisionInput(rows(0)), judges }).verdict).toBe("fail");
  expect(decide({ ...decisionInput(rows(1)), judges: [aJudge()] }).verdict).toBe("pass");
});

describe("the tolerance on what a judge alone scores", () => {
  it("shrinks by what it is sure to show of a drop", () => {
    const { maxDrop, written } = judgedTolerance(0.05, ["helpful"], [aJudge({ card: aCard })]);
    // Sensitivity .94 and specificity .92 show .86 of a drop, and surely a little less.
    expect(written).toBe(0.05);
    expect(maxDrop).toBeGreaterThan(0.037);
    expect(maxDrop).toBeLessThan(0.043);
  });

  it("stays as it is written without a card that holds", () => {
    for (const card of [undefined, { ...aCard, changed: ["models"] }])
      expect(judgedTolerance(0.05, ["helpful"], [aJudge(card === undefined ? {} : { card })])).toEqual({
        maxDrop: 0.05,
      });
    expect(judgedTolerance(0.05, ["other"], [aJudge({ card: aCard })])).toEqual({ maxDrop: 0.05 });
  });

  it("is never wider than what is written", () => {
    const counts = fc.record({
      n: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const card = {
          ...aCard,
          sensitivity: { k: Math.round(a.n * a.share), n: a.n },
          specificity: { k: Math.round(b.n * b.share), n: b.n },
        };
        const { maxDrop } = judgedTolerance(0.05, ["helpful"], [aJudge({ card })]);
        expect(maxDrop).toBeGreaterThan(0);
        expect(maxDrop).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it("is said with the rule", () => {
    const rows = Array.from({ length: 100 }, () => ({ baseline: [1], candidate: [1] }));
    const input = decisionInput(rows);
    const judged = {
      ...input,
      scorers: [
        {
          type: "judge" as const,
          name: "helpful",
          weight: 1,
          not: false,
          options: {},
          place: { file: "llm-o11y.yml", line: 3 },
        },
      ],
      judges: [aJudge({ card: aCard })],
    };
    const quality = decide(judged as never).rules.find(({ rule }) => rule === "quality");
    expect(quality?.limit).toMatchObject({ written: 0.05 });
    expect(quality?.message).toMatch(/The tolerance of 5 is tightened to \d(\.\d)?: by its card/);
  });
});
