import { describe, expect, it } from "vitest";
import { cohenKappa } from "../../../src/stats/agreement/kappa.ts";
import { labelsForKappa, labelsForShare } from "../../../src/stats/agreement/labels-needed.ts";
import { wilsonInterval } from "../../../src/stats/agreement/proportion.ts";
import { asKind } from "./near.ts";

describe("labels for a share", () => {
  it("of one half within 5 points: z^2 / (4 w^2) - z^2 = 380.3, so 381", () => {
    expect(labelsForShare(0.5, 0.05)).toBe(381);
  });

  it.each([
    [0.9, 0.05],
    [1, 0.05],
    [0.8, 0.1],
    [0, 0.02],
  ])("of %f within %f: that many are enough, one less is not", (expected, halfWidth) => {
    const n = labelsForShare(expected, halfWidth) ?? Number.NaN;
    const width = (labels: number): number => {
      const [low, high] = wilsonInterval({ k: expected * labels, n: labels }, 0.95);
      return (high - low) / 2;
    };
    expect(width(n)).toBeLessThanOrEqual(halfWidth);
    expect(width(n - 1)).toBeGreaterThan(halfWidth);
  });

  it.each([
    ["no width", 0.9, 0],
    ["a width that is no number", 0.9, Number.NaN],
    ["an expectation above 1", 1.2, 0.05],
    ["an expectation that is no number", Number.NaN, 0.05],
    ["more labels than anyone gives", 0.5, 1e-5],
  ])("are undefined for %s", (_, expected, halfWidth) => {
    expect(labelsForShare(expected, halfWidth)).toBeUndefined();
  });
});

describe("labels for kappa", () => {
  it("near the large-sample number: variance 1 - kappa^2 at even labels, so 1.96^2 * .64 / .01 = 245.9", () => {
    const n = labelsForKappa({ kappa: 0.6, passShare: 0.5, halfWidth: 0.1 }) ?? Number.NaN;
    expect(n).toBeGreaterThanOrEqual(246);
    expect(n).toBeLessThanOrEqual(280);
  });

  it("that many give an interval of that width", () => {
    const n = labelsForKappa({ kappa: 0.7, passShare: 0.8, halfWidth: 0.15 }) ?? Number.NaN;
    const differ = 0.3 * 0.8 * 0.2 * n;
    const counts = [
      [0.8 * n - differ, differ],
      [differ, 0.2 * n - differ],
    ];
    const { value, interval } = asKind(
      cohenKappa({ categories: ["pass", "fail"], counts, n, leftOut: 0 }),
      "measured",
    );
    expect(value).toBeCloseTo(0.7, 10);
    expect((interval[1] - interval[0]) / 2).toBeLessThanOrEqual(0.15);
  });

  it("more for a skewed pass rate, fewer for a wider interval, some even for a perfect judge", () => {
    const n = (kappa: number, passShare: number, halfWidth: number): number =>
      labelsForKappa({ kappa, passShare, halfWidth }) ?? Number.NaN;
    expect(n(0.6, 0.95, 0.1)).toBeGreaterThan(n(0.6, 0.7, 0.1));
    expect(n(0.6, 0.7, 0.2)).toBeLessThan(n(0.6, 0.7, 0.1));
    expect(n(1, 0.8, 0.1)).toBeGreaterThan(20);
  });

  it.each([
    ["all outputs pass: kappa is unknown", 0.6, 1, 0.1],
    ["no table has a kappa of -1 there", -1, 0.9, 0.1],
    ["a kappa above 1", 1.5, 0.5, 0.1],
    ["a kappa that is no number", Number.NaN, 0.5, 0.1],
    ["no width", 0.6, 0.5, 0],
  ])("are undefined: %s", (_, kappa, passShare, halfWidth) => {
    expect(labelsForKappa({ kappa, passShare, halfWidth })).toBeUndefined();
  });
});
