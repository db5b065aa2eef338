import { describe, expect, it } from "vitest";
import { exactInterval, measureShare, wilsonInterval } from "../../../src/stats/agreement/proportion.ts";
import { vector, vectorsOf } from "../../oracle/vectors.ts";
import { expectNear } from "./near.ts";

describe("intervals of a share agree with R and with Newcombe 1998", () => {
  it("Wilson", () => {
    const { input, expected, abs_tol } = vector("wilson-1");
    const bounds = input.x.flatMap((k: number, i: number) => wilsonInterval({ k, n: input.n[i] }, 0.95));
    expectNear(bounds, expected, abs_tol);
  });

  it.each(vectorsOf("cp-", "py-cp"))("Clopper-Pearson: $id", ({ input, expected, abs_tol }) => {
    expectNear(exactInterval({ k: input.x, n: input.n }, 1 - (input.alpha ?? 0.05)), expected, abs_tol);
  });

  it("mirrors: k of n is 1 minus n - k of n", () => {
    for (const interval of [wilsonInterval, exactInterval]) {
      const [low, high] = interval({ k: 3, n: 17 }, 0.9);
      expectNear(interval({ k: 14, n: 17 }, 0.9), [1 - high, 1 - low], 1e-12);
    }
  });
});

describe("a share of nothing", () => {
  it.each([
    ["no items", { k: 0, n: 0 }],
    ["not numbers", { k: Number.NaN, n: Number.NaN }],
    ["more than all", { k: 6, n: 5 }],
    ["parts of an item", { k: 0.5, n: 5 }],
  ])("is unknown, not 0: %s", (_, count) => {
    expect(measureShare(count)).toEqual({ kind: "unknown", reason: "nothing-counted" });
  });

  it("5 of 5 is 1, and the interval says how little 5 are", () => {
    const share = measureShare({ k: 5, n: 5 });
    expect(share).toMatchObject({ kind: "measured", value: 1 });
    // n / (n + z^2) = 5 / 8.841
    expect(share.kind === "measured" && share.interval[0]).toBeCloseTo(0.56552, 4);
    expect(share.kind === "measured" && share.interval[1]).toBe(1);
  });
});
