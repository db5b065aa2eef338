import { binomialUpper } from "../distributions.ts";
import { measureShare, type Share } from "./proportion.ts";

/** Which of two answers the judge prefers, by the same numbering in both orders. */
export type Preference = 1 | 2 | "tie";

/** A pair judged twice; an absent preference is unscored. */
export type BothOrders = {
  /** With answer 1 shown first. */
  readonly original: Preference | undefined;
  /** With answer 2 shown first. */
  readonly swapped: Preference | undefined;
};

export type OrderBias = {
  /** Share of pairs whose two preferences differ, a tie in one order only among them. */
  readonly flips: Share;
  /** Share of the answer shown first among all preferences for one of the two. 0.5 is no bias. */
  readonly firstShown: Share;
  /**
   * Exact two-sided binomial p of no preference for a place. Counted over the pairs that lean to one place: a pair judged the
   * same in both orders has chosen each place once and says nothing, so treating single preferences as independent would make
   * a steady judge look more certain than it is. This is the sign test. 1 where no pair leans.
   */
  readonly p: number;
  /** Pairs judged in both orders. */
  readonly n: number;
};

/** Order bias over the pairs with both preferences; `unknown` shares where there is none. */
export function orderBias(pairs: readonly BothOrders[], confidence = 0.95): OrderBias {
  const judged = pairs.flatMap(({ original, swapped }) =>
    original === undefined || swapped === undefined ? [] : [{ original, swapped }],
  );
  const count = (holds: (pair: (typeof judged)[number]) => boolean): number => judged.filter(holds).length;
  const first = count(({ original }) => original === 1) + count(({ swapped }) => swapped === 2);
  const second = count(({ original }) => original === 2) + count(({ swapped }) => swapped === 1);
  const lean = ({ original, swapped }: (typeof judged)[number]): number =>
    place(original, 1) + place(swapped, 2);
  return {
    flips: measureShare(
      { k: count(({ original, swapped }) => original !== swapped), n: judged.length },
      confidence,
    ),
    firstShown: measureShare({ k: first, n: first + second }, confidence),
    p: signTestP(
      count((pair) => lean(pair) > 0),
      count((pair) => lean(pair) < 0),
    ),
    n: judged.length,
  };
}

function place(preference: Preference, shownFirst: Preference): number {
  if (preference === "tie") return 0;
  return preference === shownFirst ? 1 : -1;
}

/** Two-sided exact binomial p of `a` against `b` at equal odds. */
function signTestP(a: number, b: number): number {
  return a + b === 0 ? 1 : Math.min(1, 2 * binomialUpper(Math.max(a, b), a + b, 0.5));
}
