import { mean } from "../stats/summaries.ts";
import { generalBounds } from "../stats/paired-bounds.ts";
import type { Interval, Levels } from "../stats/paired-bounds.ts";
import { groupUnits } from "./group-units.ts";
import type { CasePair } from "./pair-arms.ts";
import { firstTrial } from "./read-trials.ts";
import type { ReadScore } from "./read-trials.ts";

/** The scores of each case's first trial, for an absolute promise; undefined where the trial is lost or unscored. */
export type FirstScores = {
  readonly cases: readonly { readonly pair: CasePair; readonly candidate: number | undefined }[];
  /** Means over the known scores; absent without one. */
  readonly baseline?: number;
  readonly candidate?: number;
  /** Cases whose candidate score is not known. */
  readonly unknown: number;
  /** Cases without a line on the candidate. */
  readonly withoutLine: number;
};

/** Reads the score of each case's first trial on both arms. */
export function firstScores(pairs: readonly CasePair[], readScore: ReadScore): FirstScores {
  const first = (pair: CasePair, arm: "baseline" | "candidate"): number | undefined => {
    const trial = firstTrial(pair[arm]);
    return trial === undefined ? undefined : readScore(trial);
  };
  const cases = pairs.map((pair) => ({ pair, candidate: first(pair, "candidate") }));
  const after = cases.map(({ candidate }) => candidate).filter((score) => score !== undefined);
  const before = pairs.map((pair) => first(pair, "baseline")).filter((score) => score !== undefined);
  return {
    cases,
    ...(before.length === 0 ? {} : { baseline: mean(before) }),
    ...(after.length === 0 ? {} : { candidate: mean(after) }),
    unknown: cases.length - after.length,
    withoutLine: pairs.filter((pair) => pair.candidate.length === 0).length,
  };
}

/** [at worst, at best] of the mean score: the general bounds on score - min, a lost score being 0 at worst and 1 at best. */
export function firstScoreBounds({ cases }: FirstScores, min: number, levels: Levels): Interval {
  const units = groupUnits(cases, ({ pair }) => pair.case);
  const distance = (lost: number): readonly number[] =>
    units.map((unit) => mean(unit.map(({ candidate }) => (candidate ?? lost) - min)));
  const sizes = units.map((unit) => unit.length);
  const [lower, upper] = generalBounds(distance(0), distance(1), sizes, levels);
  return [lower + min, upper + min];
}
