import type { ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import type { Problem } from "../../problem.ts";
import { preparePairwises } from "../../score/judge/prepare-pairwise.ts";
import type { PreparedPairwise } from "../../score/judge/prepare-pairwise.ts";
import type { PreparedScorer, ScorersFor } from "../../score/scorer.ts";
import { orThrow } from "../gather.ts";
import type { Arms } from "./choose-arms.ts";
import type { LoadedGate } from "./load-gate.ts";

/** The pairwise scorers of a run, by the scorer as it is configured. */
export type GatePairwise = ReadonlyMap<ScorerConfig, PreparedPairwise>;

/** The pairwise scorers of the cases. Throws a ProblemError with every one that cannot be asked. */
export async function loadPairwise(
  cases: readonly Case[],
  scorersFor: ScorersFor,
  { config, scorerFiles, rubrics }: LoadedGate,
): Promise<GatePairwise> {
  const scorers = [...new Set(cases.map(scorersFor))].flatMap((list) => list.map((each) => each.config));
  const defaults = config.judge === undefined ? {} : { judge: config.judge };
  const prepared = orThrow(preparePairwises({ scorers, files: scorerFiles, rubrics, ...defaults }));
  return new Map(prepared.map((judge) => [judge.config, judge]));
}

/** Whether candidate outputs of a gate are made here, and there are ones of a baseline to hold them against. */
export function hasPairs({ baseline, candidate }: Arms, isFirstRun: boolean): boolean {
  if (baseline === undefined || candidate.replayed !== undefined) return false;
  return !(isFirstRun && baseline.fingerprint === candidate.fingerprint);
}

/** The scorers of each case; pairwise ones apply where their rubric does, and to nothing in a run without pairs. */
export function withPairwise(scorersFor: ScorersFor, pairwise: GatePairwise, isPaired: boolean): ScorersFor {
  if (pairwise.size === 0) return scorersFor;
  // One list for each that there was: what is shared is told by identity.
  const lists = new Map<readonly PreparedScorer[], readonly PreparedScorer[]>();
  return (one) => {
    const list = scorersFor(one);
    const made =
      lists.get(list) ??
      list.map((scorer) => {
        const found = pairwise.get(scorer.config);
        if (found === undefined) return scorer;
        return { ...scorer, judge: { applies: isPaired ? found.applies : () => false, decides: isPaired } };
      });
    lists.set(list, made);
    return made;
  };
}

/** That pairwise scorers say nothing in a run of which only one arm is made here. */
export function saysNothingAlone(pairwise: GatePairwise, file: string): readonly Problem[] {
  if (pairwise.size === 0) return [];
  const names = [...new Set([...pairwise.keys()].map(({ name }) => `\`${name}\``))];
  return [
    {
      code: "pairwise-alone",
      file,
      message: `${names.join(", ")} compares a new output with the baseline's, and this run has no such pair: it gives no score.`,
      fix: "Run both arms together, as `gate` and shards do.",
    },
  ];
}
