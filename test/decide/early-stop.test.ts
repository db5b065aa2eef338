import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import { decide } from "../../src/decide/decide.ts";
import {
  cachedScore,
  EarlyStop,
  earlyStopLevel,
  firstLookScore,
  planEarlyStop,
} from "../../src/decide/early-stop.ts";
import type { Case } from "../../src/experiment/case.ts";
import { decisionInput, outcome, policyOf } from "../build-decision.ts";

type Given = { readonly group?: string; readonly baseline?: number; readonly critical?: boolean };

const list = (count: number, given: (i: number) => Given = () => ({})) => {
  const rows = Array.from({ length: count }, (_, i) => {
    const { baseline = 1, ...fields } = { ...given(i) };
    return {
      id: `refund-${String(i).padStart(3, "0")}`,
      baseline: [1],
      candidate: [1],
      score: baseline,
      ...fields,
    };
  });
  const cases: readonly Case[] = decisionInput(rows).pairs.map((pair) => pair.case);
  return { cases, baseline: new Map(rows.map(({ id, score }) => [id, score])) };
};

const limits = { level: 0.003, maxDrop: 0.05 };
const open = ({ cases, baseline }: ReturnType<typeof list>) => new EarlyStop(cases, baseline, limits);
const id = (i: number): string => `refund-${String(i).padStart(3, "0")}`;

/** 1.625 after two losses, then 1.75 times as much at each: 1 / .003 is reached at the twelfth. */
const stopsAt = 12;

describe("the early stop", () => {
  it("stops when every case fails, as soon as the evidence is there", () => {
    const stop = open(list(100));
    const told = Array.from({ length: 20 }, (_, i) => stop.see(id(i), 0));
    expect(told.indexOf(true)).toBe(stopsAt - 1);
    expect(told.slice(stopsAt)).not.toContain(false);
    expect(stop.consumed).toBe(stopsAt);
  });

  it("lets what comes out of order wait for the cases before it", () => {
    const stop = open(list(100));
    for (let i = 1; i < 60; i++) expect(stop.see(id(i), 0)).toBe(false);
    expect(stop.consumed).toBe(0);
    expect(stop.see(id(0), 0)).toBe(true);
    expect(stop.consumed).toBe(stopsAt);
  });

  it("comes to the same in whatever order results come", () => {
    const scores = fc.array(fc.constantFrom(0, 0, 0.4, 1, undefined), { minLength: 60, maxLength: 60 });
    const shuffled = scores.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
    );
    fc.assert(
      fc.property(shuffled, ([values, order]) => {
        const given = list(60, (i) => (i % 7 === 0 ? { group: `g${i % 3}`, baseline: 0.8 } : {}));
        const [planned, mixed] = [open(given), open(given)];
        for (const i of values.keys()) planned.see(id(i), values[i]);
        for (const i of order) mixed.see(id(i), values[i]);
        expect([mixed.isStopped, mixed.consumed]).toEqual([planned.isStopped, planned.consumed]);
      }),
    );
  });

  it("skips a lost pair: it is no step, and nothing waits for it any longer", () => {
    const stop = open(list(100));
    for (let i = 0; i < 10; i++) stop.see(id(i), undefined);
    for (let i = 10; i < 10 + stopsAt - 1; i++) expect(stop.see(id(i), 0)).toBe(false);
    expect(stop.see(id(10 + stopsAt - 1), 0)).toBe(true);
  });

  it("neither consumes nor waits for a case without a cached baseline trial", () => {
    const { cases, baseline } = list(100);
    for (let i = 0; i < 10; i++) baseline.delete(id(i));
    const stop = planEarlyStop({ policy: policyOf(), scorers: [], cases, baseline });
    expect(stop?.see(id(3), 0)).toBe(false);
    expect(stop?.consumed).toBe(0);
    for (let i = 10; i < 40; i++) stop?.see(id(i), 0);
    expect(stop?.isStopped).toBe(true);
  });

  it("counts a case once, whatever it is told of it again", () => {
    const stop = open(list(100));
    for (let i = 0; i < 50; i++) stop.see(id(0), 0);
    expect([stop.isStopped, stop.consumed]).toEqual([false, 1]);
  });

  it("never takes a stop back", () => {
    const stop = open(list(100));
    for (let i = 0; i < stopsAt; i++) stop.see(id(i), 0);
    for (let i = stopsAt; i < 100; i++) expect(stop.see(id(i), 1)).toBe(true);
  });

  it.each([
    ["a score that is not a number", Number.NaN, limits],
    ["a level that is not a number", 0, { ...limits, level: Number.NaN }],
    ["a level of nothing", 0, { ...limits, level: 0 }],
    ["a tolerance that is not a number", 0, { ...limits, maxDrop: Number.NaN }],
  ])("never stops at %s", (_, score, given) => {
    const { cases, baseline } = list(100);
    const stop = new EarlyStop(cases, baseline, given);
    stop.see(id(0), score);
    for (let i = 1; i < 100; i++) stop.see(id(i), 0);
    expect(stop.isStopped).toBe(false);
  });

  it("does not stop at a drop that is proven and within twice the tolerance", () => {
    const { cases, baseline } = list(3000);
    const run = (maxDrop: number) => {
      const stop = new EarlyStop(cases, baseline, { ...limits, maxDrop });
      // A drop of .08 in every case has all the evidence in the world.
      for (const one of cases) stop.see(one.id, 0.92);
      return stop.isStopped;
    };
    expect([run(0.0399), run(0.0401)]).toEqual([true, false]);
  });
});

