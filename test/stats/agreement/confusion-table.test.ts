import { describe, expect, it } from "vitest";
import { confusionTable } from "../../../src/stats/agreement/confusion-table.ts";
import { gwetAc1 } from "../../../src/stats/agreement/gwet.ts";
import { cohenKappa } from "../../../src/stats/agreement/kappa.ts";
import { judgeRates } from "../../../src/stats/agreement/rates.ts";
import { asKind } from "./near.ts";

const pairs = (n: number, truth: string | undefined, judged: string | undefined) =>
  Array.from({ length: n }, () => ({ truth, judged }));

describe("a confusion table", () => {
  it("has the truth in rows and the judge in columns, in the order given", () => {
    const table = confusionTable(
      ["pass", "fail"],
      [...pairs(3, "pass", "fail"), ...pairs(2, "fail", "fail"), ...pairs(1, "pass", "pass")],
    );
    expect(table).toMatchObject({
      counts: [
        [1, 3],
        [0, 2],
      ],
      n: 6,
      leftOut: 0,
    });
  });

  it("leaves out a pair without a label or with another word, and counts it: unscored is not fail", () => {
    const table = confusionTable(
      ["pass", "fail"],
      [
        ...pairs(1, "pass", "pass"),
        ...pairs(1, "pass", undefined),
        ...pairs(1, undefined, "fail"),
        ...pairs(1, "fail", "compliant"),
        ...pairs(1, "__proto__", "pass"),
      ],
    );
    expect(table).toMatchObject({
      counts: [
        [1, 0],
        [0, 0],
      ],
      n: 1,
      leftOut: 4,
    });
  });
});

describe("rates of a judge", () => {
  it("sensitivity is of the true passes, specificity of the true failures", () => {
    const table = confusionTable(
      ["fail", "pass"],
      [
        ...pairs(9, "pass", "pass"),
        ...pairs(1, "pass", "fail"),
        ...pairs(3, "fail", "fail"),
        ...pairs(2, "fail", "pass"),
      ],
    );
    const rates = judgeRates(table, "pass");
    expect(rates.accuracy).toMatchObject({ value: 12 / 15 });
    expect(rates.sensitivity).toMatchObject({ value: 0.9, count: { k: 9, n: 10 } });
    expect(rates.specificity).toMatchObject({ value: 0.6, count: { k: 3, n: 5 } });
    expect(judgeRates(table, "fail").sensitivity).toEqual(rates.specificity);
  });

  it("with grades, every grade but the positive one is a failure", () => {
    const table = confusionTable(
      ["bad", "fair", "good"],
      [...pairs(4, "bad", "fair"), ...pairs(1, "good", "good")],
    );
    expect(judgeRates(table, "good")).toMatchObject({
      accuracy: { value: 0.2 },
      sensitivity: { value: 1 },
      specificity: { value: 1 },
    });
  });

  it("specificity is unknown where people failed nothing", () => {
    const table = confusionTable(["pass", "fail"], pairs(8, "pass", "pass"));
    expect(judgeRates(table, "pass").specificity).toEqual({ kind: "unknown", reason: "nothing-counted" });
  });

  it("a positive that is no category has no sensitivity", () => {
    const table = confusionTable(["pass", "fail"], pairs(8, "pass", "pass"));
    expect(judgeRates(table, "good").sensitivity.kind).toBe("unknown");
  });
});

describe("a judge that says `no` to everything (HaluEval: 377 of 2,201 answers are hallucinated)", () => {
  const table = confusionTable(["yes", "no"], [...pairs(377, "yes", "no"), ...pairs(1824, "no", "no")]);

  it("is right in 82.9% and has kappa 0", () => {
    expect(asKind(judgeRates(table, "yes").accuracy, "measured").value).toBeCloseTo(0.829, 3);
    const kappa = asKind(cohenKappa(table), "measured");
    expect(kappa.value).toBe(0);
    expect(kappa.interval[0]).toBeLessThan(0);
    expect(kappa.interval[1]).toBeLessThan(0.11);
  });

  it("has an AC1 of .79, which is why AC1 alone is no licence", () => {
    // pi = (377 / 2201) / 2 = .0856, chance 2 pi (1 - pi) = .1566, (.8287 - .1566) / (1 - .1566)
    expect(asKind(gwetAc1(table), "measured").value).toBeCloseTo(0.7969, 3);
  });

  it("and where the truth is all `no` too, kappa is unknown, not 1", () => {
    const same = confusionTable(["yes", "no"], pairs(50, "no", "no"));
    expect(cohenKappa(same)).toEqual({ kind: "unknown", reason: "one-category" });
  });
});
