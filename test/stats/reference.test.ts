import { describe, expect, it } from "vitest";
import {
  binomialLower,
  binomialUpper,
  betaCumulative,
  chiSquareUpper,
  normalCdf,
  tQuantile,
} from "../../src/stats/distributions.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { fisherWorseP, mcNemarMidP, stuartMaxwell } from "../../src/stats/exact-tests.ts";
import { benjaminiHochberg } from "../../src/stats/multiplicity.ts";
import { generalBounds, generalLower, generalUpper, tangoBounds } from "../../src/stats/paired-bounds.ts";
import { casesToProve, detectableDrop, fewestToProveQuantile } from "../../src/stats/power.ts";
import { fiellerRatio, geometricRatio, meanBounds } from "../../src/stats/ratio-bounds.ts";
import { harrellDavis } from "../../src/stats/summaries.ts";
import { vector, vectorsOf } from "../oracle/vectors.ts";

function near(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(
      Math.abs((actual[i] ?? Number.NaN) - value),
      `value ${i}: ${actual[i]} against ${value}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}

const values = (x: number | readonly number[]): readonly number[] => (typeof x === "number" ? [x] : x);

describe("distributions agree with R", () => {
  it.each([
    ["dist-norm-q", (i: any) => i.p.map(normalQuantile)],
    ["dist-norm-cdf", (i: any) => i.x.map(normalCdf)],
    ["dist-t-q", (i: any) => i.df.map((df: number) => tQuantile(i.p, df))],
    ["dist-beta-cdf", (i: any) => i.x.map((x: number) => betaCumulative(x, i.a, i.b))],
    ["dist-binom-cdf", (i: any) => i.k.map((k: number) => binomialLower(k, i.n, i.p))],
    ["dist-binom-tail", (i: any) => i.k.map((k: number) => binomialUpper(k, i.n, i.p))],
    ["dist-chisq-sf", (i: any) => i.x.map((x: number, j: number) => chiSquareUpper(x, i.df[j]))],
    [
      "slo-binom",
      (i: any) =>
        i.n.flatMap((n: number, j: number) => [
          binomialUpper(i.x[j], n, 0.05),
          binomialLower(i.x[j], n, 0.05),
        ]),
    ],
    ["py-binomtest", (i: any) => [binomialUpper(i.x, i.n, i.p)]],
  ])("%s", (id, compute) => {
    const { input, expected, abs_tol } = vector(id);
    near(compute(input), values(expected), abs_tol);
  });
});

describe("the normal quantile", () => {
  it("inverts the library's distribution function over its whole range", () => {
    const shares = [
      1e-300,
      1e-100,
      1e-12,
      1e-6,
      0.001,
      0.02,
      0.0749,
      0.075,
      0.3,
      0.5,
      0.7,
      0.925,
      0.95,
      0.999,
      1 - 1e-6,
    ];
    for (const p of shares) {
      const back = normalCdf(normalQuantile(p));
      expect(Math.abs(back - p) / Math.min(p, 1 - p), `at ${p}`).toBeLessThan(1e-11);
    }
  });

  it.each([0, 1, -0.1, Number.NaN])("has no value at %s", (p) => {
    expect(normalQuantile(p)).toBeNaN();
  });
});

describe("paired bounds", () => {
  it.each(vectorsOf("tango-tango98", "tango-fagerland", "tango-zero", "tango-gate"))(
    "Tango: $id",
    ({ input, expected, abs_tol }) => {
      const level = (1 - input.level) / 2;
      const bounds = tangoBounds(input.n21, input.n12, input.n11 + input.n12 + input.n21 + input.n22, {
        proof: level,
        block: level,
      });
      near(bounds, expected, abs_tol);
    },
  );

  it.each(vectorsOf("tango-levels"))("each bound has its own level: $id", ({ input, expected, abs_tol }) => {
    near(tangoBounds(input.worse, input.better, input.n, input), expected, abs_tol);
  });

  it.each(vectorsOf("missing-bounds"))(
    "a lost pair is a worse one in L and a better one in U: $id",
    ({ input, expected, abs_tol }) => {
      const { n, missing, worse, better } = input;
      const [lower] = tangoBounds(worse + missing, better, n, input);
      const [, upper] = tangoBounds(worse, better + missing, n, input);
      near([lower, upper], expected, abs_tol);
    },
  );

  it.each(vectorsOf("gate-LU"))("general bounds: $id", ({ input, expected, abs_tol }) => {
    near(
      [generalLower(input.d, input.alpha), generalUpper(input.d, input.alpha)],
      [expected.L, expected.U],
      abs_tol,
    );
  });

  it("the lower bound is the root that SciPy finds (gate-L-root-K1)", () => {
    const { expected, abs_tol } = vector("gate-L-root-K1");
    const changes = [...Array<number>(91).fill(0), ...Array<number>(6).fill(-1), ...Array<number>(3).fill(1)];
    near([generalLower(changes, 0.05)], [expected], abs_tol);
  });

  it.each(vectorsOf("group-bounds"))("groups weigh by their size: $id", ({ input, expected, abs_tol }) => {
    near(generalBounds(input.d, input.d, input.w, input), expected, abs_tol);
  });

  it.each(vectorsOf("quality-slo"))(
    "a quality SLO reads score - min: $id",
    ({ input, expected, abs_tol }) => {
      const changes: number[] = input.scores.map((score: number) => score - input.min);
      const bounds = generalBounds(
        changes,
        changes,
        changes.map(() => 1),
        input,
      );
      near(bounds, expected.slice(1), abs_tol);
    },
  );
});

describe("ratios and means", () => {
  it("paired Fieller interval (fieller-paired)", () => {
    const { input, expected, abs_tol } = vector("fieller-paired");
    const { ratio, lower, upper } = fiellerRatio(input.base, input.cand, { proof: 0.05, block: 0.05 });
    near([ratio, lower ?? Number.NaN, upper ?? Number.NaN], expected, abs_tol);
  });

  it("Fieller at a level of its own (fieller-1)", () => {
    const { input, expected, abs_tol } = vector("fieller-1");
    const { ratio, lower, upper } = fiellerRatio(input.base, input.cand, {
      proof: input.level,
      block: input.level,
    });
    near([ratio, lower ?? Number.NaN, upper ?? Number.NaN], expected, abs_tol);
  });

  it("a baseline mean not separated from 0 bounds nothing (fieller-unbounded)", () => {
    const { input } = vector("fieller-unbounded");
    const bounds = fiellerRatio(input.base, input.cand, { proof: input.level, block: input.level });
    expect(bounds.lower).toBeUndefined();
    expect(bounds.upper).toBeUndefined();
  });

  it.each([
    ["logratio-t", 0.05],
    ["logratio-0", 0.05],
  ])("geometric mean ratio: %s", (id, level) => {
    const { input, expected, abs_tol } = vector(id);
    const { ratio, lower, upper } = geometricRatio(input.base, input.cand, { proof: level, block: level });
    near([ratio, lower ?? Number.NaN, upper ?? Number.NaN], expected, abs_tol);
  });

  it.each(vectorsOf("cost-slo"))("one-sample t bound: $id", ({ input, expected, abs_tol }) => {
    const { mean, lower } = meanBounds(input.cost, { proof: input.level, block: input.level });
    near([mean, lower ?? Number.NaN], expected, abs_tol);
  });

  it("Harrell-Davis quantiles agree with Hmisc and SciPy (hd)", () => {
    const { input, expected, abs_tol } = vector("hd");
    near(
      input.p.map((p: number) => harrellDavis(input.x, p)),
      expected,
      abs_tol,
    );
  });
});

describe("SLO of a quantile, and the same bounds from other programs", () => {
  it.each(vectorsOf("p95-"))("exceedance test: $id", ({ input, expected, abs_tol }) => {
    const { n, over, share } = input;
    const upper = binomialUpper(over, n, 0.05);
    near(
      [
        upper,
        binomialLower(over, n, 0.05),
        Number(over / n > 0.05),
        Number(over / n > 0.05 && upper <= share),
      ],
      expected,
      abs_tol,
    );
  });

  it("Harrell-Davis agrees with SciPy (hd-scipy)", () => {
    const { input, expected, abs_tol } = vector("hd-scipy");
    near(
      [0.5, 0.9, 0.95].map((p) => harrellDavis(input.x, p)),
      expected,
      abs_tol,
    );
  });

  it("Agresti and Min's upper bound agrees with R (gate-amt-K3)", () => {
    const { expected, abs_tol } = vector("gate-amt-K3");
    const third = 1 / 3;
    const changed = [-third, -third, -2 * third, third, -1, third, 0, -third, 2 * third, -1];
    near([generalUpper([...Array<number>(40).fill(0), ...changed], 0.05)], [expected[4]], abs_tol);
  });
});

describe("tests and planning", () => {
  it.each(vectorsOf("fisher"))("one-sided Fisher: $id", ({ input, expected, abs_tol }) => {
    near([fisherWorseP(input.c, input.nc, input.b, input.nb)], [expected], abs_tol);
  });

  it.each(vectorsOf("mcn-70", "mcn-30", "mcn-10", "mcn-0-5", "mcn-0-0", "mcn-4"))(
    "McNemar mid-p: $id",
    ({ input, expected, abs_tol }) => {
      near([mcNemarMidP(input.b, input.c)], [expected[1]], abs_tol);
    },
  );

  it("Stuart-Maxwell on Stuart's vision data (stuart-vision)", () => {
    const { input, expected, abs_tol } = vector("stuart-vision");
    const flat: number[] = input.table_rowmajor;
    const test = stuartMaxwell([0, 1, 2, 3].map((row) => flat.slice(row * 4, row * 4 + 4)));
    near([test?.chiSquare ?? Number.NaN, test?.df ?? Number.NaN, test?.p ?? Number.NaN], expected, abs_tol);
  });

  it("Benjamini-Hochberg (bh)", () => {
    const { input, expected, abs_tol } = vector("bh");
    near(benjaminiHochberg(input.p), expected, abs_tol);
  });

  it.each(vectorsOf("detectable"))("detectable drop: $id", ({ input, expected, abs_tol }) => {
    near([detectableDrop(input.V, input.n, input.block, input.max_drop)], [expected], abs_tol);
  });

  it.each(vectorsOf("cases-to-prove"))("cases to prove: $id", ({ input, expected }) => {
    expect(casesToProve(input.V, input.D, input.proof)).toBe(expected);
  });

  it("requests that prove a quantile (osq-minn)", () => {
    const { input, expected } = vector("osq-minn");
    expect(input.p.map((p: number) => fewestToProveQuantile(p, 0.05))).toEqual(expected);
  });
});
