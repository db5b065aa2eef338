import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import { conclude } from "../../src/decide/reach-verdict.ts";
import type { Rule, Verdict } from "../../src/experiment/verdict.ts";
import { compareRecords } from "../../src/gate/compare-records.ts";
import { decisionInput } from "../build-decision.ts";
import type { Row, TrialSpec } from "../build-decision.ts";
import { filesInMemory } from "../files-in-memory.ts";

const binaryRow = fc
  .tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1))
  .map(([baseline, candidate]): Row => ({ baseline: [baseline], candidate: [candidate] }));

function ruleOf(verdict: Verdict, id: string): Rule {
  const rule = verdict.rules.find((candidate) => candidate.rule === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** From worst to best. */
function rank(verdict: Verdict): number {
  const { because } = conclude(verdict.rules, "allow");
  return ["fail", "cannot_tell", "no_regression", "proven"].indexOf(because);
}

describe("properties of a verdict", () => {
  it("a case that turns from pass to fail never makes the verdict better", () => {
    fc.assert(
      fc.property(fc.array(binaryRow, { minLength: 6, maxLength: 90 }), fc.nat(), (rows, at) => {
        const index = at % rows.length;
        const worse = rows.map((row, i) => (i === index ? { ...row, candidate: [0] } : row));
        const [before, after] = [rows, worse].map((all) =>
          decide(decisionInput(all, { quality: { max_drop: 0.1 } })),
        );
        expect(rank(after as Verdict)).toBeLessThanOrEqual(rank(before as Verdict));
      }),
      { numRuns: 150 },
    );
  });

  it("a missing trial never raises the lower bound, and never makes a proven pass", () => {
    fc.assert(
      fc.property(
        fc.array(binaryRow, { minLength: 6, maxLength: 90 }),
        fc.nat(),
        fc.constantFrom<"baseline" | "candidate">("baseline", "candidate"),
        fc.constantFrom<readonly TrialSpec[]>(["lost"], ["unscored"], []),
        (rows, at, arm, gone) => {
          const policy = { quality: { max_drop: 0.1 }, max_missing: 0.5 };
          const index = at % rows.length;
          const fewer = rows.map((row, i) => (i === index ? { ...row, [arm]: gone } : row));
          const before = ruleOf(decide(decisionInput(rows, policy)), "quality");
          const after = ruleOf(decide(decisionInput(fewer, policy)), "quality");
          expect(after.interval?.[0]).toBeLessThanOrEqual((before.interval?.[0] ?? Number.NaN) + 1e-12);
          if (before.status !== "pass") expect(after.status).not.toBe("pass");
        },
      ),
      { numRuns: 150 },
    );
  });

  it("the order of the lines changes nothing", async () => {
    const line = fc.record({
      value: fc.constantFrom(0, 0.25, 0.5, 1),
      latency_ms: fc.integer({ min: 1, max: 5000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, line), { minLength: 3, maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        async (pairs, keys) => {
          const header = { type: "run", version: 1, planned: { cases: pairs.length } };
          const trials = (arm: 0 | 1): readonly string[] =>
            pairs.map((pair, i) =>
              JSON.stringify({
                type: "trial",
                case: `order-${i}`,
                trial: 0,
                status: "ok",
                latency_ms: pair[arm].latency_ms,
                scores: [{ scorer: "s", value: pair[arm].value }],
              }),
            );
          const record = (lines: readonly string[]): string => [JSON.stringify(header), ...lines].join("\n");
          const shuffled = (lines: readonly string[]): readonly string[] =>
            lines
              .map((text) => ({ text, key: keys.next().value }))
              .toSorted((a, b) => a.key - b.key)
              .map(({ text }) => text);
          const reach = (baseline: string, candidate: string): Promise<Verdict> =>
            compareRecords(
              { baseline: "b", candidate: "c", today: "2026-01-01" },
              filesInMemory({ b: baseline, c: candidate }),
            );
          const inOrder = await reach(record(trials(0)), record(trials(1)));
          expect(await reach(record(shuffled(trials(0))), record(shuffled(trials(1))))).toEqual(inOrder);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ["quality", { quality: Number.NaN }, {}],
    ["quality_slo", { quality: Number.NaN }, { quality: { min: 0.5 } }],
    ["latency_slo", { latencyMs: Number.NaN }, { latency: { p95_ms: 1000 } }],
    ["ttft_slo", { ttftMs: Number.NaN }, { latency: { ttft_p95_ms: 1000 } }],
    ["latency_delta", { latencyMs: Number.NaN }, { latency: { max_ratio: 1.2 } }],
    ["cost_slo", { costUsd: Number.NaN }, { cost: { per_request_usd: 1 } }],
    ["cost_delta", { costUsd: Number.NaN }, { cost: { max_ratio: 1.2 } }],
  ])("NaN does not pass the rule %s", (id, broken, policy) => {
    const known = { latencyMs: 100, ttftMs: 50, costUsd: 0.01 };
    const rows = Array.from({ length: 100 }, (_, i): Row => ({
      baseline: [known],
      candidate: [i === 7 ? { ...known, ...broken } : known],
    }));
    const rule = ruleOf(decide(decisionInput(rows, policy)), id);
    expect(["inconclusive", "not_proven"]).toContain(rule.status);
    expect(rule.proven).not.toBe(true);
  });
});
