import { describe, expect, it } from "vitest";
import { judgedDrop, tightenTolerance } from "../../../src/stats/agreement/attenuation.ts";
import { informativeJudge } from "../../../src/stats/agreement/youden.ts";
import { tangoBounds } from "../../../src/stats/paired-bounds.ts";
import { vector } from "../../oracle/vectors.ts";
import { asKind, expectNear } from "./near.ts";
import { drawCard, drawFrom, drawPair, judge } from "./worlds.ts";

describe("a tightened tolerance", () => {
  const card = { sensitivity: { k: 47, n: 50 }, specificity: { k: 40, n: 50 } };

  it("is max_drop times J, J at the lower bound that joins the two exact ones", () => {
    // Clopper-Pearson 90% of 47 of 50 starts at .85216282 (vector py-cp), of 40 of 50 at .68440 (R: qbeta(.05, 40, 11)).
    const [sensitivityLow] = vector("py-cp").expected;
    const lower = 0.74 - Math.hypot(0.94 - sensitivityLow, 0.8 - 0.6844);
    const { youden, youdenLower, maxDrop } = asKind(tightenTolerance(0.05, card), "tightened");
    expectNear([youden, youdenLower, maxDrop], [0.74, lower, 0.05 * lower], 5e-4);
  });

  it("is below the drop that the judge is expected to show", () => {
    expect(judgedDrop(0.05, card)).toBeCloseTo(0.037, 12);
    expect(asKind(tightenTolerance(0.05, card), "tightened").maxDrop).toBeLessThan(0.037);
  });

  it("nears max_drop times J with many labels, and max_drop with a perfect judge", () => {
    const many = { sensitivity: { k: 94_000, n: 100_000 }, specificity: { k: 80_000, n: 100_000 } };
    const perfect = { sensitivity: { k: 100_000, n: 100_000 }, specificity: { k: 100_000, n: 100_000 } };
    expect(asKind(tightenTolerance(0.05, many), "tightened").maxDrop).toBeCloseTo(0.037, 3);
    expect(asKind(tightenTolerance(0.05, perfect), "tightened").maxDrop).toBeCloseTo(0.05, 4);
  });

  it("is stricter at a stricter level", () => {
    const at = (level: number): number => asKind(tightenTolerance(0.05, card, level), "tightened").maxDrop;
    expect(at(0.01)).toBeLessThan(at(0.05));
  });

  it("stays 0 for a tolerance of 0", () => {
    expect(asKind(tightenTolerance(0, card), "tightened").maxDrop).toBe(0);
  });

  it("is no number for a tolerance that is none, so that nothing passes it", () => {
    const { maxDrop } = asKind(tightenTolerance(Number.NaN, card), "tightened");
    expect(0 >= -maxDrop).toBe(false);
  });

  it("is refused for 3 labels of each, which can tell nothing, and for a judge that is a coin", () => {
    const few = { sensitivity: { k: 2, n: 3 }, specificity: { k: 2, n: 3 } };
    expect(tightenTolerance(0.05, few)).toEqual({ kind: "refused", reason: "too-few-labels" });
    const coin = { sensitivity: { k: 50, n: 100 }, specificity: { k: 50, n: 100 } };
    expect(tightenTolerance(0.05, coin)).toEqual({ kind: "refused", reason: "uninformative" });
    expect(judgedDrop(0.05, coin)).toBeUndefined();
    expect(tightenTolerance(0.05, { ...few, specificity: { k: 0, n: 0 } })).toEqual({
      kind: "refused",
      reason: "no-labels",
    });
  });
});

describe("the lower bound of J errs with at most 5%, by adding up every outcome", () => {
  it.each([
    [20, 20],
    [30, 10],
    [40, 25],
  ])("%i passes and %i failures labelled", (passes, failures) => {
    const bounds = Array.from({ length: passes + 1 }, (_, a) =>
      Array.from({ length: failures + 1 }, (__, b) => {
        const result = informativeJudge({
          sensitivity: { k: a, n: passes },
          specificity: { k: b, n: failures },
        });
        // A refused card claims nothing.
        return result.kind === "informative" ? result.youdenLower : Number.NEGATIVE_INFINITY;
      }),
    );
    let worst = 0;
    for (let sensitivity = 0.5; sensitivity < 1; sensitivity += 0.03) {
      for (let specificity = 0.31; specificity < 1; specificity += 0.03) {
        const [p, q] = [binomial(passes, sensitivity), binomial(failures, specificity)];
        const truth = sensitivity + specificity - 1;
        const misses = bounds.flatMap((row, a) =>
          row.map((bound, b) => (bound > truth + 1e-12 ? (p[a] ?? 0) * (q[b] ?? 0) : 0)),
        );
        worst = Math.max(
          worst,
          misses.reduce((sum, miss) => sum + miss, 0),
        );
      }
    }
    expect(worst).toBeLessThanOrEqual(0.05);
    expect(worst).toBeGreaterThan(0.01);
  });
});

describe("a candidate that is truly worse by exactly max_drop, judged by a judge with a card", () => {
  const runs = 600;
  it.each([
    { n: 200, maxDrop: 0.1, both: 0.64, sensitivity: 0.9, specificity: 0.8, passes: 60, failures: 40 },
    { n: 1000, maxDrop: 0.15, both: 0.69, sensitivity: 0.8, specificity: 0.7, passes: 90, failures: 30 },
    { n: 2000, maxDrop: 0.1, both: 0.69, sensitivity: 0.99, specificity: 0.9, passes: 100, failures: 60 },
  ])("passes in at most 5% of seeded runs: %o", ({ n, maxDrop, both, passes, failures, ...quality }) => {
    const draw = drawFrom(20261125);
    let [tightened, byEstimate, untightened] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      let [worse, better] = [0, 0];
      for (let i = 0; i < n; i++) {
        const { baseline, candidate } = drawPair(draw, { drop: maxDrop, churn: 0.03, both });
        const change = Number(judge(draw, quality, candidate)) - Number(judge(draw, quality, baseline));
        worse += Number(change < 0);
        better += Number(change > 0);
      }
      const [lower] = tangoBounds(worse, better, n, { proof: 0.05, block: 0.05 });
      const card = drawCard(draw, quality, { passes, failures });
      const tolerance = tightenTolerance(maxDrop, card);
      const expected = judgedDrop(maxDrop, card);
      tightened += Number(tolerance.kind === "tightened" && lower > -tolerance.maxDrop);
      byEstimate += Number(expected !== undefined && lower > -expected);
      untightened += Number(lower > -maxDrop);
    }
    expect(tightened).toBeLessThanOrEqual(0.05 * runs);
    // Neither the tolerance as it is nor J's estimate would do; the first by far.
    expect(untightened).toBeGreaterThan(0.1 * runs);
    expect(byEstimate).toBeGreaterThan(tightened);
  });
});

function binomial(n: number, p: number): readonly number[] {
  const shares = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) shares.push(((shares[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)));
  return shares;
}
