import { cohenKappa } from "./kappa.ts";
import { wilsonInterval } from "./proportion.ts";

/** More labels than this nobody gives: the answer is then `undefined`. */
const most = 1_000_000;

/**
 * The fewest labels of one class whose Wilson interval of a share near `expected` reaches at most `halfWidth` to either side
 * of its middle. For sensitivity count true passes, for specificity true failures: divide by the share of that class for
 * labels in all. `undefined` for a width that cannot be had or an expectation that is no share.
 */
export function labelsForShare(expected: number, halfWidth: number, confidence = 0.95): number | undefined {
  if (!(expected >= 0 && expected <= 1 && halfWidth > 0)) return undefined;
  const enough = (n: number): boolean => {
    const [low, high] = wilsonInterval({ k: expected * n, n }, confidence);
    return (high - low) / 2 <= halfWidth;
  };
  return fewest(enough);
}

/**
 * The fewest labels for an interval of `cohenKappa` that reaches at most `halfWidth` to either side of its middle, when the
 * judge has this kappa and both it and people pass `passShare` of outputs: the common-correlation model (Donner and Eliasziw,
 * Statistics in Medicine 11, 1992, 1511-1519). `undefined` where no table has these figures.
 */
export function labelsForKappa(
  {
    kappa,
    passShare,
    halfWidth,
  }: { readonly kappa: number; readonly passShare: number; readonly halfWidth: number },
  confidence = 0.95,
): number | undefined {
  const differ = (1 - kappa) * passShare * (1 - passShare);
  const shares = [
    [passShare - differ, differ],
    [differ, 1 - passShare - differ],
  ];
  if (!(halfWidth > 0 && passShare > 0 && passShare < 1)) return undefined;
  if (!shares.flat().every((share) => share >= 0)) return undefined;
  return fewest((n) => {
    const counts = shares.map((row) => row.map((share) => share * n));
    const expected = cohenKappa({ categories: ["pass", "fail"], counts, n, leftOut: 0 }, confidence);
    return expected.kind === "measured" && (expected.interval[1] - expected.interval[0]) / 2 <= halfWidth;
  });
}

/** The smallest whole number that is enough, for a claim that stays true once it is. */
function fewest(enough: (n: number) => boolean): number | undefined {
  let high = 1;
  while (!enough(high)) {
    high *= 2;
    if (high > most) return undefined;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
