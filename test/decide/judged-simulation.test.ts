import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import type { DecisionInput } from "../../src/decide/decide.ts";
import type { CountOf, JudgeHealth } from "../../src/experiment/judge-health.ts";
import { decisionInput } from "../build-decision.ts";

/**
 * A judge of which everything is known: it passes 92% of what people pass, and fails 88% of what they fail, on either arm. Its card is
 * from 200 labels of each kind, drawn anew for each run. The change truly loses exactly what is tolerated, so every proven pass is a
 * false one. Seeds are fixed, so the counts are too.
 */
const [sensitivity, specificity] = [0.92, 0.88];
const [cases, runs, labels] = [5000, 40, 200];
const baselinePasses = 0.8;
const maxDrop = 0.05;

function uniform(from: number): () => number {
  const generator = xoroshiro128plus(from);
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

function judgedInput(draw: () => number, hasCard: boolean): DecisionInput {
  const judge = (passes: boolean): number => (draw() < (passes ? sensitivity : 1 - specificity) ? 1 : 0);
  const rows = Array.from({ length: cases }, () => {
    const before = draw() < baselinePasses;
    const after = before && draw() >= maxDrop / baselinePasses;
    return { baseline: [judge(before)], candidate: [judge(after)] };
  });
  const count = (rate: number): CountOf => ({
    k: Array.from({ length: labels }, draw).filter((one) => one < rate).length,
    n: labels,
  });
  const card = {
    changed: [],
    usable: true,
    sensitivity: count(sensitivity),
    specificity: count(specificity),
  };
  const health: JudgeHealth = {
    scorer: "polite",
    canaries: { asked: 5, wrong: [] },
    repeats: { outputs: 0, flips: 0 },
    ...(hasCard ? { card } : {}),
  };
  const scorer = {
    type: "judge" as const,
    name: "polite",
    weight: 1,
    not: false,
    options: {},
    place: { file: "llm-o11y.yml", line: 3 },
  };
  return { ...decisionInput(rows), scorers: [scorer], judges: [health] };
}

/** Share of runs that prove "no worse than 5 points" of a change that loses 5. */
function falsePasses(hasCard: boolean): number {
  const draw = uniform(20_261_125);
  const verdicts = Array.from({ length: runs }, () => decide(judgedInput(draw, hasCard)));
  return verdicts.filter(({ verdict, proven }) => verdict === "pass" && proven).length / runs;
}

it("proves what the judge sees of a drop for the drop itself, where no card says how much that is", () => {
  expect(falsePasses(false)).toBeGreaterThan(0.2);
});

it("keeps false passes within alpha where a card tightens the tolerance", () => {
  expect(falsePasses(true)).toBeLessThanOrEqual(0.05);
});
