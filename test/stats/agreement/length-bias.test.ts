import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthBias, type LengthPair } from "../../../src/stats/agreement/length-bias.ts";
import { asKind, expectNear } from "./near.ts";
import { drawFrom } from "./worlds.ts";

const pairs = (
  scores: readonly number[],
  lengths: readonly number[],
  otherLength = 10,
): readonly LengthPair[] =>
  scores.map((scoreDifference, i) => ({ scoreDifference, length: lengths[i] ?? Number.NaN, otherLength }));

describe("length bias", () => {
  it("is Spearman's rho: the ten of Wikipedia's worked example, rho = -29/165, p = .627", () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hoursOfTv = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    const { correlation, p } = asKind(lengthBias(pairs(iq, hoursOfTv)), "measured");
    expectNear([correlation], [-29 / 165], 1e-12);
    expectNear([p], [0.627188], 1e-6);
  });

  it("shares ranks between ties: two groups of six with one exchanged, by hand 4 / 6", () => {
    // Scores 0/1 and short/long: with two values on each side rho is phi = (5 * 5 - 1 * 1) / 36.
    const scores = [0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1];
    const lengths = [...Array.from({ length: 6 }, () => 5), ...Array.from({ length: 6 }, () => 20)];
    expectNear([asKind(lengthBias(pairs(scores, lengths)), "measured").correlation], [24 / 36], 1e-12);
  });

  it("sees a judge that scores by length alone, an empty answer among them", () => {
    const lengths = [0, 2, 5, 9, 10, 14, 20, 33, 50, 80, 200];
    const { correlation, p, interval } = asKind(
      lengthBias(
        pairs(
          lengths.map((_, i) => i - 4),
          lengths,
        ),
      ),
      "measured",
    );
    expect([correlation, p]).toEqual([1, 0]);
    expect(interval[0]).toBeGreaterThan(0.9);
    expect(Number.isFinite(interval[1])).toBe(true);
  });

  it("turns its sign when the two answers of every pair change places", () => {
    const somePairs = fc.array(
      fc.record({
        scoreDifference: fc.integer({ min: -2, max: 2 }),
        length: fc.nat({ max: 9 }),
        otherLength: fc.nat({ max: 9 }),
      }),
      { minLength: 10, maxLength: 30 },
    );
    fc.assert(
      fc.property(somePairs, (some) => {
        const turned = some.map(({ scoreDifference, length, otherLength }) => ({
          scoreDifference: -scoreDifference,
          length: otherLength,
          otherLength: length,
        }));
        // Score and ratio both turn: the correlation stays.
        const [there, back] = [lengthBias(some), lengthBias(turned)];
        expect(back.kind).toBe(there.kind);
        if (there.kind === "measured") {
          const other = asKind(back, "measured");
          expectNear([other.correlation, other.p], [there.correlation, there.p], 1e-9);
        }
        const reversed = lengthBias(
          some.map((pair) => ({ ...pair, scoreDifference: -pair.scoreDifference })),
        );
        if (there.kind === "measured") {
          expectNear([asKind(reversed, "measured").correlation], [-there.correlation], 1e-9);
        }
      }),
    );
  });

  it("is found at 5% in about 5% of runs where there is none, ties and all", () => {
    const draw = drawFrom(3);
    const runs = 1000;
    let [found, covered] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const none = Array.from({ length: 40 }, () => ({
        scoreDifference: draw.count(2, 0.2) - draw.count(2, 0.2),
        length: 1 + draw.count(30, 0.5),
        otherLength: 1 + draw.count(30, 0.5),
      }));
      const { p, interval } = asKind(lengthBias(none), "measured");
      found += Number(p <= 0.05);
      covered += Number(interval[0] <= 0 && 0 <= interval[1]);
    }
    expect(found / runs).toBeLessThanOrEqual(0.064);
    expect(found / runs).toBeGreaterThan(0.02);
    expect(covered / runs).toBeGreaterThanOrEqual(0.936);
  });

  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  it.each([
    ["nothing", [], "too-few-pairs", 0],
    ["nine pairs", pairs(ten.slice(1), ten), "too-few-pairs", 9],
    ["a score that is no number among ten", pairs([Number.NaN, ...ten.slice(1)], ten), "too-few-pairs", 9],
    ["a length below 0 among ten", pairs(ten, [-1, ...ten.slice(1)]), "too-few-pairs", 9],
    [
      "the same score everywhere",
      pairs(
        ten.map(() => 0),
        ten,
      ),
      "constant",
      10,
    ],
    [
      "the same lengths everywhere",
      pairs(
        ten,
        ten.map(() => 10),
      ),
      "constant",
      10,
    ],
    [
      "no lengths at all",
      pairs(
        ten,
        ten.map(() => 0),
        0,
      ),
      "constant",
      10,
    ],
  ] as const)("is unknown for %s", (_, some, reason, n) => {
    expect(lengthBias(some)).toEqual({ kind: "unknown", reason, n });
  });
});
