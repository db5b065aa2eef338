import type { CasePair } from "../compare/pair-arms.ts";
import type { ScorerConfig } from "../config/config.ts";

const noJudge: ReadonlySet<string> = new Set();

/** Scorers whose scores are shown and decide nothing: the user's own code's, and of judges all but the `deciding` ones of this run. */
export function isShownOnly(
  { type, name }: Pick<ScorerConfig, "type" | "name">,
  deciding: ReadonlySet<string> = noJudge,
): boolean {
  if (type === "judge" || type === "pairwise") return !deciding.has(name);
  return type === "command" || type === "module";
}

/** Cases that are unscored on an arm because no scorer applies to them but ones that decide nothing. */
export function scoredByJudgeOnly(
  pairs: readonly CasePair[],
  scorers: readonly ScorerConfig[],
  caseIdsByScorer: ReadonlyMap<string, ReadonlySet<string>>,
  deciding: ReadonlySet<string>,
): readonly string[] {
  const later = scorers.filter((scorer) => isShownOnly(scorer, deciding)).map(({ name }) => name);
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
