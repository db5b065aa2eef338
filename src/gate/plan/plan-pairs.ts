import type { Case } from "../../experiment/case.ts";
import type { ArmName } from "../../experiment/trial.ts";
import type { PreparedPairwise } from "../../score/judge/prepare-pairwise.ts";
import type { ScorersFor } from "../../score/scorer.ts";
import type { GatePairwise } from "../load/load-pairwise.ts";
import type { PlannedTrial } from "./plan-trials.ts";

/** The pairwise scorers that have something to say of a case; absent where a run has no pairs. */
export type PairwiseOf = (one: Case) => readonly PreparedPairwise[];

/** The pairwise scorers of each case in a plan that runs the candidate and has a baseline. */
export function planPairs(
  scorersFor: ScorersFor,
  pairwise: GatePairwise,
  isPaired: boolean,
): { readonly pairwiseOf?: PairwiseOf } {
  if (pairwise.size === 0 || !isPaired) return {};
  const pairwiseOf: PairwiseOf = (one) =>
    scorersFor(one).flatMap(({ config }) => {
      const found = pairwise.get(config);
      return found?.applies(one) === true ? [found] : [];
    });
  return { pairwiseOf };
}

/**
 * Whether a trial's output is held against the first one of the baseline. So is every candidate's, but where both arms send the same
 * request and cannot differ; and of a critical case the baseline's others, since its confirmation asks how often each arm fails, and an
 * output that is good by chance makes later ones of either arm the worse.
 */
export function isCompared({
  arm,
  case: one,
  index,
  isShared,
}: Pick<PlannedTrial, "arm" | "case" | "index" | "isShared">): boolean {
  if (isShared === true) return false;
  return arm === "candidate" || (one.critical && index > 0);
}

/** Calls that the comparison of a trial takes. */
export function pairCallsOf(pairwiseOf: PairwiseOf | undefined, planned: PlannedTrial): number {
  if (pairwiseOf === undefined || !isCompared(planned)) return 0;
  return sizeOf(pairwiseOf(planned.case));
}

/** As `pairCallsOf` for the first trials of a case on an arm. */
export function pairCallsOfCase(
  pairwiseOf: PairwiseOf | undefined,
  one: Case,
  arm: ArmName,
  trials: number,
): number {
  if (pairwiseOf === undefined) return 0;
  const compared = arm === "candidate" ? trials : one.critical ? Math.max(0, trials - 1) : 0;
  return compared === 0 ? 0 : compared * sizeOf(pairwiseOf(one));
}

function sizeOf(scorers: readonly PreparedPairwise[]): number {
  return scorers.reduce((sum, { size }) => sum + size, 0);
}
