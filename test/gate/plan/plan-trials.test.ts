import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planTrials } from "../../../src/gate/plan/plan-trials.ts";
import type { PlannedTrial, TrialsPerCase } from "../../../src/gate/plan/plan-trials.ts";
import { aCase } from "../../build.ts";

const bothArms = ["baseline", "candidate"] as const;
const once: TrialsPerCase = () => 1;
const screen: TrialsPerCase = ({ critical }, arm) => (critical && arm === "candidate" ? 3 : 1);

const desk = (count: number, isCritical: (index: number) => boolean = () => false) =>
  Array.from({ length: count }, (_, index) => aCase({ id: `refund-${index}`, critical: isCritical(index) }));

const names = (trials: readonly PlannedTrial[]) =>
  trials.map(({ case: one, arm, index }) => `${one.id} ${arm} ${index}`);

const caseOrder = (trials: readonly PlannedTrial[]) => [...new Set(trials.map(({ case: one }) => one.id))];

it("gives the same order for the same seed, whatever the order of the cases, and another for another seed", () => {
  const cases = desk(30, (index) => index % 7 === 0);
  const planned = names(planTrials(cases, bothArms, screen, 1));
  expect(names(planTrials(cases.toReversed(), bothArms, screen, 1))).toEqual(planned);
  expect(names(planTrials(cases, bothArms, screen, 2))).not.toEqual(planned);
});

it("starts with the critical cases, so that a run that ends early has them", () => {
  const planned = planTrials(
    desk(40, (index) => index >= 35),
    bothArms,
    screen,
    1,
  );
  const firstPlain = planned.findIndex(({ case: one }) => !one.critical);
  expect(firstPlain).toBe(5 * 4);
  expect(planned.slice(firstPlain).some(({ case: one }) => one.critical)).toBe(false);
});

it("plans each trial of each case once, with indices from 0", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer(),
      (count, baseline, candidate, seed) => {
        const cases = desk(count);
        const planned = planTrials(
          cases,
          bothArms,
          (_, arm) => (arm === "baseline" ? baseline : candidate),
          seed,
        );
        const expected = cases.flatMap(({ id }) => [
          ...Array.from({ length: baseline }, (_, index) => `${id} baseline ${index}`),
          ...Array.from({ length: candidate }, (_, index) => `${id} candidate ${index}`),
        ]);
        expect(names(planned).toSorted()).toEqual(expected.toSorted());
      },
    ),
  );
});

describe("the arms", () => {
  it("of a trial stand side by side, and neither is mostly first", () => {
    const planned = planTrials(desk(1000), bothArms, once, 1);
    const firsts = planned.filter((_, place) => place % 2 === 0);
    for (const [place, { case: one }] of firsts.entries())
      expect(planned[2 * place + 1]?.case.id).toBe(one.id);
    const baselineFirst = firsts.filter(({ arm }) => arm === "baseline").length;
    // 1000 fair coins: 5 standard deviations are 79.
    expect(Math.abs(baselineFirst - 500)).toBeLessThan(79);
  });

  it("change sides from trial to trial of a case too", () => {
    const planned = planTrials(
      desk(1, () => true),
      bothArms,
      () => 60,
      1,
    );
    const first = planned.filter((_, place) => place % 2 === 0).map(({ arm }) => arm);
    expect(new Set(first)).toEqual(new Set(bothArms));
  });

  it("can be one", () => {
    expect(names(planTrials(desk(1), ["candidate"], once, 1))).toEqual(["refund-0 candidate 0"]);
    expect(planTrials(desk(3), [], once, 1)).toEqual([]);
  });
});

it("goes on from the trials that are there, the arms side by side wherever each of them is", () => {
  const from: TrialsPerCase = (_, arm) => (arm === "candidate" ? 3 : 1);
  const planned = planTrials(desk(1), bothArms, (one, arm) => from(one, arm) + 10, 1, from);
  expect(planned).toHaveLength(20);
  for (let step = 0; step < 10; step++) {
    const pair = planned.slice(2 * step, 2 * step + 2).map(({ arm, index }) => `${arm} ${index}`);
    expect(pair.toSorted()).toEqual([`baseline ${1 + step}`, `candidate ${3 + step}`]);
  }
});

it("moves no other case when one is added, nor its arms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer(), fc.boolean(), (count, seed, critical) => {
      const cases = desk(count, (index) => index % 3 === 0);
      const before = planTrials(cases, bothArms, screen, seed);
      const after = planTrials([...cases, aCase({ id: "greet-new", critical })], bothArms, screen, seed);
      expect(names(after).filter((name) => !name.startsWith("greet-new"))).toEqual(names(before));
    }),
  );
});

it("orders the cases by chance, not as they stand in the dataset", () => {
  const order = caseOrder(planTrials(desk(50), bothArms, once, 1));
  expect(order).not.toEqual(desk(50).map(({ id }) => id));
});
