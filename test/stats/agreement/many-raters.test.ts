import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fleissKappa } from "../../../src/stats/agreement/fleiss-kappa.ts";
import { gwetAc1, gwetAc1OfRatings } from "../../../src/stats/agreement/gwet.ts";
import { krippendorffAlpha, type Metric } from "../../../src/stats/agreement/krippendorff-alpha.ts";
import { countRatings, type Ratings } from "../../../src/stats/agreement/ratings.ts";
import { vector, vectorsOf } from "../../oracle/vectors.ts";
import { asKind, expectNear } from "./near.ts";

const rating = (value: number | string): number | undefined =>
  typeof value === "number" ? value : undefined;

/** `[item][rater]` of a matrix with a row for each rater. */
const byItem = (raters: readonly (readonly (number | string)[])[]): Ratings =>
  (raters[0] ?? []).map((_, item) => raters.map((row) => rating(row[item] ?? "NA")));

const nmm = byItem(vector("kripp-nmm-nominal").input.matrix);
const metrics: readonly Metric[] = ["nominal", "ordinal", "interval"];

const someRatings = fc.array(
  fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
  { minLength: 4, maxLength: 12 },
);

describe("Krippendorff's alpha", () => {
  it.each(vectorsOf("kripp-"))("agrees with irr in R: $id", ({ id, input, expected, abs_tol }) => {
    const metric = metrics.find((name) => id.endsWith(name));
    if (metric === undefined) throw new Error(id);
    expectNear(
      [asKind(krippendorffAlpha(byItem(input.matrix), metric), "measured").value],
      [expected],
      abs_tol,
    );
  });

  it("agrees with the hand-worked two observers, ten items of Krippendorff 2011, section A: .095", () => {
    // 0 1 0 0 0 0 0 0 1 0 against 1 1 1 0 0 1 0 0 0 0: observed 8 / 20, expected 2 * 14 * 6 / (20 * 19).
    const a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
    const b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
    expectNear(
      [asKind(krippendorffAlpha(byItem([a, b]), "nominal"), "measured").value],
      [1 - 0.4 * (380 / 168)],
      1e-12,
    );
  });

  it.each(metrics)("%s: does not depend on the order of items or raters", (metric) => {
    fc.assert(
      fc.property(someRatings, (ratings) => {
        const turned = ratings.toReversed().map((unit) => unit.toReversed());
        const [a, b] = [krippendorffAlpha(ratings, metric), krippendorffAlpha(turned, metric)];
        expect(b.kind).toBe(a.kind);
        if (a.kind === "measured") expectNear([asKind(b, "measured").value], [a.value], 1e-12);
      }),
    );
  });

  it("nominal: another name for a category changes nothing; interval: nor does another unit", () => {
    const named = nmm.map((unit) =>
      unit.map((value) => (value === undefined ? undefined : `grade ${value}`)),
    );
    const scaled = nmm.map((unit) =>
      unit.map((value) => (value === undefined ? undefined : 100 - 7 * Number(value))),
    );
    expect(krippendorffAlpha(named, "nominal")).toEqual(krippendorffAlpha(nmm, "nominal"));
    expectNear(
      [asKind(krippendorffAlpha(scaled, "interval"), "measured").value],
      [asKind(krippendorffAlpha(nmm, "interval"), "measured").value],
      1e-12,
    );
  });

  it("an item with one rating changes nothing", () => {
    expect(krippendorffAlpha([...nmm, [undefined, 5, undefined, undefined]], "ordinal")).toEqual(
      krippendorffAlpha(nmm, "ordinal"),
    );
  });

  it.each([
    ["nothing", [], "nothing-to-compare"],
    [
      "one rating an item",
      [
        [1, undefined],
        [undefined, 2],
      ],
      "nothing-to-compare",
    ],
    [
      "ratings that are no numbers",
      [
        [Number.NaN, 1],
        [1, Number.NaN],
      ],
      "nothing-to-compare",
    ],
    [
      "one category",
      [
        [1, 1],
        [1, 1],
      ],
      "one-category",
    ],
  ] as const)("is unknown for %s", (_, ratings, reason) => {
    expect(krippendorffAlpha(ratings, "nominal")).toEqual({ kind: "unknown", reason });
  });

  it("has no interval between words", () => {
    expect(
      krippendorffAlpha(
        [
          ["good", "bad"],
          ["bad", "bad"],
        ],
        "interval",
      ),
    ).toEqual({
      kind: "unknown",
      reason: "not-numbers",
    });
  });
});

