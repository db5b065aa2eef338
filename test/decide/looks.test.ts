import { describe, expect, it } from "vitest";
import { unconfirmedCritical } from "../../src/decide/critical-rule.ts";
import { decide } from "../../src/decide/decide.ts";
import type { DecisionInput } from "../../src/decide/decide.ts";
import { settlesRun } from "../../src/decide/reach-verdict.ts";
import { decisionInput, policyOf } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";

const first = { planned: 2, now: 1 } as const;
const second = { planned: 2, now: 2 } as const;

const rule = (input: DecisionInput, id: string) => {
  const found = decide(input).rules.find((one) => one.rule === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};

/** Cases that pass everywhere; the first `broken` fail in every candidate trial. */
const rows = (count: number, broken = 0, fields: Partial<Row> = {}): readonly Row[] =>
  Array.from({ length: count }, (_, i) => ({
    baseline: [1, 1, 1, 1, 1],
    candidate: i < broken ? [0, 0, 0] : [1, 1, 1],
    ...fields,
  }));

const critical = (candidate: readonly number[], baseline: readonly number[] = [1]): Row => ({
  id: "escalate-01",
  critical: true,
  baseline,
  candidate,
});

describe("the levels of a look", () => {
  const policy = {
    quality: { max_drop: 0.05, min: 0.5 },
    failures: { hallucination: { max_increase: 0.05 } },
    slices: { refund: { max_drop: 0.05 } },
  };
  const given = decisionInput([...rows(60, 0, { tags: ["refund"] }), critical([1, 1, 1])], policy);

  it.each([
    ["quality", 0.006, 0.024],
    ["slice:refund", 0.2 * (0.01 / 3), 0.8 * (0.01 / 3)],
    ["failure:hallucination", 0.2 * (0.01 / 3), 0.8 * (0.01 / 3)],
  ])("are a fifth of its share, then four fifths, for a score rule: %s", (id, block1, block2) => {
    const one = rule({ ...given, look: first }, id).levels;
    const two = rule({ ...given, look: second }, id).levels;
    expect(one?.block).toBeCloseTo(block1, 12);
    expect(two?.block).toBeCloseTo(block2, 12);
    expect([one?.proof, two?.proof]).toEqual([expect.closeTo(0.01, 12), expect.closeTo(0.04, 12)]);
  });

  it.each(["critical", "quality_slo"])(
    "are all of its share at both, for a rule that is tested once: %s",
    (id) => {
      const alone = rule({ ...given, look: { planned: 1, now: 1 } }, id);
      expect(rule({ ...given, look: first }, id).levels).toEqual(alone.levels);
      expect(rule({ ...given, look: second }, id).levels).toEqual(alone.levels);
    },
  );

  it.each([
    [first, 0.0054],
    [second, 0.0216],
    [{ planned: 1, now: 1 } as const, 0.027],
  ])("lose a tenth to an early stop that is live, of quality alone: %o", (look, block) => {
    const live = { ...given, look: { ...look, earlyStop: true as const } };
    expect(rule(live, "quality").levels?.block).toBeCloseTo(block, 12);
    for (const id of ["slice:refund", "failure:hallucination", "critical", "quality_slo"])
      expect(rule(live, id).levels, id).toEqual(rule({ ...given, look }, id).levels);
  });

  it("are all of its share where one look is planned, and on records", () => {
    expect(rule({ ...given, look: { planned: 1, now: 1 } }, "quality").levels).toEqual(
      rule(given, "quality").levels,
    );
  });
});

describe("what a look reads", () => {
  it("is one trial an arm at the first, also where there are more, and all at the second", () => {
    const noisy: readonly Row[] = Array.from({ length: 60 }, () => ({
      baseline: [1, 0, 0, 0, 0],
      candidate: [1, 1, 1],
    }));
    const given = decisionInput(noisy);
    expect(rule({ ...given, look: first }, "quality")).toMatchObject({ delta: 0, method: "tango" });
    expect(rule({ ...given, look: second }, "quality")).toMatchObject({
      baseline: expect.closeTo(0.2, 9),
      method: "general",
    });
  });

  it("is never the confirmation of a critical case", () => {
    const confirmed = critical(
      [1, 0, 1, ...Array.from({ length: 10 }, () => 0)],
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    );
    const given = decisionInput([...rows(59), confirmed]);
    const quality = (input: DecisionInput) => rule(input, "quality").candidate;
    expect(quality({ ...given, look: first })).toBe(1);
    expect(quality({ ...given, look: second })).toBeCloseTo((59 + 2 / 3) / 60, 12);
  });

  it("is judged anew at the second: what was open at the first may be proven, and only that is shown", () => {
    const given = decisionInput(rows(60));
    expect(decide({ ...given, look: first })).toMatchObject({ verdict: "pass", proven: false });
    const verdict = decide({ ...given, look: second });
    expect(verdict).toMatchObject({ verdict: "pass", proven: true });
    expect(verdict.rules.filter(({ rule: id }) => id === "quality")).toHaveLength(1);
  });
});

describe("the first look ends the run", () => {
  const settles = (input: DecisionInput) =>
    settlesRun(decide({ ...input, look: first }), unconfirmedCritical(input.pairs, input.policy.critical));

  it.each([
    ["a rule that fails", decisionInput(rows(110, 30)), true],
    ["all that pass, proven", decisionInput(rows(110)), true],
    ["no proof yet", decisionInput(rows(60)), false],
    ["a drop that chance could explain", decisionInput(rows(60, 4)), false],
    ["missing evidence", decisionInput([...rows(110), { baseline: [1], candidate: [] }]), false],
    ["a critical case without its confirmation", decisionInput([...rows(110), critical([1, 0, 1])]), false],
    [
      "a rule that fails while a critical case is open",
      decisionInput([...rows(110, 30), critical([1, 0, 1])]),
      true,
    ],
    [
      "a confirmation that is cut off half-way, whatever it says so far",
      decisionInput([...rows(110), critical([0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1])]),
      false,
    ],
  ])("or does not, on %s", (_, input, expected) => {
    expect(settles(input)).toBe(expected);
  });
});

describe("a critical case", () => {
  const ten = (failures: number) => Array.from({ length: 10 }, (_, i) => (i < failures ? 0 : 1));
  const eleven = [1, ...ten(0)];

  it.each([
    ["whose screen is clean needs no confirmation", critical([1, 1, 1]), []],
    ["that failed its screen needs one", critical([1, 0, 1]), ["escalate-01"]],
    ["has had it", critical([1, 0, 1, ...ten(0)], eleven), []],
    ["has had it on one arm only", critical([1, 0, 1, ...ten(0)]), ["escalate-01"]],
  ])("%s", (_, row, expected) => {
    expect(unconfirmedCritical(decisionInput([row]).pairs, policyOf().critical)).toEqual(expected);
  });

  it("needs none under `any`, where the first failure blocks", () => {
    const { pairs, policy } = decisionInput([critical([1, 0, 1])], { critical: { any: true } });
    expect(unconfirmedCritical(pairs, policy.critical)).toEqual([]);
  });

  it.each([
    [10, "fail", "broke: 10 of 10 trials fail"],
    [1, "pass", "is flaky: 1 of 10 trials fail (`reasoning_error`), baseline 0 of 11"],
  ])("that fails %i of 10 in its confirmation: %s", (failures, status, message) => {
    const given = decisionInput([...rows(60), critical([0, 1, 1, ...ten(failures)], eleven)]);
    const decided = rule({ ...given, look: first }, "critical");
    expect(decided.status).toBe(status);
    expect(decided.message).toContain(message);
    expect(rule({ ...given, look: second }, "critical")).toEqual(decided);
  });
});
