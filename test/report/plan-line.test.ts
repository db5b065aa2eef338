import { expect, it } from "vitest";
import { renderLook, renderPlan } from "../../src/report/plan-line.ts";

it.each([
  [
    { cases: 120, arms: 2, calls: { target: 264, judge: 240 }, budget: { calls: 5000, minutes: 20, usd: 2 } },
    "Plan: 120 cases on 2 arms, 264 calls and 240 of judges; at most 5,000 calls, 20 minutes, $2.00",
  ],
  [
    {
      cases: 120,
      arms: 2,
      calls: { target: 264, judge: 0 },
      mayCome: { secondLook: 720, confirmation: 240, fresh: 0 },
      budget: { calls: 5000, minutes: 20 },
    },
    "Plan: 120 cases on 2 arms, 264 calls, 984 with a second look, at worst 1,224 with critical cases confirmed; at most 5,000 calls, 20 minutes",
  ],
  [
    {
      cases: 30,
      arms: 2,
      calls: { target: 64, judge: 64 },
      mayCome: { secondLook: 0, confirmation: 40, fresh: 0 },
      budget: { calls: 5000, minutes: 20 },
    },
    "Plan: 30 cases on 2 arms, 64 calls and 64 of judges, at worst 168 with critical cases confirmed; at most 5,000 calls, 20 minutes",
  ],
  [
    {
      cases: 120,
      arms: 2,
      calls: { target: 132, judge: 0 },
      mayCome: { secondLook: 240, confirmation: 20, fresh: 120 },
      kept: 600,
      budget: { calls: 5000, minutes: 20 },
    },
    "Plan: 120 cases on 2 arms, 132 calls (600 trials from the cache), 372 with a second look, at worst 512 with critical cases confirmed and a fresh baseline; at most 5,000 calls, 20 minutes",
  ],
  [
    {
      cases: 300,
      arms: 2,
      calls: { target: 600, judge: 0 },
      mayCome: { secondLook: 1800, confirmation: 0, fresh: 0 },
      cost: { usd: 0.31, worstUsd: 1.24 },
      budget: { calls: 5000, minutes: 20, usd: 2 },
    },
    "Plan: 300 cases on 2 arms, 600 calls, 2,400 with a second look; about $0.31, at worst about $1.24; at most 5,000 calls, 20 minutes, $2.00",
  ],
  [
    { cases: 1, arms: 1, calls: { target: 1, judge: 0 }, budget: { calls: 10, minutes: 0.5 } },
    "Plan: 1 case on 1 arm, 1 call; at most 10 calls, 0.5 minutes",
  ],
])("says what is about to be called, and what may be spent: %#", (figures, line) => {
  expect(renderPlan(figures)).toBe(line);
});

it("says which part of a run begins, and how much it adds", () => {
  expect(renderLook("second look", 360)).toBe("Second look: 360 more trials");
});
