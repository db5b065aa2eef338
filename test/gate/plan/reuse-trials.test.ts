import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planReuse } from "../../../src/gate/plan/reuse-trials.ts";
import type { CaseToReuse, HeldTrial, Reuse, ReusedCase } from "../../../src/gate/plan/reuse-trials.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = 20_000 * dayMs + 12 * hourMs;

function held(indices: readonly number[], ageMs = hourMs, isOwn = false): readonly HeldTrial[] {
  return indices.map((index) => ({ index, storedMs: nowMs - ageMs, isOwn }));
}

function aCase(fields: Partial<CaseToReuse> = {}): CaseToReuse {
  return { caseId: "refund-01", wanted: { baseline: 1, candidate: 1 }, isSameRequest: false, ...fields };
}

function plan(fields: {
  cases?: readonly CaseToReuse[];
  baseline?: readonly HeldTrial[];
  candidate?: readonly HeldTrial[];
  takesAll?: boolean;
  runsFirst?: boolean;
}): ReusedCase | undefined {
  const { cases = [aCase()], baseline = [], candidate = [], takesAll = true, runsFirst = false } = fields;
  return planReuse(
    reuse({
      cases,
      held: {
        baseline: new Map([["refund-01", baseline]]),
        candidate: new Map([["refund-01", candidate]]),
      },
      takesAll,
      runsFirst,
    }),
  )[0];
}

function reuse(fields: Partial<Reuse>): Reuse {
  const nothing = { baseline: new Map(), candidate: new Map() };
  return {
    cases: [],
    held: nothing,
    mostBaseline: 5,
    takesAll: true,
    runsFirst: false,
    seed: 1,
    nowMs,
    ...fields,
  };
}

const look2 = { baseline: 5, candidate: 3 };

describe("the baseline", () => {
  it("is run where the cache has nothing", () => {
    expect(plan({})?.baseline).toEqual({ take: [], run: [0] });
  });

  it("is taken where the cache has it", () => {
    expect(plan({ baseline: held([0]) })?.baseline).toEqual({ take: [0], run: [] });
  });

  it("takes all that accumulated, also more than the look needs", () => {
    expect(plan({ baseline: held([4, 1, 0]) })?.baseline).toEqual({ take: [0, 1, 4], run: [] });
  });

  it("needs no first trial where a later one is there", () => {
    expect(plan({ baseline: held([2]) })?.baseline).toEqual({ take: [2], run: [] });
  });

  it("fills the gaps when a look wants more", () => {
    const cases = [aCase({ wanted: look2 })];
    expect(plan({ cases, baseline: held([0, 3]) })?.baseline).toEqual({ take: [0, 3], run: [1, 2, 4] });
  });

  it("takes no more than the look wants where more would have to be judged", () => {
    const baseline = held([0, 1, 2]);
    expect(plan({ baseline, takesAll: false })?.baseline).toEqual({ take: [0], run: [] });
    const cases = [aCase({ wanted: look2 })];
    expect(plan({ cases, baseline, takesAll: false })?.baseline).toEqual({ take: [0, 1, 2], run: [3, 4] });
  });

  it("is run first where latencies are compared, whatever the cache has", () => {
    const baseline = held([0, 1, 2]);
    expect(plan({ baseline, runsFirst: true })?.baseline).toEqual({ take: [1, 2], run: [0] });
    expect(plan({ baseline, runsFirst: true, takesAll: false })?.baseline).toEqual({ take: [], run: [0] });
    expect(plan({ baseline: held([0], hourMs, true), runsFirst: true })?.baseline).toEqual({
      take: [0],
      run: [],
    });
    const cases = [aCase({ wanted: look2 })];
    expect(plan({ cases, baseline, runsFirst: true })?.baseline).toEqual({ take: [1, 2], run: [0, 3, 4] });
  });

  it("takes no trial beyond those that accumulate", () => {
    expect(plan({ baseline: held([5, 6]) })?.baseline).toEqual({ take: [], run: [0] });
  });
});

