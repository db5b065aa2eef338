import type { Rule } from "../experiment/verdict.ts";
import { counted, listed } from "./format.ts";
import type { Levels } from "../stats/paired-bounds.ts";

/** A slack for comparisons at a limit, far below any figure that is shown. */
const slack = 1e-12;

/** `value` is beyond `limit`, strictly. NaN is beyond every limit, so that it can never pass. */
export function isOver(value: number, limit: number): boolean {
  return !(value <= limit + slack);
}

/**
 * A rule before it is decided: whether it may block and whether it takes a share of alpha are fixed before any result, its
 * status comes from the levels that follow.
 */
export type RulePlan = {
  readonly id: string;
  /** The policy names it; else it is shown and decides nothing. */
  readonly blocking: boolean;
  /** It may block and the data can serve it. */
  readonly takesShare: boolean;
  /** A score rule: judged anew at each look, at its levels. The others are tested once. */
  readonly atEachLook?: true;
  readonly decide: (levels: Levels) => Rule;
};

/** A rule of which nothing can be said; `blocking` ones are inconclusive, others not applicable. */
export function silentRule(
  id: string,
  blocking: boolean,
  message: string,
  extra: Partial<Rule> = {},
): RulePlan {
  return {
    id,
    blocking,
    takesShare: false,
    decide: () => ({ rule: id, status: blocking ? "inconclusive" : "not_applicable", message, ...extra }),
  };
}

/** A rule whose planned lines did not all come is inconclusive, whatever its bounds; what was measured stays in sight. */
export function lacksLine(rule: Rule, label: string, caseIds: readonly string[]): Rule {
  const message = `${label}: ${counted(caseIds.length, "case")} cannot be compared (${listed(caseIds)}).`;
  return { ...rule, status: "inconclusive", proven: false, message, cases: [...caseIds] };
}
