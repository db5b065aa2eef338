import { describe, expect, it } from "vitest";
import {
  predictionPoweredDifference,
  predictionPoweredMean,
  type LabelledValue,
} from "../../../src/stats/agreement/prediction-powered.ts";
import { vector } from "../../oracle/vectors.ts";
import { asKind, expectNear } from "./near.ts";
import { drawFrom, drawPair, judge, type Draw } from "./worlds.ts";

const repeat = (times: number, value: number): readonly number[] =>
  Array.from({ length: times }, () => value);

function oracle(id: string) {
  const { input, expected, abs_tol } = vector(id);
  const labelled: LabelledValue[] = input.Y.map((label: number, i: number) => ({
    label,
    judged: input.Yhat[i],
  }));
  expect(input.Yhat_unlabeled).toBe("78x1,22x0");
  return { labelled, unlabelled: [...repeat(78, 1), ...repeat(22, 0)], expected, abs_tol };
}

describe("the prediction-powered mean agrees with ppi_py", () => {
  it("with the judge at full weight", () => {
    const { labelled, unlabelled, expected, abs_tol } = oracle("ppi-lam1");
    const estimate = predictionPoweredMean(labelled, unlabelled, { confidence: 0.9, lambda: 1 });
    expectNear(asKind(estimate, "measured").interval, expected, abs_tol);
  });

  it("with the weight of least variance", () => {
    const { labelled, unlabelled, expected, abs_tol } = oracle("ppi-auto");
    const { value, interval } = asKind(
      predictionPoweredMean(labelled, unlabelled, { confidence: 0.9 }),
      "measured",
    );
    expectNear([value, ...interval], expected, abs_tol);
  });

  it("with no weight on the judge is the mean of the labels", () => {
    const { labelled, unlabelled } = oracle("ppi-auto");
    expect(asKind(predictionPoweredMean(labelled, unlabelled, { lambda: 0 }), "measured").value).toBeCloseTo(
      0.7,
      12,
    );
  });

  it("gives no weight to a judge that says the opposite, or always the same", () => {
    const labels = [...repeat(8, 1), ...repeat(8, 0)];
    const against = labels.map((label) => ({ label, judged: 1 - label }));
    const constant = labels.map((label) => ({ label, judged: 1 }));
    expect(predictionPoweredMean(against, [...repeat(9, 1), ...repeat(9, 0)])).toMatchObject({
      lambda: 0,
      value: 0.5,
    });
    expect(predictionPoweredMean(constant, repeat(50, 1))).toMatchObject({ lambda: 0, value: 0.5 });
  });
});

describe("the prediction-powered paired difference", () => {
  it("keeps the estimate and widens the interval", () => {
    const labelled = [-1, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0].map((label) => ({ label, judged: label }));
    const unlabelled = [...repeat(5, -1), ...repeat(50, 0), ...repeat(3, 1)];
    const plain = asKind(predictionPoweredMean(labelled, unlabelled), "measured");
    const { value, interval, lambda } = asKind(predictionPoweredDifference(labelled, unlabelled), "measured");
    expectNear([value, lambda], [plain.value, plain.lambda], 1e-15);
    expect(interval[0]).toBeLessThan(plain.interval[0]);
    expect(interval[1]).toBeGreaterThan(plain.interval[1]);
  });

  it("turns its sign with the arms", () => {
    const labelled = [-1, 0, 0.5, 1, 0, 0, -1, 0, -0.25, 0, 0, 0].map((label, i) => ({
      label,
      judged: i % 3 === 0 ? 0 : label,
    }));
    const unlabelled = [...repeat(5, -1), ...repeat(20, 0), ...repeat(3, 1)];
    const turned = labelled.map(({ label, judged }) => ({ label: -label, judged: -judged }));
    const there = asKind(predictionPoweredDifference(labelled, unlabelled), "measured");
    const back = asKind(
      predictionPoweredDifference(
        turned,
        unlabelled.map((d) => -d),
      ),
      "measured",
    );
    expectNear([back.value, ...back.interval], [-there.value, -there.interval[1], -there.interval[0]], 1e-12);
  });

  it("of labels that all say `unchanged` is not certain", () => {
    const labelled = repeat(12, 0).map((label) => ({ label, judged: label }));
    const { value, interval } = asKind(predictionPoweredDifference(labelled, repeat(200, 0)), "measured");
    expect(value).toBe(0);
    expect(interval[0]).toBeLessThan(-0.1);
    expect(interval[1]).toBeGreaterThan(0.1);
  });

  const fine = repeat(12, 0).map((label) => ({ label, judged: label }));
  it.each([
    ["9 labels", fine.slice(0, 9), [0, 0], "too-few-labels"],
    ["no labels", [], [0, 0], "too-few-labels"],
    ["nothing judged besides", fine, [], "nothing-judged"],
    ["a label that is no number", [...fine, { label: Number.NaN, judged: 0 }], [0], "not-finite"],
    ["a judged value that is none", [...fine, { label: 0, judged: Number.NaN }], [0], "not-finite"],
    ["an unlabelled value that is none", fine, [0, Number.POSITIVE_INFINITY], "not-finite"],
  ])("is unknown for %s", (_, labelled, unlabelled, reason) => {
    expect(predictionPoweredDifference(labelled, unlabelled)).toEqual({ kind: "unknown", reason });
  });
});

describe("over 1000 seeded runs the 95% interval covers the true drop", () => {
  type Case = {
    readonly n: number;
    readonly unlabelled: number;
    readonly drop: number;
    readonly churn: number;
    readonly favour: number;
    readonly sensitivity: number;
    readonly specificity: number;
  };

  /** A judge that also passes `favour` of the candidate's failures: no correction by sensitivity and specificity sees that. */
  function differences(draw: Draw, { drop, churn, favour, ...quality }: Case): LabelledValue {
    const { baseline, candidate } = drawPair(draw, { drop, churn, both: 0.6 });
    const shown = judge(draw, quality, candidate) || draw.chance(favour);
    return {
      label: Number(candidate) - Number(baseline),
      judged: Number(shown) - Number(judge(draw, quality, baseline)),
    };
  }

  it.each<Case>([
    { n: 20, unlabelled: 100, drop: 0.05, churn: 0.05, favour: 0, sensitivity: 0.9, specificity: 0.8 },
    { n: 30, unlabelled: 300, drop: 0.02, churn: 0.01, favour: 0, sensitivity: 0.99, specificity: 0.99 },
    { n: 50, unlabelled: 500, drop: 0.1, churn: 0.05, favour: 0.15, sensitivity: 0.85, specificity: 0.8 },
  ])("%o", (world) => {
    const draw = drawFrom(7);
    const runs = 1000;
    let [covered, judgedAlone] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const labelled = Array.from({ length: world.n }, () => differences(draw, world));
      const judged = Array.from({ length: world.unlabelled }, () => differences(draw, world).judged);
      const [low, high] = asKind(predictionPoweredDifference(labelled, judged), "measured").interval;
      covered += Number(low <= -world.drop && -world.drop <= high);
      const centre = judged.reduce((sum, d) => sum + d, 0) / judged.length;
      judgedAlone += Number(Math.abs(centre + world.drop) <= 1.96 * Math.sqrt(0.5 / judged.length));
    }
    // 1.4 points are two standard errors of a share of 1000 runs.
    expect(covered / runs).toBeGreaterThanOrEqual(0.936);
    // What the judge alone would have said, where it favours the candidate.
    if (world.favour > 0) expect(judgedAlone / runs).toBeLessThan(0.5);
  });
});