describe("the refresh", () => {
  const ids = Array.from({ length: 300 }, (_, index) => `refund-${index}`);
  const manyCases = ids.map((caseId) => aCase({ caseId }));

  /** The cases that are run although the cache has them all. */
  function refreshed(count: number, ageMs: number, fields: Partial<Reuse> = {}): readonly ReusedCase[] {
    const some = manyCases.slice(0, count);
    const baseline = new Map(some.map(({ caseId }) => [caseId, held([0], ageMs)]));
    return planReuse(reuse({ cases: some, held: { baseline, candidate: new Map() }, ...fields })).filter(
      ({ baseline: { run } }) => run.length > 0,
    );
  }

  it.each([
    [300, 30],
    [101, 11],
    [50, 10],
    [7, 7],
  ])("of %d cases whose trials are older than a day runs %d once more", (count, expected) => {
    const again = refreshed(count, 2 * dayMs);
    expect(again).toHaveLength(expected);
    expect(again[0]?.baseline).toEqual({ take: [0], run: [1] });
  });

  it("pays for no baseline trial in a second run of the day", () => {
    expect(refreshed(300, hourMs)).toEqual([]);
  });

  it("takes other cases on another day, and the same at any time of one", () => {
    const first = refreshed(300, 2 * dayMs).map(({ caseId }) => caseId);
    const later = refreshed(300, 2 * dayMs, { nowMs: nowMs + 8 * hourMs }).map(({ caseId }) => caseId);
    const tomorrow = refreshed(300, 2 * dayMs, { nowMs: nowMs + dayMs }).map(({ caseId }) => caseId);
    expect(later).toEqual(first);
    expect(tomorrow).not.toEqual(first);
    expect(new Set([...first, ...tomorrow]).size).toBeGreaterThan(45);
  });

  it("replaces the oldest where five have accumulated", () => {
    const baseline = held([0, 1, 2, 3, 4], 2 * dayMs).map((trial) =>
      trial.index === 2 ? { ...trial, storedMs: nowMs - 5 * dayMs } : trial,
    );
    expect(plan({ baseline })?.baseline).toEqual({ take: [0, 1, 3, 4], run: [2] });
  });

  it("is there already where a case runs a trial for the look", () => {
    const cases = [aCase({ wanted: look2 })];
    expect(plan({ cases, baseline: held([0, 1, 2], 2 * dayMs) })?.baseline).toEqual({
      take: [0, 1, 2],
      run: [3, 4],
    });
  });
});

describe("the candidate", () => {
  it("is run, whatever other runs had", () => {
    expect(plan({ candidate: held([0]) })?.candidate).toEqual({ take: [], run: [0] });
  });

  it("is taken in the same run again, and only what that run lacks is run", () => {
    const cases = [aCase({ wanted: look2 })];
    expect(plan({ cases, candidate: held([0, 2], hourMs, true) })?.candidate).toEqual({
      take: [0, 2],
      run: [1],
    });
  });
});

describe("a case with the same request on both arms", () => {
  it("has one trial for both, which is run now", () => {
    const cases = [aCase({ isSameRequest: true })];
    const once = { take: [], run: [0] };
    expect(plan({ cases })).toEqual({ caseId: "refund-01", baseline: once, candidate: once });
    expect(plan({ cases, baseline: held([0, 1]) })).toMatchObject({ baseline: once, candidate: once });
  });

  it("has as many trials on both arms, so that its change is 0", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(4)),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (indices, isOwn, candidate, baseline) => {
          const cases = [aCase({ isSameRequest: true, wanted: { baseline, candidate } })];
          const planned = plan({ cases, baseline: held(indices, 2 * dayMs, isOwn) });
          expect(planned?.baseline).toEqual(planned?.candidate);
          const { take = [], run = [] } = planned?.baseline ?? {};
          expect([...take, ...run].toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: candidate }, (_, index) => index),
          );
        },
      ),
    );
  });
});

it("plans a later look as the earlier one and more", () => {
  const trial = fc.record({
    index: fc.nat(6),
    storedMs: fc.integer({ min: nowMs - 7 * dayMs, max: nowMs }),
    isOwn: fc.boolean(),
  });
  const trials = fc.uniqueArray(trial, { selector: ({ index }) => index });
  const flag = fc.boolean();
  fc.assert(
    fc.property(
      trials,
      trials,
      flag,
      flag,
      flag,
      (baseline, candidate, isSameRequest, takesAll, runsFirst) => {
        const [first, second] = [{ baseline: 1, candidate: 1 }, look2].map((wanted) =>
          plan({ cases: [aCase({ wanted, isSameRequest })], baseline, candidate, takesAll, runsFirst }),
        );
        for (const arm of ["baseline", "candidate"] as const) {
          expect(second?.[arm].take).toEqual(expect.arrayContaining([...(first?.[arm].take ?? [])]));
          expect(second?.[arm].run).toEqual(expect.arrayContaining([...(first?.[arm].run ?? [])]));
          const indices = [...(second?.[arm].take ?? []), ...(second?.[arm].run ?? [])];
          expect(new Set(indices).size).toBe(indices.length);
          expect(indices.length).toBeGreaterThanOrEqual(isSameRequest ? 3 : look2[arm]);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
