import type { CasePair } from "../compare/pair-arms.ts";
import type { ScorerConfig } from "../config/config.ts";

/** Scorers whose scores are shown and decide nothing in this version: a model's or the user's own code's. */
export function decidesLater({ type }: Pick<ScorerConfig, "type">): boolean {
  return type === "judge" || type === "pairwise" || type === "command" || type === "module";
}

/** Cases that are unscored on an arm because no scorer applies to them but ones that decide nothing yet. */
export function scoredByJudgeOnly(
  pairs: readonly CasePair[],
  scorers: readonly ScorerConfig[],
  caseIdsByScorer: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const later = scorers.filter(decidesLater).map(({ name }) => name);
  if (later.length === 0) return [];
  return pairs
    .filter(({ case: { id }, baseline, candidate }) => {
      const unscored = [...baseline, ...candidate].filter(({ state }) => state === "unscored");
      return (
        unscored.length > 0 &&
        later.some((name) => caseIdsByScorer.get(name)?.has(id) === true) &&
        unscored.every(({ scores }) => [...scores.keys()].every((name) => later.includes(name)))
      );
    })
    .map((pair) => pair.case.id);
}
