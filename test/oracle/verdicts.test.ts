import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { exitCode } from "../../src/gate/exit-code.ts";
import { compareRecords } from "../../src/gate/compare-records.ts";
import { filesInMemory } from "../files-in-memory.ts";

type ExpectedRule = {
  readonly status: string;
  readonly measured?: string;
  readonly delta?: number;
  readonly interval?: readonly [number, number];
  /** Both bounds in the unit of the rule: value of an SLO, ratio of a ratio rule. */
  readonly bounds?: readonly [number | null, number | null];
  /** Of a failure mode: delta and interval with the sign turned. */
  readonly turned?: { readonly delta?: number; readonly interval?: readonly [number, number] };
};

type Reference = {
  readonly id: string;
  readonly why: string;
  readonly gate: object;
  readonly dataset?: readonly object[];
  readonly baseline: readonly object[];
  readonly candidate: readonly object[];
  readonly expected: {
    readonly verdict: string;
    readonly proven: boolean;
    readonly exit: number;
    readonly rules: Readonly<Record<string, ExpectedRule>>;
  };
};

const references: readonly Reference[] = readFileSync(new URL("./verdicts.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function reach({ gate, dataset, baseline, candidate }: Reference): Promise<Verdict> {
  const effects = filesInMemory({
    "gate.yml": JSON.stringify(gate),
    "baseline.jsonl": lines(baseline),
    "candidate.jsonl": lines(candidate),
    ...(dataset === undefined ? {} : { "dataset.jsonl": lines(dataset) }),
  });
  const request = { config: "gate.yml", baseline: "baseline.jsonl", candidate: "candidate.jsonl", today: "2026-01-01" };
  return compareRecords(request, effects);
}

function near(actual: number | undefined, expected: number, what: string): void {
  expect(actual, what).toBeDefined();
  const tolerance = 1e-6 * Math.max(1, Math.abs(expected));
  expect(Math.abs((actual ?? Number.NaN) - expected), `${what}: ${actual} against ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe("every verdict of the independent implementation", () => {
  it("is here to be compared with", () => {
    expect(references.length).toBe(237);
  });

  it.each(references)("$id: $why", async (reference) => {
    const verdict = await reach(reference);
    const { expected } = reference;
    expect({ verdict: verdict.verdict, proven: verdict.proven, exit: exitCode(verdict) }).toEqual({
      verdict: expected.verdict,
      proven: expected.proven,
      exit: expected.exit,
    });
    for (const [id, wanted] of Object.entries(expected.rules)) {
      const rule = verdict.rules.find((candidate) => candidate.rule === id);
      expect(rule?.status, `status of ${id}`).toBe(wanted.status);
      if (wanted.measured !== undefined) expect(rule?.measured, `measured of ${id}`).toBe(wanted.measured);
      const delta = wanted.delta ?? wanted.turned?.delta;
      if (delta !== undefined) near(rule?.delta, delta, `delta of ${id}`);
      const interval = wanted.interval ?? wanted.turned?.interval;
      interval?.forEach((bound, i) => near(rule?.interval?.[i], bound, `interval of ${id}`));
      const isRatio = id === "latency_delta" || id === "cost_delta";
      for (const [i, bound] of wanted.bounds?.entries() ?? []) {
        if (bound === null) expect(rule?.interval, `interval of ${id}`).toBeUndefined();
        else near(rule?.interval?.[i], bound - (isRatio ? 1 : 0), `bounds of ${id}`);
      }
    }
  });
});
