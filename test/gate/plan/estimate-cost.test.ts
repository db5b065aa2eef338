import { expect, it } from "vitest";
import { estimateCost } from "../../../src/gate/plan/estimate-cost.ts";
import type { RunPlan } from "../../../src/gate/plan/plan-run.ts";
import type { PlannedTrial } from "../../../src/gate/plan/plan-trials.ts";
import { aCase } from "../../build.ts";
import { aRequest } from "../model-stub.ts";

const trials = (count: number, kept?: "other"): readonly PlannedTrial[] =>
  Array.from({ length: count }, (_, index) => ({
    case: aCase({ id: `refund-${index}` }),
    arm: "candidate",
    index: 0,
    ...(kept === undefined ? {} : { kept }),
  }));

function planOf(fields: Partial<RunPlan>): RunPlan {
  return {
    looks: [{ trials: trials(40) }],
    confirmation: [],
    fresh: [],
    warnings: [],
    arms: ["candidate"],
    trialsPerCase: 1,
    requestOf: () => aRequest(),
    judgesOf: () => [],
    requests: [],
    calls: { target: 40, judge: 0 },
    ...fields,
  };
}

const at = (usd: number | undefined) => ({ estimateUsd: async () => usd });

it("is what the first calls would cost, for all of them", async () => {
  expect(await estimateCost(planOf({}), at(0.25))).toEqual({ usd: 10, worstUsd: 10 });
});

it("names the worst case beside it", async () => {
  const mayCome = { secondLook: 100, confirmation: 20, fresh: 40 };
  const cost = await estimateCost(planOf({ mayCome }), at(0.01));
  expect(cost?.worstUsd).toBeCloseTo(2, 12);
});

it("asks for some of the requests only", async () => {
  let asked = 0;
  const models = {
    estimateUsd: async () => {
      asked++;
      return 0.001;
    },
  };
  const plan = planOf({ looks: [{ trials: trials(5000) }], calls: { target: 5000, judge: 0 } });
  expect((await estimateCost(plan, models))?.usd).toBeCloseTo(5, 12);
  expect(asked).toBe(20);
});

it.each([
  ["a price is unknown", planOf({}), undefined],
  ["everything is in the cache", planOf({ looks: [{ trials: trials(40, "other") }] }), 0.01],
])("is unknown, and not 0, where %s", async (_, plan, usd) => {
  expect(await estimateCost(plan, at(usd))).toBeUndefined();
});
