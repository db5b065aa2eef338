import { describe, expect, it } from "vitest";
import { levelsAt, lookLevels, plannedLooks, qualityLevelsAt, splitAlpha } from "../../src/decide/alpha.ts";
import { vectorsOf } from "../oracle/vectors.ts";

describe("how alpha is spent", () => {
  it.each(vectorsOf("split"))("quality, critical cases, others: $id", ({ input, expected }) => {
    const { quality, critical, other } = splitAlpha(input.alpha, input.critical, input.others);
    expect(quality).toBeCloseTo(expected[0], 12);
    expect(critical).toBeCloseTo(expected[1], 12);
    expect(other).toBeCloseTo(expected[2], 12);
  });

  it.each([
    [false, 0, 0.05],
    [true, 0, 0.04],
    [false, 3, 0.04],
  ])("a part without a rule goes to quality (critical %s, %i others)", (critical, others, quality) => {
    expect(splitAlpha(0.05, critical, others).quality).toBeCloseTo(quality, 12);
  });

  it.each(vectorsOf("looks-0"))("early stop, block and proof at each look: $id", ({ input, expected }) => {
    const { earlyStop, looks } = lookLevels(input.alpha, input.share, 2, input.early_stop);
    const flat = [earlyStop, ...looks.map(({ block }) => block), ...looks.map(({ proof }) => proof)];
    for (const [i, value] of expected.entries()) expect(flat[i]).toBeCloseTo(value, 12);
  });

  it.each(vectorsOf("looks-0"))(
    "an early stop that is live is paid for by quality alone: $id",
    ({ input, expected }) => {
      const { alpha, share } = input;
      for (const now of [1, 2] as const) {
        const look = { planned: 2, now } as const;
        const own = qualityLevelsAt(alpha, share, input.early_stop ? { ...look, earlyStop: true } : look);
        expect(own.block).toBeCloseTo(expected[now], 12);
        expect(own.proof).toBeCloseTo(expected[now + 2], 12);
        expect(levelsAt(alpha, share, { ...look, earlyStop: true })).toEqual(levelsAt(alpha, share, look));
      }
    },
  );

  it("an early stop takes its tenth at one look too", () => {
    const { block } = qualityLevelsAt(0.05, 0.03, { planned: 1, now: 1, earlyStop: true });
    expect(block).toBeCloseTo(0.027, 12);
  });

  it.each(vectorsOf("looks-ties"))(
    "one look where all ties could not pass at the second: $id",
    ({ input, expected }) => {
      expect(plannedLooks(input.alpha, input.n, input.max_drop)).toBe(expected === 1 ? 2 : 1);
    },
  );

  it("59 cases are the first that two looks can prove", () => {
    expect([58, 59].map((cases) => plannedLooks(0.05, cases, 0.05))).toEqual([1, 2]);
  });
});
