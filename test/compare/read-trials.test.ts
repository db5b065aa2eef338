import { describe, expect, it } from "vitest";
import { firstTrial, readTrials } from "../../src/compare/read-trials.ts";
import { outcome } from "../build-decision.ts";
import type { TrialSpec } from "../build-decision.ts";

const arm = (specs: readonly TrialSpec[]) => specs.map((spec, trial) => outcome(spec, trial));
const ones = (count: number): readonly TrialSpec[] => Array.from({ length: count }, () => 1);

describe("the trials that a score rule reads", () => {
  it.each([
    [5, 3, 5, 3],
    [9, 9, 5, 3],
    [5, 2, 4, 2],
    [5, 1, 1, 1],
    [1, 3, 1, 1],
    [2, 3, 2, 3],
    [5, 0, 1, 0],
  ])(
    "of %i baseline and %i candidate trials: %i and %i",
    (baseline, candidate, readBaseline, readCandidate) => {
      const read = readTrials(
        arm(ones(baseline)),
        arm(ones(candidate)),
        { baseline: 5, candidate: 3 },
        ({ quality }) => quality,
      );
      expect([read.baseline.length, read.candidate.length]).toEqual([readBaseline, readCandidate]);
    },
  );

  it("are the first scored ones: lost and unscored trials are passed over, the highest indices dropped", () => {
    const baseline = arm(["lost", 0.25, "unscored", 0.5, 0.75]);
    const read = readTrials(baseline, arm([1]), { baseline: 5, candidate: 3 }, ({ quality }) => quality);
    expect(read.baseline.map(({ score }) => score)).toEqual([0.25]);
  });
});

describe("the first trial", () => {
  it("is the lowest that the infrastructure did not lose, scored or not", () => {
    expect(firstTrial(arm(["lost", "unscored", 1]))?.trial).toBe(1);
    expect(firstTrial(arm(["lost"]))).toBeUndefined();
  });
});
