import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roganGladen } from "../../../src/stats/agreement/rogan-gladen.ts";
import { vector } from "../../oracle/vectors.ts";
import { asKind, expectNear } from "./near.ts";
import { drawCard, drawFrom } from "./worlds.ts";

const card = { sensitivity: { k: 90, n: 100 }, specificity: { k: 80, n: 100 } };

describe("the corrected pass rate", () => {
  it("agrees with R on a share inside and on two that clamp", () => {
    const { input, expected, abs_tol } = vector("rogan-gladen");
    const corrected = input.p_obs.map(
      (share: number) =>
        asKind(roganGladen({ passed: Math.round(share * 100), n: 100, ...card }), "corrected").value,
    );
    expectNear(corrected, expected, abs_tol);
  });

  it("has Lang and Reiczigel's interval, worked by hand for 70 of 100, 18 of 20 and 16 of 20 at 95%", () => {
    // Shrunk: .692601 (of 103.84), 19 / 22 and 17 / 22, so p = (.692601 + .772727 - 1) / .636364 = .731231 and variances
    // .00205029, .00535312, .00798272. Shift 2 z^2 (p .00535312 - (1 - p) .00798272) = .013590; reach z sqrt(.00205029
    // + p^2 .00535312 + (1 - p)^2 .00798272) / .636364 = .228191. All digits from a separate program in Python.
    const { value, interval } = asKind(
      roganGladen({ passed: 70, n: 100, sensitivity: { k: 18, n: 20 }, specificity: { k: 16, n: 20 } }),
      "corrected",
    );
    expectNear([value, ...interval], [0.5 / 0.7, 0.516629460802376, 0.9730116735482814], 1e-12);
  });

  it("of a perfect judge with many labels is the judged rate, with about Wilson's interval", () => {
    const perfect = { k: 1_000_000, n: 1_000_000 };
    const { value, interval } = asKind(
      roganGladen({ passed: 15, n: 148, sensitivity: perfect, specificity: perfect }),
      "corrected",
    );
    expect(value).toBeCloseTo(15 / 148, 12);
    expectNear(interval, vector("wilson-1").expected.slice(0, 2), 0.002);
  });

  it("of the failures is 1 minus that of the passes", () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), (passed) => {
        const passes = asKind(roganGladen({ passed, n: 100, ...card }), "corrected");
        const failures = asKind(
          roganGladen({
            passed: 100 - passed,
            n: 100,
            sensitivity: card.specificity,
            specificity: card.sensitivity,
          }),
          "corrected",
        );
        expectNear(
          [failures.value, ...failures.interval],
          [1 - passes.value, 1 - passes.interval[1], 1 - passes.interval[0]],
          1e-9,
        );
      }),
    );
  });

  it("is in its interval and both are in [0, 1], whatever was counted", () => {
    const count = fc.integer({ min: 1, max: 60 }).chain((n) => fc.nat({ max: n }).map((k) => ({ k, n })));
    fc.assert(
      fc.property(count, count, count, (judged, sensitivity, specificity) => {
        const result = roganGladen({ passed: judged.k, n: judged.n, sensitivity, specificity });
        if (result.kind === "refused") return;
        const [low, high] = result.interval;
        expect([0 <= low, low <= result.value, result.value <= high, high <= 1]).not.toContain(false);
      }),
    );
  });

  it("has a wider interval with a card of fewer labels", () => {
    const width = (labels: number): number => {
      const few = {
        sensitivity: { k: 0.9 * labels, n: labels },
        specificity: { k: 0.8 * labels, n: labels },
      };
      const { interval } = asKind(roganGladen({ passed: 140, n: 200, ...few }), "corrected");
      return interval[1] - interval[0];
    };
    expect(width(20)).toBeGreaterThan(width(100));
    expect(width(100)).toBeGreaterThan(1.2 * width(10_000));
  });
});

describe("a judge that cannot be corrected for is refused", () => {
  const k = (passes: number, n: number) => ({ k: passes, n });
  it.each([
    ["sensitivity .7, specificity .5: J is .2 exactly", k(7, 10), k(5, 10), "uninformative"],
    ["J of .2 in numbers that do not round to it", k(9, 10), k(3, 10), "uninformative"],
    ["always `fail`", k(0, 40), k(40, 40), "uninformative"],
    ["worse than a coin", k(4, 10), k(3, 10), "uninformative"],
    ["no true passes labelled", k(0, 0), k(5, 5), "no-labels"],
    ["no true failures labelled", k(5, 5), k(0, 0), "no-labels"],
    ["not numbers", k(Number.NaN, 10), k(9, 10), "no-labels"],
    ["more than all", k(11, 10), k(9, 10), "no-labels"],
  ])("%s", (_, sensitivity, specificity, reason) => {
    expect(roganGladen({ passed: 80, n: 100, sensitivity, specificity })).toEqual({
      kind: "refused",
      reason,
    });
  });

  it("J just above .2 is not", () => {
    expect(
      roganGladen({ passed: 80, n: 100, sensitivity: k(701, 1000), specificity: k(500, 1000) }).kind,
    ).toBe("corrected");
  });

  it.each([
    ["nothing", 0, 0],
    ["not numbers", Number.NaN, 100],
  ])("verdicts on %s have no rate", (_, passed, n) => {
    expect(roganGladen({ passed, n, ...card })).toEqual({ kind: "refused", reason: "nothing-judged" });
  });
});

describe("over 2000 seeded runs the 95% interval covers the true pass rate", () => {
  it.each([
    { n: 100, truth: 0.8, sensitivity: 0.9, specificity: 0.8, passes: 60, failures: 40 },
    { n: 300, truth: 0.9, sensitivity: 0.95, specificity: 0.7, passes: 90, failures: 30 },
    { n: 50, truth: 0.95, sensitivity: 0.85, specificity: 0.85, passes: 40, failures: 20 },
    { n: 1000, truth: 0.7, sensitivity: 0.9, specificity: 0.9, passes: 40, failures: 40 },
  ])("%o", ({ n, truth, passes, failures, ...judge }) => {
    const draw = drawFrom(5);
    const runs = 2000;
    const shown = truth * judge.sensitivity + (1 - truth) * (1 - judge.specificity);
    let [covered, cardIgnored, judgedOnly] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const passed = draw.count(n, shown);
      const covers = (labels: Parameters<typeof drawCard>[2], scale = 1): boolean => {
        const counts = drawCard(draw, judge, labels);
        const scaled = {
          sensitivity: { k: counts.sensitivity.k * scale, n: counts.sensitivity.n * scale },
          specificity: { k: counts.specificity.k * scale, n: counts.specificity.n * scale },
        };
        const result = roganGladen({ passed, n, ...scaled });
        return result.kind === "corrected" && result.interval[0] <= truth && truth <= result.interval[1];
      };
      covered += Number(covers({ passes, failures }));
      // The same card taken as exact, and no correction at all: what the interval is there for.
      cardIgnored += Number(covers({ passes, failures }, 10_000));
      judgedOnly += Number(Math.abs(passed / n - truth) <= 1.96 * Math.sqrt((shown * (1 - shown)) / n));
    }
    // One point is two standard errors of a share of 2000 runs.
    expect(covered / runs).toBeGreaterThanOrEqual(0.94);
    expect(covered / runs).toBeLessThanOrEqual(0.985);
    expect(Math.min(cardIgnored, judgedOnly) / runs).toBeLessThan(0.94);
  });
});
