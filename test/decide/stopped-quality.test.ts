import { exitCode } from "../../src/gate/exit-code.ts";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import type { DecisionInput } from "../../src/decide/decide.ts";
import { renderComment, renderSummary } from "../../src/report/comment.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { decisionInput } from "../build-decision.ts";
import { freshBaseline, freshWorseBy, stoppedInput } from "../build-stopped.ts";

const own = { of: 300, isOwn: true };
const recorded = { of: 300, isOwn: false };

const qualityOf = (input: DecisionInput) => {
  const found = decide(input).rules.find(({ rule }) => rule === "quality");
  if (found === undefined) throw new Error("no rule quality");
  return found;
};

describe("quality after an early stop", () => {
  it("fails where fresh baseline trials confirm the fall, and counts the cases", () => {
    const verdict = decide(stoppedInput(own));
    expect(verdict).toMatchObject({
      verdict: "fail",
      title: "Do not ship: quality collapsed (33 of 41 cases got worse, 2 better)",
    });
    expect(qualityOf(stoppedInput(own))).toMatchObject({
      status: "fail",
      measured: "beyond",
      proven: true,
      method: "early_stop",
      n: 41,
      worse: 33,
      better: 2,
      message:
        "Quality collapsed: the run stopped after 41 of 300 cases. 33 cases got worse, 2 better, and fresh baseline trials confirm it. A stop tells that quality fell, not by how much.",
    });
  });

  it.each([
    ["own", own],
    ["recorded", recorded],
  ])("tells no change, no share of an arm and no bound, confirmed or not: %s", (_, stopped) => {
    for (const fresh of Object.values(freshBaseline)) {
      const rule = qualityOf(stoppedInput(stopped, fresh));
      for (const figure of [
        "delta",
        "interval",
        "levels",
        "baseline",
        "candidate",
        "detectable",
        "cases_to_prove",
      ])
        expect(rule, figure).not.toHaveProperty(figure);
      verdictSchema.parse(decide(stoppedInput(stopped, fresh)));
    }
  });

  it("is told nowhere as a number of points", () => {
    for (const fresh of Object.values(freshBaseline)) {
      const verdict = decide(stoppedInput(own, fresh));
      const texts = [
        renderComment(verdict),
        renderSummary(verdict),
        renderTerminal(verdict, { colour: false, width: 140 }),
        renderJunit(verdict),
      ];
      for (const text of texts) {
        const lines = text.split("\n").filter((line) => /quality/iu.test(line));
        expect(lines.length).toBeGreaterThan(1);
        expect(lines.join("\n")).toMatch(/33 (?:cases got worse|of 41 cases worse)/u);
        for (const line of lines) expect(line).not.toMatch(/\d points|−|%/u);
      }
      expect(outputsOf(verdict)["quality-delta"]).toBe("");
    }
  });

  it("cannot tell where fresh baseline trials fall as well", () => {
    const verdict = decide(stoppedInput(own, freshBaseline.broken));
    expect(verdict).toMatchObject({ verdict: "inconclusive", proven: false });
    expect(verdict.title).toBe(
      "Cannot tell: quality fell against cached baseline trials, and fresh ones do not confirm it: the run stopped after 41 of 300 cases",
    );
    expect(qualityOf(stoppedInput(own, freshBaseline.broken))).toMatchObject({
      status: "not_proven",
      measured: "beyond",
      proven: false,
      worse: 33,
    });
  });

  it.each([
    ["are not there for every case", freshBaseline.oneMissing],
    ["are not there", freshBaseline.none],
    ["are lost for a case", freshBaseline.oneLost],
  ])("lacks evidence where fresh baseline trials %s, which lets nothing through", (_, fresh) => {
    const verdict = decide(stoppedInput(own, fresh));
    expect(exitCode(verdict)).toBe(3);
    expect(verdict.title).toContain(
      "Not decided: quality fell against cached baseline trials, and some cases have no fresh one to confirm it",
    );
    expect(qualityOf(stoppedInput(own, fresh))).toMatchObject({
      status: "inconclusive",
      measured: "beyond",
      proven: false,
      worse: 33,
    });
  });

  it("needs more than half the tolerance against the fresh trials alone", () => {
    // One of 41 cases is 2.4 points, two are 4.9; the tolerance is 5.
    expect(qualityOf(stoppedInput(own, freshWorseBy(1))).status).toBe("not_proven");
    expect(qualityOf(stoppedInput(own, freshWorseBy(2))).status).toBe("fail");
  });

  it("passes never, also where the cases seen look well", () => {
    const rows = Array.from({ length: 200 }, () => ({ baseline: [1], candidate: [1] }));
    const look = { planned: 1, now: 1 } as const;
    for (const stopped of [own, recorded])
      expect(qualityOf({ ...decisionInput(rows), stopped, look }).status).toBe("not_proven");
  });

  it("is inconclusive where a case that was to be there has no line", () => {
    const input = stoppedInput(own);
    const pairs = input.pairs.map((pair, i) =>
      i === 0 ? { ...pair, candidate: [], unpaired: "no_line" as const } : pair,
    );
    const rule = qualityOf({ ...input, pairs });
    expect(rule).toMatchObject({ status: "inconclusive", method: "early_stop" });
    expect(rule).not.toHaveProperty("delta");
  });

  it("can be waived like any fail", () => {
    const waiver = {
      id: "w-1",
      rule: "quality",
      reason: "accepted",
      approvedBy: "lead",
      expires: "2026-12-31",
    };
    const verdict = decide({ ...stoppedInput(own), waivers: [waiver] });
    expect(verdict.rules.find(({ rule }) => rule === "quality")).toMatchObject({
      status: "fail",
      waived: "w-1",
    });
  });
});

describe("a record that says it was stopped", () => {
  it("fails by the bounds on the cases seen, since nobody else saw the stop", () => {
    expect(qualityOf(stoppedInput(recorded)).status).toBe("fail");
  });

  it("cannot tell where they prove nothing", () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      baseline: [1],
      candidate: [i < 2 ? 0 : 1],
    }));
    const look = { planned: 1, now: 1 } as const;
    const input = { ...decisionInput(rows), look };
    expect(qualityOf({ ...input, stopped: own }).status).toBe("fail");
    expect(qualityOf({ ...input, stopped: recorded })).toMatchObject({
      status: "not_proven",
      message:
        "Quality fell, and the cases seen do not prove it: the run stopped after 30 of 300 cases. 2 cases got worse, 0 better.",
    });
  });
});

describe("the other rules after an early stop", () => {
  it("are shown on the cases seen, and the evidence says how many those are", () => {
    const given = { quality: { max_drop: 0.05, min: 0.7 }, slices: { refund: { max_drop: 0.05 } } };
    const { rules, evidence, dataset } = decide(stoppedInput(own, freshBaseline.whole, given));
    expect(rules.find(({ rule }) => rule === "evidence")).toMatchObject({
      status: "pass",
      message: "An early stop ended the run: 41 of 300 cases run and scored on both arms.",
    });
    expect(rules.find(({ rule }) => rule === "quality_slo")).toMatchObject({ n: 41 });
    expect(rules.find(({ rule }) => rule === "slice:refund")).toMatchObject({ n: 21 });
    expect(evidence.candidate).toMatchObject({ planned: 41, run: 41, scored: 41 });
    expect(dataset.cases).toBe(41);
  });
});
