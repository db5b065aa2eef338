import type { Outcome } from "../experiment/outcome.ts";
import type { CasePair } from "./pair-arms.ts";
import { firstTrial } from "./read-trials.ts";

/** A figure of a trial: latency, time to first token, cost. Undefined = unknown. */
export type Figure = (outcome: Outcome) => number | undefined;

/** A figure of the first trial of each case on one arm. */
export type ArmFigures = {
  readonly values: readonly number[];
  /** Cases without the figure. */
  readonly unknown: number;
  /** Cases with no line on this arm. */
  readonly withoutLine: readonly string[];
};

/** A figure of the first trials of both arms, where both are known. */
export type PairedFigures = {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  readonly unknown: number;
  readonly withoutLine: readonly string[];
  /** A first trial of either arm came from the cache, so that the two were not measured side by side. */
  readonly cached: boolean;
};

/** The figure of each case's first trial on one arm. */
export function armFigures(
  pairs: readonly CasePair[],
  arm: "baseline" | "candidate",
  figure: Figure,
): ArmFigures {
  const known = pairs.map((pair) => readFigure(pair[arm], figure));
  const values = known.filter((value) => value !== undefined);
  return {
    values,
    unknown: known.length - values.length,
    withoutLine: pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id),
  };
}

/** The figure of the first trials of the cases that pair, side by side. */
export function pairedFigures(pairs: readonly CasePair[], figure: Figure): PairedFigures {
  const both = pairs.flatMap((pair) => {
    const baseline = readFigure(pair.baseline, figure);
    const candidate = readFigure(pair.candidate, figure);
    if (pair.unpaired !== undefined || baseline === undefined || candidate === undefined) return [];
    return [{ baseline, candidate }];
  });
  return {
    baseline: both.map(({ baseline }) => baseline),
    candidate: both.map(({ candidate }) => candidate),
    unknown: pairs.length - both.length,
    withoutLine: pairs.filter(({ unpaired }) => unpaired !== undefined).map((pair) => pair.case.id),
    cached: pairs.some(
      ({ baseline, candidate }) =>
        firstTrial(baseline)?.cached === true || firstTrial(candidate)?.cached === true,
    ),
  };
}

function readFigure(outcomes: readonly Outcome[], figure: Figure): number | undefined {
  const first = firstTrial(outcomes);
  return first === undefined ? undefined : figure(first);
}
