import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import { decisionInput } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";

/**
 * An unchanged app that meets its SLOs, some of them by a hair: both arms are drawn from the same world, with every rule on.
 * The share of runs that is blocked has to stay under alpha = 0.05. Seeds are fixed, so the counts are too.
 */
type World = {
  readonly name: string;
  readonly cases: number;
  readonly reliability: readonly number[];
  readonly criticalCases: number;
};

const worlds: readonly World[] = [
  {
    name: "60 cases of mixed reliability, 10 flaky critical ones",
    cases: 60,
    reliability: [0.5, 0.8, 0.95, 1],
    criticalCases: 10,
  },
  { name: "20 cases, all flaky", cases: 20, reliability: [0.6], criticalCases: 5 },
  { name: "150 cases, nearly all reliable", cases: 150, reliability: [0.95, 0.99, 1], criticalCases: 20 },
];

const policy = {
  quality: { max_drop: 0.05, min: 0.5 },
  latency: { p95_ms: 1640, ttft_p95_ms: 820, max_ratio: 1.05 },
  cost: { per_request_usd: 0.0102, max_ratio: 1.02 },
  failures: { hallucination: { max_increase: 0.02 } },
  slices: { refund: { max_drop: 0.05 } },
};

const runs = 300;

describe("an unchanged app that meets its SLOs", () => {
  it.each(worlds)("is blocked in at most 5% of runs: $name", (world) => {
    const draw = uniform(20261125);
    let blocked = 0;
    for (let run = 0; run < runs; run++) {
      const rows = Array.from({ length: world.cases }, (_, i) => row(world, i, draw));
      if (decide(decisionInput(rows, policy)).verdict === "fail") blocked++;
    }
    expect(blocked).toBeLessThanOrEqual(0.05 * runs);
  });

  it("a 20-point drop at 60 cases is found in most runs, so that the test above can fail", () => {
    const draw = uniform(7);
    const [world] = worlds as readonly [World, ...World[]];
    let blocked = 0;
    for (let run = 0; run < 100; run++) {
      const rows = Array.from({ length: world.cases }, (_, i) => {
        const drawn = row(world, i, draw);
        return draw() < 0.25
          ? {
              ...drawn,
              candidate: drawn.candidate.map(() => ({ quality: 0, passed: false, failure: "other" })),
            }
          : drawn;
      });
      if (decide(decisionInput(rows, policy)).verdict === "fail") blocked++;
    }
    expect(blocked).toBeGreaterThan(60);
  });
});

function row(world: World, i: number, draw: () => number): Row {
  const reliability = world.reliability[i % world.reliability.length] ?? 1;
  const critical = i < world.criticalCases;
  const trials = (count: number) =>
    Array.from({ length: count }, () => {
      const passed = draw() < reliability;
      return {
        quality: passed ? 1 : 0,
        passed,
        ...(passed ? {} : { failure: draw() < 0.5 ? "hallucination" : "format_break" }),
        latencyMs: 1000 * Math.exp(0.3 * normal(draw)),
        ttftMs: 500 * Math.exp(0.3 * normal(draw)),
        costUsd: 0.01 * (1 + 0.2 * normal(draw)),
      };
    });
  return {
    baseline: trials(critical ? 15 : 1),
    candidate: trials(critical ? 13 : 1),
    critical,
    tags: i % 3 === 0 ? ["refund"] : [],
  };
}

function uniform(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

/** Box and Muller. */
function normal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
}
