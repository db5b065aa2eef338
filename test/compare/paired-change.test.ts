import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeBounds, pairedChange } from "../../src/compare/paired-change.ts";
import type { PairedChange } from "../../src/compare/paired-change.ts";
import { failureShift } from "../../src/compare/failure-shift.ts";
import { decisionInput } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";

const levels = { proof: 0.05, block: 0.05 };

function measure(rows: readonly Row[]): PairedChange {
  const { pairs } = decisionInput(rows);
  return pairedChange(
    pairs,
    ({ state, quality }) => (state === "scored" ? quality : undefined),
    () => ({ baseline: 5, candidate: 3 }),
  );
}

describe("a paired change", () => {
  it("counts cases, never trials, and takes the mean of a case's trials", () => {
    const change = measure([
      { baseline: [1, 1, 1], candidate: [0, 1, 1] },
      { baseline: [1], candidate: [1] },
    ]);
    expect(change).toMatchObject({ cases: 2, worse: ["refund-0000"], better: [] });
    expect(change.delta).toBeCloseTo(-1 / 6, 12);
  });

  it("has no value where no pair was scored: an empty sample has no mean", () => {
    const change = measure([{ baseline: ["lost"], candidate: [1] }]);
    expect(change).toMatchObject({ pairs: [], lost: ["refund-0000"] });
    expect(change).not.toHaveProperty("delta");
    expect(changeBounds(measure([]), levels)).toEqual([-1, 1]);
  });

  it("is taken by Tango only for binary single trials without groups", () => {
    const binary: Row = { baseline: [1], candidate: [0] };
    expect(measure([binary, binary]).method).toBe("tango");
    expect(measure([binary, { baseline: [0.5], candidate: [1] }]).method).toBe("general");
    expect(measure([binary, { baseline: [1, 1], candidate: [1, 1] }]).method).toBe("general");
    expect(
      measure([
        { ...binary, group: "g" },
        { ...binary, group: "g" },
      ]).method,
    ).toBe("general");
    expect(
      measure([
        { ...binary, group: "one" },
        { ...binary, group: "two" },
      ]).method,
    ).toBe("tango");
  });

  it("has bounds that enclose it and stay in [-1, 1], whatever the scores", () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const row = fc.tuple(
      fc.array(score, { minLength: 1, maxLength: 3 }),
      fc.array(score, { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (pairs) => {
        const change = measure(pairs.map(([baseline, candidate]) => ({ baseline, candidate })));
        const [lower, upper] = changeBounds(change, levels);
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThan(change.delta ?? Number.NaN);
      }),
    );
  });
});

describe("the shift of failure modes", () => {
  const failing = (failure: string) => ({ quality: 0, passed: false, failure });

  it("lists what is new and what is fixed, the most frequent on the candidate first", () => {
    const { pairs } = decisionInput([
      { id: "a", baseline: [1], candidate: [failing("format_break")] },
      { id: "b", baseline: [failing("refusal")], candidate: [failing("format_break")] },
      { id: "c", baseline: [failing("refusal")], candidate: [1] },
      { id: "lost", baseline: [failing("refusal")], candidate: ["lost"] },
    ]);
    expect(failureShift(pairs).modes).toMatchObject([
      { mode: "format_break", baseline: 0, candidate: 2, appeared: ["a", "b"], fixed: [] },
      { mode: "refusal", baseline: 2, candidate: 0, appeared: [], fixed: ["b", "c"] },
    ]);
  });

  it("has no p-value where nothing moved", () => {
    const { pairs } = decisionInput([{ baseline: [failing("other")], candidate: [failing("other")] }]);
    expect(failureShift(pairs)).not.toHaveProperty("p");
  });
});
