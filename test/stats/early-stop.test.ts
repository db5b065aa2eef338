import { describe, expect, it } from "vitest";
import { betOn, noBet } from "../../src/stats/early-stop.ts";
import type { Bet } from "../../src/stats/early-stop.ts";

const after = (changes: readonly number[]): Bet => changes.reduce((bet, change) => betOn(change, bet), noBet);

describe("a bet on a drop", () => {
  it.each([
    ["stakes nothing on the first change", [-1], 1],
    ["stakes 1 / 1.6 of it after one loss", [-1, -1], 1.625],
    ["never stakes more than three quarters", [-1, -1, -1, -1], 1.625 * 1.75 * 1.75],
    ["stakes nothing while the sum is not negative", [1, -1, 0.4, -1], 1],
    ["loses where a case got better", [-1, 1], 0.375],
    ["takes graded changes: .5 / (.6 + .25)", [-0.5, -0.2], 1 + (0.5 / 0.85) * 0.2],
  ])("%s", (_, changes, evidence) => {
    expect(after(changes).evidence).toBeCloseTo(evidence, 12);
  });

  it.each([
    ["a coin", [-1, 1]],
    ["graded changes", [-0.8, 0.2, 0.6]],
  ])("is fair where nothing changed: over all runs of %s it keeps its mean of 1", (_, values) => {
    const steps = 8;
    let bets: readonly Bet[] = [noBet];
    for (let step = 0; step < steps; step++)
      bets = bets.flatMap((bet) => values.map((value) => betOn(value, bet)));
    const mean = bets.reduce((sum, { evidence }) => sum + evidence, 0) / bets.length;
    expect(mean).toBeCloseTo(1, 10);
    // Or a bet that never stakes anything would pass.
    expect(Math.max(...bets.map(({ evidence }) => evidence))).toBeGreaterThan(10);
  });

  it("is never broke, however wrong it is", () => {
    expect(after([-1, -1, -1, 1, 1, 1]).evidence).toBeGreaterThan(0);
  });

  it("knows nothing any more after a change that is not a number", () => {
    expect(after([-1, Number.NaN, -1, -1]).evidence).toBeNaN();
  });
});
