import { expect, it } from "vitest";
import { renderPlan } from "../../src/report/plan-line.ts";

it.each([
  [
    { cases: 120, arms: 2, calls: { target: 264, judge: 240 }, budget: { calls: 5000, minutes: 20, usd: 2 } },
    "Plan: 120 cases on 2 arms, 264 calls and 240 of judges; at most 5,000 calls, 20 minutes, $2.00",
  ],
  [
    { cases: 1, arms: 1, calls: { target: 1, judge: 0 }, budget: { calls: 10, minutes: 0.5 } },
    "Plan: 1 case on 1 arm, 1 call; at most 10 calls, 0.5 minutes",
  ],
])("says what is about to be called, and what may be spent: %#", (figures, line) => {
  expect(renderPlan(figures)).toBe(line);
});
