import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { EarlyStop } from "../../src/decide/early-stop.ts";
import { decisionInput } from "../build-decision.ts";

/**
 * Runs against five cached baseline trials of each case, in the world of decision.md: baseline accuracy .78, and 13% of the cases flip
 * between two identical runs. Quality has the smallest share that it can have, so the level is .003. Seeds are fixed, so the counts are
 * too.
 */
const level = 0.003;
const maxDrop = 0.05;
const cachedTrials = 5;

const cases = decisionInput(Array.from({ length: 300 }, () => ({ baseline: [], candidate: [] }))).pairs.map(
  (pair) => pair.case,
);

type Run = {
  readonly baseline: ReadonlyMap<string, number>;
  readonly candidate: ReadonlyMap<string, number>;
};

/** Of the cases 62% always pass, 11% always fail, and 27% pass in .6 of their trials. A drop breaks cases for good. */
function drawRun(count: number, drop: number, draw: () => number): Run {
  const baseline = new Map<string, number>();
  const candidate = new Map<string, number>();
  for (const { id } of cases.slice(0, count)) {
    const u = draw();
    const pass = u < 0.618 ? 1 : u < 0.73 ? 0 : 0.6;
    const passed = Array.from({ length: cachedTrials }, () => draw() < pass).filter(Boolean);
    baseline.set(id, passed.length / cachedTrials);
    candidate.set(id, draw() < drop / 0.78 ? 0 : draw() < pass ? 1 : 0);
  }
  return { baseline, candidate };
}

/** After how many cases the run is stopped; undefined where it is not. */
function stoppedAfter(run: Run, planned: readonly string[], done = planned): number | undefined {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const inOrder = planned.flatMap((id) => byId.get(id) ?? []);
  const stop = new EarlyStop(inOrder, run.baseline, { level, maxDrop });
  for (const id of done) if (stop.see(id, run.candidate.get(id))) return stop.consumed;
  return undefined;
}

function uniform(from: number): () => number {
  const generator = xoroshiro128plus(from);
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

function stops(count: number, drop: number, runs: number, from: number): readonly number[] {
  const draw = uniform(from);
  const all = Array.from({ length: runs }, () => {
    const run = drawRun(count, drop, draw);
    return stoppedAfter(run, [...run.candidate.keys()]);
  });
  return all.filter((after) => after !== undefined).toSorted((a, b) => a - b);
}

/** A failure answers sooner than a success, as an error does. */
function failuresFirst({ candidate }: Run): readonly string[] {
  return [...candidate.keys()].toSorted((a, b) => (candidate.get(a) ?? 0) - (candidate.get(b) ?? 0));
}

describe("an early stop", () => {
  // The level allows 6 of 2000 runs; .1% are 2.
  it.each([100, 300])(
    "comes to an unchanged app in about 0.1%% of runs, at most in 0.3%%: %i cases",
    (count) => {
      expect(stops(count, 0, 2000, 20261125).length).toBeLessThanOrEqual(6);
    },
  );

  // The standard deviation of a stop is less than half its mean, so that of the middle of 400 runs is under 3% of it: 10% is over three.
  it.each([
    [0.4, 31],
    [0.2, 72],
  ])("stops a drop of %f after about %i of 300 cases", (drop, after) => {
    const found = stops(300, drop, 400, 5);
    expect(found.length).toBeGreaterThan(0.99 * 400);
    const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
    const median = found[Math.floor(found.length / 2)] ?? Number.NaN;
    for (const middle of [mean, median]) expect(Math.abs(middle / after - 1)).toBeLessThan(0.1);
  });

  it("would stop unchanged apps if it followed the clock, where failures are fast, and does not", () => {
    const draw = uniform(11);
    let byClock = 0;
    let byPlan = 0;
    const runs = 200;
    for (let i = 0; i < runs; i++) {
      const run = drawRun(300, 0, draw);
      const done = failuresFirst(run);
      if (stoppedAfter(run, done) !== undefined) byClock++;
      if (stoppedAfter(run, [...run.candidate.keys()], done) !== undefined) byPlan++;
    }
    expect(byClock).toBeGreaterThan(0.6 * runs);
    expect(byPlan).toBeLessThanOrEqual(1);
  });
});
