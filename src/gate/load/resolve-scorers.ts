import { parseCaseScorers } from "../../config/case-scorers.ts";
import type { Config, ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { prepareCaseScorers } from "../../score/prepare.ts";
import type { ScorersFor } from "../../score/scorer.ts";
import { orThrow } from "../gather.ts";

/** The scorers of each case, its own or the gate's, ready to score. Throws a ProblemError with every scorer that cannot. */
export async function resolveScorers(
  cases: readonly Case[],
  config: Pick<Config, "scorers">,
  files: ReadonlyMap<string, string>,
): Promise<ScorersFor> {
  const problems: Problem[] = [];
  const byId = new Map<string, readonly ScorerConfig[]>();
  // Many rows name the same scorers, and then they share one list.
  const byNames = new Map<string, readonly ScorerConfig[]>();
  for (const { id, scorers, place } of cases) {
    if (scorers === undefined) continue;
    const names = scorers.every((each) => typeof each === "string") ? scorers.join("\n") : undefined;
    const known = names === undefined ? undefined : byNames.get(names);
    const result = known ?? parseCaseScorers(scorers, config.scorers, place);
    if ("ok" in result && !result.ok) {
      problems.push(...result.problems);
      continue;
    }
    const list = "ok" in result ? result.value : result;
    byId.set(id, list);
    if (names !== undefined) byNames.set(names, list);
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return orThrow(
    await prepareCaseScorers({
      scorers: config.scorers,
      cases,
      scorersFor: ({ id }) => byId.get(id) ?? config.scorers,
      files,
    }),
  );
}
