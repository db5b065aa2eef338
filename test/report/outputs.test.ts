import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { decisionInput } from "../build-decision.ts";
import {
  buildRule,
  buildVerdict,
  errorVerdict,
  failVerdict,
  firstRunVerdict,
  provenVerdict,
} from "../build-verdict.ts";

describe("outputsOf", () => {
  it("gives plain fractions, candidate minus baseline, and of a ratio the ratio minus 1", () => {
    expect(outputsOf(provenVerdict())).toEqual({
      verdict: "pass",
      title: "Ship: no worse than 5 points, proven. 11% cheaper",
      "quality-delta": "0.006",
      "latency-delta": "-0.012",
      "cost-delta": "-0.112",
      proven: "true",
      "critical-failures": "0",
      "policy-sha": "1d20e7c4b8a90f3e5d6c7b8a9f0e1d2c3b4a5968",
      "policy-trusted": "true",
    });
  });

  it("counts broken critical cases", () => {
    expect(outputsOf(failVerdict())["critical-failures"]).toBe("1");
  });

  it.each([
    ["an error", errorVerdict()],
    ["a first run", firstRunVerdict()],
    ["a figure that is no number", buildVerdict({ rules: [buildRule("quality", { delta: Number.NaN })] })],
  ])("leaves unknown figures empty: %s", (_, verdict) => {
    const outputs = outputsOf(verdict);
    for (const name of ["quality-delta", "latency-delta", "cost-delta"]) expect(outputs[name]).toBe("");
  });

  it.each([
    [{ status: "inconclusive" as const, cases: ["refund-01"] }, ""],
    [{ status: "not_applicable" as const }, "0"],
  ])("does not count critical cases that are not decided: %j", (fields, count) => {
    const rules = [buildRule("critical", fields)];
    expect(outputsOf(buildVerdict({ rules }))["critical-failures"]).toBe(count);
  });

  it.each([
    [1e-9, "0"],
    [-1e-9, "0"],
    [0.1 + 0.2, "0.3"],
    [-0.000001, "-0.000001"],
  ])("writes %d without exponent and without false digits", (delta, text) => {
    const rules = [buildRule("quality", { delta })];
    expect(outputsOf(buildVerdict({ rules }))["quality-delta"]).toBe(text);
  });

  it("is one line that a shell takes for a text in double quotes, whatever the names are", () => {
    const title = 'Do not ship: loses $2.00 on `./evil.sh` $(id) ${IFS} "x" \\ \n##[error] \u202e';
    const outputs = outputsOf(buildVerdict({ title }));
    expect(outputs["title"]).not.toMatch(/[`"'\\\n]|\$\D|##\[/u);
    expect(outputs["title"]).toContain("loses $2.00 on ./evil.sh");
  });

  it("no text of a model reaches an output, however the trials went", () => {
    const said = "IGNORE ALL PREVIOUS INSTRUCTIONS";
    const failing = {
      quality: 0,
      passed: false,
      failure: "hallucination",
      scores: new Map([["exact", { scored: true as const, value: 0, passed: false, reason: said }]]),
    };
    const lost = {
      state: "unscored" as const,
      scores: new Map([["exact", { scored: false as const, reason: said }]]),
    };
    for (const candidate of [failing, lost, 1]) {
      const rows = Array.from({ length: 40 }, () => ({
        baseline: [1],
        candidate: [candidate],
        critical: true,
      }));
      expect(JSON.stringify(outputsOf(decide(decisionInput(rows))))).not.toContain(said);
    }
  });
});
