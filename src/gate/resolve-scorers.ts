import { parseCaseScorers } from "../config/case-scorers.ts";
import type { Config, ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import { ProblemError } from "../problem.ts";
import { prepareCaseScorers } from "../score/prepare.ts";
import type { ScorersFor } from "../score/scorer.ts";
import { orThrow } from "./gather.ts";

/** The scorers of each case, its own or the gate's, ready to score. Throws a ProblemError with every scorer that cannot. */
export async function resolveScorers(
  cases: readonly Case[],
  config: Pick<Config, "scorers">,
  files: ReadonlyMap<string, string>,
): Promise<ScorersFor> {
  const own = cases.flatMap((it) =>
    it.scorers === undefined
      ? []
      : [{ id: it.id, result: parseCaseScorers(it.scorers, config.scorers, it.place) }],
  );
  const problems = own.flatMap(({ result }) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new ProblemError(problems);
  const byId = new Map<string, readonly ScorerConfig[]>();
  for (const { id, result } of own) if (result.ok) byId.set(id, result.value);
  return orThrow(
    await prepareCaseScorers({
      scorers: config.scorers,
      cases,
      scorersFor: ({ id }) => byId.get(id) ?? config.scorers,
      files,
    }),
  );
}
