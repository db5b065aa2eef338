import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws of one seed: the counts of a simulation are the same in every run. */
export type Draw = {
  /** True with probability `share`. */
  readonly chance: (share: number) => boolean;
  /** How many of n are true. */
  readonly count: (n: number, share: number) => number;
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
};

export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  const uniform = (): number => uniformFloat64(generator);
  const chance = (share: number): boolean => uniform() < share;
  const count = (n: number, share: number): number => {
    let k = 0;
    for (let i = 0; i < n; i++) k += Number(chance(share));
    return k;
  };
  return { chance, count, uniform };
}

/** A judge of known quality. */
export type Judge = { readonly sensitivity: number; readonly specificity: number };

/** Its verdict on an output: true is a pass. */
export function judge(draw: Draw, { sensitivity, specificity }: Judge, truth: boolean): boolean {
  return draw.chance(truth ? sensitivity : 1 - specificity);
}

/** Its card after so many labelled passes and failures. */
export function drawCard(
  draw: Draw,
  { sensitivity, specificity }: Judge,
  labels: { readonly passes: number; readonly failures: number },
) {
  return {
    sensitivity: { k: draw.count(labels.passes, sensitivity), n: labels.passes },
    specificity: { k: draw.count(labels.failures, specificity), n: labels.failures },
  };
}

/** One case on both arms as people see it: the candidate loses `drop`, and `churn` changes each way besides. */
export function drawPair(
  draw: Draw,
  { drop, churn, both }: { readonly drop: number; readonly churn: number; readonly both: number },
): { readonly baseline: boolean; readonly candidate: boolean } {
  const x = draw.uniform();
  if (x < drop + churn) return { baseline: true, candidate: false };
  if (x < drop + 2 * churn) return { baseline: false, candidate: true };
  const passes = x < drop + 2 * churn + both;
  return { baseline: passes, candidate: passes };
}
