import { describe, expect, it } from "vitest";
import { orderBias, type BothOrders, type Preference } from "../../../src/stats/agreement/order-bias.ts";
import { vector } from "../../oracle/vectors.ts";

const pairs = (
  times: number,
  original: Preference | undefined,
  swapped: Preference | undefined,
): readonly BothOrders[] => Array.from({ length: times }, () => ({ original, swapped }));

/** 212 pairs with so many won by the place shown first in both orders, and by the second. */
const judgeOf = (first: number, second: number): readonly BothOrders[] => [
  ...pairs(first, 1, 2),
  ...pairs(second, 2, 1),
  ...pairs(100, 1, 1),
  ...pairs(112 - first - second, 2, 2),
];

describe("order bias", () => {
  it("LLMBar, GPT-4.Vanilla: 23 of 212 flip, 51.2% for the answer shown first, no preference for a place", () => {
    const { flips, firstShown, p, n } = orderBias(judgeOf(14, 9));
    expect(flips).toMatchObject({ value: 23 / 212 });
    expect(firstShown).toMatchObject({ count: { k: 217, n: 424 } });
    expect(n).toBe(212);
    // R: binom.test(14, 23)$p.value
    expect(p).toBeCloseTo(0.4049, 4);
  });

  it("LLMBar, Falcon.CoT: 185 of 212 flip, 93.2% for the answer shown first", () => {
    const { flips, firstShown, p } = orderBias([...pairs(184, 1, 2), ...pairs(1, 2, 1), ...pairs(27, 1, 1)]);
    expect(flips).toMatchObject({ value: 185 / 212 });
    expect(firstShown).toMatchObject({ count: { k: 395, n: 424 } });
    expect(p).toBeLessThan(1e-50);
    expect(p).toBeGreaterThan(0);
  });

  it.each(["mcn-70-59", "mcn-30-60", "mcn-10-30", "mcn-0-5", "mcn-4-0", "mcn-0-0"])(
    "p is the exact binomial one of R: %s",
    (id) => {
      const { input, expected, abs_tol } = vector(id);
      const { p } = orderBias([...pairs(input.b, 1, 2), ...pairs(input.c, 2, 1), ...pairs(50, 1, 1)]);
      expect(Math.abs(p - expected[0])).toBeLessThanOrEqual(abs_tol);
    },
  );

  it("a steady judge is not made certain by many pairs: consistent ones say nothing about places", () => {
    expect(orderBias([...pairs(1000, 1, 1), ...pairs(1, 1, 2)]).p).toBe(1);
  });

  it("a tie in one order only is a flip and leans, in both it is neither", () => {
    const { flips, firstShown, p } = orderBias([...pairs(5, 1, "tie"), ...pairs(5, "tie", "tie")]);
    expect(flips).toMatchObject({ count: { k: 5, n: 10 } });
    expect(firstShown).toMatchObject({ count: { k: 5, n: 5 } });
    expect(p).toBeCloseTo(2 / 32, 12);
  });

  it("turns with the places: first becomes second, p stays", () => {
    const there = orderBias(judgeOf(20, 7));
    const back = orderBias(judgeOf(7, 20));
    expect(back.p).toBe(there.p);
    expect(back.flips).toEqual(there.flips);
    expect(there.firstShown).toMatchObject({ count: { k: 225, n: 424 } });
    expect(back.firstShown).toMatchObject({ count: { k: 199, n: 424 } });
  });

  it("an unscored order leaves the pair out", () => {
    expect(orderBias([...pairs(3, 1, undefined), ...pairs(2, undefined, 2), ...pairs(4, 1, 1)]).n).toBe(4);
  });

  it("of nothing is unknown, not unbiased", () => {
    expect(orderBias([])).toMatchObject({
      flips: { kind: "unknown" },
      firstShown: { kind: "unknown" },
      p: 1,
      n: 0,
    });
  });
});