describe("a group", () => {
  it("is one step, taken when all its cases are there", () => {
    const stop = open(list(100, (i) => ({ group: `thread-${Math.floor(i / 4)}` })));
    const told = Array.from({ length: 100 }, (_, i) => stop.see(id(i), 0));
    expect(told.indexOf(true)).toBe(4 * stopsAt - 1);
    expect(stop.consumed).toBe(4 * stopsAt);
  });

  it("has its place where its last case has it, so that nothing waits for a case that starts late", () => {
    const stop = open(list(100, (i) => (i === 0 || i === 99 ? { group: "thread" } : {})));
    for (let i = 0; i < stopsAt; i++) stop.see(id(i), 0);
    // The first is in the group: one step is missing, and the largest unit is two cases.
    expect([stop.isStopped, stop.consumed]).toEqual([false, stopsAt - 1]);
  });

  it("is weighted by its size: a single case beside groups of four is a quarter of a step", () => {
    const single = open(list(100, (i) => (i < 40 ? {} : { group: `thread-${Math.floor(i / 4)}` })));
    for (let i = 0; i < stopsAt; i++) single.see(id(i), 0);
    expect([single.isStopped, single.consumed]).toEqual([false, stopsAt]);
  });

  it("goes on without what is lost of it", () => {
    const stop = open(list(100, (i) => ({ group: `thread-${Math.floor(i / 2)}` })));
    for (let i = 0; i < 60; i++) stop.see(id(i), i % 2 === 0 ? undefined : 0);
    expect(stop.isStopped).toBe(true);
    expect(stop.consumed).toBeLessThan(30);
  });
});

describe("an early stop is live", () => {
  const policy = policyOf();

  it.each([
    [100, 100, true],
    [99, 99, false],
    [100, 1, true],
    [100, 0, false],
  ])("with %i cases, %i of them with a cached baseline trial: %s", (count, cached, isLive) => {
    const { cases, baseline } = list(count);
    const held = new Map([...baseline].slice(0, cached));
    const stop = planEarlyStop({ policy, scorers: [], cases, baseline: held });
    expect(stop !== undefined).toBe(isLive);
  });

  const scorer = { name: "exact", type: "exact" } as unknown as ScorerConfig;
  const judge = { name: "judge", type: "judge", maxDrop: 0.05 } as unknown as ScorerConfig;

  it.each([
    ["quality alone", {}, [], false, 0.005],
    ["a critical case", {}, [], true, 0.004],
    ["an SLO", { latency: { p95_ms: 3000 } }, [], false, 0.004],
    ["a critical case and a slice", { slices: { refund: { max_drop: 0.05 } } }, [], true, 0.003],
    ["a scorer with a limit", {}, [{ ...scorer, maxDrop: 0.05 }], true, 0.003],
    ["a scorer without one", {}, [scorer], true, 0.004],
    ["a judge with a limit, which may decide", {}, [judge], true, 0.003],
    ["another confidence", { confidence: 0.9 }, [], false, 0.01],
  ])("at a tenth of the share of quality: %s", (_, given, scorers, critical, level) => {
    const { cases } = list(100, (i) => (i === 0 ? { critical } : {}));
    expect(earlyStopLevel(policyOf(given), scorers, cases)).toBeCloseTo(level, 12);
  });

  it("never at more than quality gives up for it", () => {
    const given = { cost: { per_request_usd: 0.01 }, slices: { refund: { max_drop: 0.05 } } };
    const rows = Array.from({ length: 100 }, () => ({ baseline: [1], candidate: [1] }));
    // No case has the tag and no cost is known, so neither rule has a share.
    const input = decisionInput(rows, given);
    const blockAt = (earlyStop: boolean) =>
      decide({
        ...input,
        look: { planned: 1, now: 1, ...(earlyStop ? { earlyStop: true as const } : {}) },
      }).rules.find(({ rule }) => rule === "quality")?.levels?.block ?? Number.NaN;
    const givenUp = blockAt(false) - blockAt(true);
    const cases = input.pairs.map((pair) => pair.case);
    expect(earlyStopLevel(input.policy, [], cases)).toBeLessThanOrEqual(givenUp);
    expect(givenUp).toBeCloseTo(0.005, 12);
  });
});

describe("what is read", () => {
  const cached = (quality: number) => outcome({ quality, cached: true });

  it("of the baseline is the mean of all cached trials, and of no other", () => {
    expect(cachedScore([cached(1), cached(0), cached(1), outcome(0), outcome("lost")])).toBeCloseTo(
      2 / 3,
      12,
    );
  });

  it.each([[[]], [[outcome(1)]], [[outcome("lost")]]])("is nothing without a cached one: %o", (baseline) => {
    expect(cachedScore(baseline)).toBeUndefined();
  });

  it("of the candidate is the first scored trial", () => {
    expect(firstLookScore([outcome("lost"), outcome(0, 1), outcome(1, 2)])).toBe(0);
    expect(firstLookScore([outcome("lost"), outcome("unscored", 1)])).toBeUndefined();
  });
});
