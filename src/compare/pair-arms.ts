import type { Case } from "../experiment/case.ts";
import type { Outcome, ScoredArm } from "../experiment/outcome.ts";

/** One case with what both arms made of it. */
export type CasePair = {
  readonly case: Case;
  /** In the order of the trial indices; empty where the arm has no line for the case. */
  readonly baseline: readonly Outcome[];
  readonly candidate: readonly Outcome[];
  /** Why the two cannot be compared, which counts as a line that is missing. */
  readonly unpaired?: "no_line" | "other_case" | "other_scorers";
};

/**
 * Pairs the arms by case id, over the cases and never over the lines, so that a case that vanished from an arm stays in sight.
 * A case pairs when both arms have it, in the same version and scored by the same scorers where both say which.
 */
export function pairArms(
  cases: readonly Case[],
  baseline: ScoredArm,
  candidate: ScoredArm,
): readonly CasePair[] {
  const otherScorers = differ(baseline.scorersHash, candidate.scorersHash);
  return cases.map((it) => {
    const before = baseline.byCaseId.get(it.id);
    const after = candidate.byCaseId.get(it.id);
    const pair = { case: it, baseline: before?.outcomes ?? [], candidate: after?.outcomes ?? [] };
    if (pair.baseline.length === 0 || pair.candidate.length === 0) return { ...pair, unpaired: "no_line" };
    if (differ(before?.caseHash, after?.caseHash)) return { ...pair, unpaired: "other_case" };
    return otherScorers ? { ...pair, unpaired: "other_scorers" } : pair;
  });
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
