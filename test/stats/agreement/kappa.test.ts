import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConfusionTable } from "../../../src/stats/agreement/confusion-table.ts";
import { gwetAc1 } from "../../../src/stats/agreement/gwet.ts";
import { cohenKappa, weightedKappa } from "../../../src/stats/agreement/kappa.ts";
import { vector } from "../../oracle/vectors.ts";
import { asKind, expectNear } from "./near.ts";
import { drawFrom, judge } from "./worlds.ts";

function table(counts: readonly (readonly number[])[]): ConfusionTable {
  return {
    categories: counts.map((_, i) => `grade ${i}`),
    counts,
    n: counts.flat().reduce((a, b) => a + b, 0),
    leftOut: 0,
  };
}

const square = (cells: readonly number[]): ConfusionTable => {
  const size = Math.sqrt(cells.length);
  return table(Array.from({ length: size }, (_, i) => cells.slice(i * size, (i + 1) * size)));
};

/** Husband's and wife's ratings (Hout, Duncan and Sobel 1987; Agresti, Categorical Data Analysis, 1990, section 10.5). */
const couples = table([
  [7, 7, 2, 3],
  [2, 8, 3, 7],
  [1, 5, 4, 9],
  [2, 8, 9, 14],
]);

const measured = fc
  .array(fc.array(fc.nat({ max: 20 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 })
  .map(table)
  .filter((any) => cohenKappa(any).kind === "measured");

describe("kappa agrees with", () => {
  it.each(["kappa-2x2", "kappa-ac1-paradox"])("psych in R: %s", (id) => {
    const { input, expected, abs_tol } = vector(id);
    const kappa = asKind(cohenKappa(square(input.table)), "measured").value;
    if (id === "kappa-2x2") expectNear([kappa], [expected], abs_tol);
    else expectNear([kappa, asKind(gwetAc1(square(input.table)), "measured").value], expected, abs_tol);
  });

  it("vcd in R on the couples' ratings: unweighted .1293, error .0686; linear .2374, error .0783", () => {
    const unweighted = asKind(cohenKappa(couples), "measured");
    const linear = asKind(weightedKappa(couples, "linear"), "measured");
    expectNear([unweighted.value, linear.value], [0.1293, 0.2374], 5e-5);
    expectNear([unweighted.standardError, linear.standardError], [0.0686, 0.07832], 5e-6);
  });

  it("a hand-worked 2 by 2: observed .7, chance .5, kappa .4", () => {
    // Rows 25 and 25 of 50, columns 30 and 20: chance .5 * .6 + .5 * .4.
    expect(
      cohenKappa(
        table([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toMatchObject({ observed: 0.7, chance: 0.5, n: 50 });
  });
});

describe("weighted kappa", () => {
  it("is kappa for two categories, whatever the weighting", () => {
    const two = table([
      [20, 5],
      [10, 15],
    ]);
    expect(weightedKappa(two, "linear")).toEqual(cohenKappa(two));
    expect(weightedKappa(two, "quadratic")).toEqual(cohenKappa(two));
  });

  it("with squares is Lin's concordance correlation of the ranks", () => {
    fc.assert(
      fc.property(measured, (any) => {
        const items = any.counts.flatMap((row, i) =>
          row.flatMap((k, j) => Array.from({ length: k }, () => [i, j])),
        );
        const at = (side: 0 | 1): number[] => items.map((item) => item[side] ?? Number.NaN);
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        const [x, y] = [at(0), at(1)];
        const [mx, my] = [mean(x), mean(y)];
        const covariance = mean(x.map((v, i) => (v - mx) * ((y[i] ?? Number.NaN) - my)));
        const spread = mean(x.map((v) => (v - mx) ** 2)) + mean(y.map((v) => (v - my) ** 2)) + (mx - my) ** 2;
        const kappa = asKind(weightedKappa(any, "quadratic"), "measured").value;
        expect(kappa).toBeCloseTo((2 * covariance) / spread, 10);
      }),
    );
  });

  it("forgives a near miss more than a far one", () => {
    const near = table([
      [10, 2, 0],
      [0, 10, 2],
      [0, 0, 10],
    ]);
    const far = table([
      [10, 0, 2],
      [0, 10, 0],
      [2, 0, 10],
    ]);
    const value = (of: ConfusionTable, by: "linear" | "quadratic"): number =>
      asKind(weightedKappa(of, by), "measured").value;
    expect(value(near, "linear")).toBeGreaterThan(value(far, "linear"));
    expect(value(near, "quadratic")).toBeGreaterThan(value(near, "linear"));
    expect(value(far, "quadratic")).toBeLessThan(value(far, "linear"));
  });
});

describe("any table of grades", () => {
  const all = (any: ConfusionTable): readonly number[] =>
    [cohenKappa(any), weightedKappa(any, "linear"), weightedKappa(any, "quadratic"), gwetAc1(any)].flatMap(
      (result) => {
        const { value, standardError, interval } = asKind(result, "measured");
        return [value, standardError, ...interval];
      },
    );

  it("has the same figures with judge and people exchanged", () => {
    fc.assert(
      fc.property(measured, (any) => {
        const turned = table(any.counts.map((_, i) => any.counts.map((row) => row[i] ?? 0)));
        expectNear(all(turned), all(any), 1e-9);
      }),
    );
  });

  it("has the same figures with the grades read from best to worst", () => {
    fc.assert(
      fc.property(measured, (any) => {
        expectNear(all(table(any.counts.toReversed().map((row) => row.toReversed()))), all(any), 1e-9);
      }),
    );
  });

  it("has the same coefficients, and smaller errors, with ten times the items", () => {
    fc.assert(
      fc.property(measured, (any) => {
        const more = asKind(cohenKappa(table(any.counts.map((row) => row.map((k) => 10 * k)))), "measured");
        const { value, standardError } = asKind(cohenKappa(any), "measured");
        expectNear([more.value, more.standardError * Math.sqrt(10)], [value, standardError], 1e-9);
      }),
    );
  });

  it("has its value in its interval, and the interval in [-1, 1]", () => {
    fc.assert(
      fc.property(measured, (any) => {
        for (const result of [cohenKappa(any), weightedKappa(any, "linear"), gwetAc1(any)]) {
          const { value, interval } = asKind(result, "measured");
          expect(interval[0]).toBeLessThanOrEqual(value);
          expect(interval[1]).toBeGreaterThanOrEqual(value);
          expect(Math.max(...interval.map(Math.abs))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("a table that says nothing is unknown", () => {
  it.each([
    [
      "no items",
      table([
        [0, 0],
        [0, 0],
      ]),
    ],
    [
      "one item",
      table([
        [1, 0],
        [0, 0],
      ]),
    ],
    ["no categories", table([])],
    [
      "not numbers",
      table([
        [Number.NaN, 1],
        [1, 1],
      ]),
    ],
  ])("%s", (_, any) => {
    for (const result of [cohenKappa(any), weightedKappa(any, "quadratic"), gwetAc1(any)]) {
      expect(result).toEqual({ kind: "unknown", reason: "nothing-to-compare" });
    }
  });

  it("one category only: kappa and AC1 of a list of one", () => {
    expect(cohenKappa(table([[9]]))).toEqual({ kind: "unknown", reason: "one-category" });
    expect(gwetAc1(table([[9]]))).toEqual({ kind: "unknown", reason: "one-category" });
  });

  it("a few items that all agree are not certain", () => {
    const { value, standardError, interval } = asKind(
      cohenKappa(
        table([
          [3, 0],
          [0, 2],
        ]),
      ),
      "measured",
    );
    expect([value, standardError]).toEqual([1, 0]);
    expect(interval[0]).toBeLessThan(0.2);
  });
});

describe("the interval covers the true coefficient in at least 95% of samples", () => {
  it.each([
    { n: 50, passShare: 0.8, sensitivity: 0.9, specificity: 0.8 },
    { n: 30, passShare: 0.7, sensitivity: 0.98, specificity: 0.98 },
    { n: 100, passShare: 0.95, sensitivity: 0.98, specificity: 0.8 },
    { n: 200, passShare: 0.83, sensitivity: 0.9, specificity: 0.6 },
  ])("%o", ({ n, passShare, ...quality }) => {
    const truth = table(
      [
        [passShare * quality.sensitivity, passShare * (1 - quality.sensitivity)],
        [(1 - passShare) * (1 - quality.specificity), (1 - passShare) * quality.specificity],
      ].map((row) => row.map((share) => share * 1e6)),
    );
    const [kappa, ac1] = [cohenKappa(truth), gwetAc1(truth)].map(
      (result) => asKind(result, "measured").value,
    );
    const draw = drawFrom(20261125);
    const runs = 1000;
    let [kappaIn, ac1In] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const counts = [
        [0, 0],
        [0, 0],
      ];
      for (let i = 0; i < n; i++) {
        const pass = draw.chance(passShare);
        const row = counts[pass ? 0 : 1];
        const column = judge(draw, quality, pass) ? 0 : 1;
        if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
      }
      kappaIn += Number(covers(cohenKappa(table(counts)), kappa));
      ac1In += Number(covers(gwetAc1(table(counts)), ac1));
    }
    // 1.4 points are two standard errors of a share of 1000 runs.
    expect(kappaIn / runs).toBeGreaterThanOrEqual(0.936);
    expect(ac1In / runs).toBeGreaterThanOrEqual(0.936);
  });
});

function covers(result: ReturnType<typeof cohenKappa>, value: number | undefined): boolean {
  // A sample of one category makes no claim.
  if (result.kind === "unknown" || value === undefined) return result.kind === "unknown";
  return result.interval[0] <= value && value <= result.interval[1];
}
