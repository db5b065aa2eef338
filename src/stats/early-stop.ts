import { clamp } from "./summaries.ts";

/** The sum that damps the first stakes, and the most of its wealth that is ever staked. */
const damping = 0.6;
const mostStaked = 0.75;

/**
 * A bet against "no worse", taken up again at every change: `evidence` is what a stake of 1 has become. While nothing got worse it is
 * not expected to grow whatever is staked, so the chance that it ever reaches 1 / a is at most a, however often one looks
 * (Ville's inequality; Waudby-Smith and Ramdas, JRSS B 86, 2024, 1-27).
 */
export type Bet = { readonly evidence: number; readonly sum: number; readonly sumSquares: number };

/** Before the first change. */
export const noBet: Bet = { evidence: 1, sum: 0, sumSquares: 0 };

/**
 * The bet after one more change in [-1, 1]: E (1 - s x), with the stake s = clip(-sum / (.6 + sum of squares), 0, .75) of the changes
 * before it, never of this one. NaN stays NaN, which reaches no limit.
 */
export function betOn(change: number, { evidence, sum, sumSquares }: Bet): Bet {
  const stake = clamp(-sum / (damping + sumSquares), 0, mostStaked);
  return {
    evidence: evidence * (1 - stake * change),
    sum: sum + change,
    sumSquares: sumSquares + change * change,
  };
}