describe("Fleiss' kappa", () => {
  it.each(vectorsOf("fleiss-"))("agrees with statsmodels: $id", ({ input, expected, abs_tol }) => {
    expectNear([asKind(fleissKappa(input.table), "measured").value], [expected], abs_tol);
  });

  it("reads ratings counted by item", () => {
    const { counts } = countRatings([
      ["good", "good", "bad"],
      ["bad", "bad", "bad"],
    ]);
    // Observed (1/3 + 1) / 2, shares 4/6 and 2/6: (2/3 - 5/9) / (4/9).
    expectNear([asKind(fleissKappa(counts), "measured").value], [0.25], 1e-12);
  });

  it("refuses panels of unequal size", () => {
    expect(
      fleissKappa([
        [2, 1],
        [1, 1],
      ]),
    ).toEqual({ kind: "unknown", reason: "unequal-panels" });
  });

  it.each([
    ["nothing", [], "nothing-to-compare"],
    [
      "one rater",
      [
        [1, 0],
        [0, 1],
      ],
      "nothing-to-compare",
    ],
    [
      "one category",
      [
        [3, 0],
        [3, 0],
      ],
      "one-category",
    ],
  ] as const)("is unknown for %s", (_, counts, reason) => {
    expect(fleissKappa(counts)).toEqual({ kind: "unknown", reason });
  });
});

describe("Gwet's coefficient of many raters", () => {
  const { input, expected, abs_tol } = vector("gwet-ac1");
  const four: Ratings = input.matrix.map((unit: (number | string)[]) => unit.map(rating));

  it("agrees with irrCAC and Gwet 2014, table 5.1: AC1 .7754, error .14295", () => {
    const ac1 = asKind(gwetAc1OfRatings(four), "measured");
    expectNear([ac1.value], [expected], abs_tol);
    expectNear([ac1.standardError], [0.14295], 5e-6);
    // Two items have one rating: 11 of 12 can be compared.
    expect(ac1.n).toBe(11);
  });

  it("of two raters is that of their table", () => {
    const ratings = [...many(6, 1, 1), ...many(2, 1, 2), ...many(1, 2, 1), ...many(3, 2, 2)];
    const table = {
      categories: ["1", "2"],
      counts: [
        [6, 2],
        [1, 3],
      ],
      n: 12,
      leftOut: 0,
    };
    expectNear(figures(gwetAc1OfRatings(ratings)), figures(gwetAc1(table)), 1e-12);
  });

  it("AC2 with squares, hand-worked on three grades", () => {
    // Cells 5 on the diagonal each, one at (1, 2), one at (1, 3). Weights .75 and 0: observed 15.75 / 17.
    // Shares (12, 11, 11) / 34; sum pi (1 - pi) = .66609; weights sum 3 + 4 * .75 = 6 over 3 * 2.
    const table = {
      categories: ["1", "2", "3"],
      counts: [
        [5, 1, 1],
        [0, 5, 0],
        [0, 0, 5],
      ],
      n: 17,
      leftOut: 0,
    };
    const chance = 1 - (12 ** 2 + 11 ** 2 + 11 ** 2) / 34 ** 2;
    const observed = 15.75 / 17;
    expectNear(
      [asKind(gwetAc1(table, "quadratic"), "measured").value],
      [(observed - chance) / (1 - chance)],
      1e-12,
    );
  });

  it("keeps 1 where everything is in one of two categories, with an interval", () => {
    const table = {
      categories: ["pass", "fail"],
      counts: [
        [20, 0],
        [0, 0],
      ],
      n: 20,
      leftOut: 0,
    };
    const { value, interval } = asKind(gwetAc1(table), "measured");
    expect(value).toBe(1);
    expect(interval[0]).toBeLessThan(0.9);
  });
});

function many(times: number, a: number, b: number): readonly (readonly number[])[] {
  return Array.from({ length: times }, () => [a, b]);
}

function figures(result: ReturnType<typeof gwetAc1>): readonly number[] {
  const { value, standardError, interval, n } = asKind(result, "measured");
  return [value, standardError, ...interval, n];
}
