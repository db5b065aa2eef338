import { contentHash } from "../experiment/content-hash.ts";
import type { JudgeHealth } from "../experiment/judge-health.ts";
import type { Case } from "../experiment/case.ts";
import type { Trial } from "../experiment/trial.ts";
import type { KeepTrial } from "../record/read-record.ts";
import { canariesOf, isCanaryRight } from "../score/judge/canaries.ts";
import type { JudgedTrial, KnownScores } from "../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../score/judge/prepare-judge.ts";
import type { GateJudge } from "./load-judges.ts";
import type { PlannedTrial } from "./plan-trials.ts";
import type { ScoreCache } from "./score-cache.ts";

/** A question to judges that is no part of a trial: about a canary, or about an output once more. */
export type JudgeCheck = {
  readonly name: string;
  readonly one: Case;
  readonly trial: Trial;
  readonly judges: readonly PreparedJudge[];
  readonly known: KnownScores;
  /** Told of the answer; not where the run's end cut it off. */
  readonly settle: (judged: Pick<JudgedTrial, "scores">) => void;
};

/** One output in ten is judged twice. */
const repeatedShare = 0.1;

/** Tries the judges of a run that may decide, and remembers what they did. */
export class JudgeWatch {
  readonly #judges: readonly GateJudge[];
  readonly #health: Map<string, { asked: number; wrong: string[]; outputs: number; flips: number }>;

  constructor(judges: readonly GateJudge[]) {
    this.#judges = judges;
    this.#health = new Map(
      judges.map(({ judge }) => [judge.config.name, { asked: 0, wrong: [], outputs: 0, flips: 0 }]),
    );
  }

  /** What is known so far. */
  get health(): readonly JudgeHealth[] {
    return this.#judges.map(({ judge, card }) => {
      const { asked = 0, wrong = [], outputs = 0, flips = 0 } = this.#health.get(judge.config.name) ?? {};
      return {
        scorer: judge.config.name,
        canaries: { asked, wrong: [...wrong] },
        repeats: { outputs, flips },
        ...(card === undefined ? {} : { card }),
      };
    });
  }

  /** Every canary of every judge, before the first trial. */
  canaryChecks(scores: ScoreCache): readonly JudgeCheck[] {
    return this.#judges.flatMap(({ judge }) =>
      canariesOf(judge).map((canary) => ({
        name: `canary ${judge.config.name} ${canary.one.id}`,
        one: canary.one,
        trial: canary.trial,
        judges: [judge],
        known: scores.for("check"),
        settle: ({ scores: given }) => {
          const health = this.#health.get(judge.config.name);
          if (health === undefined) return;
          health.asked++;
          if (!isCanaryRight(judge, canary, given[0])) health.wrong.push(canary.name);
        },
      })),
    );
  }

  /** The outputs of a look that are judged once more, with the score that they have. */
  repeatChecks(
    repeated: readonly { readonly planned: PlannedTrial; readonly trial: Trial }[],
    judgesOf: (planned: PlannedTrial) => readonly PreparedJudge[],
    scores: ScoreCache,
  ): readonly JudgeCheck[] {
    return repeated.flatMap(({ planned, trial }) => {
      const { case: one, arm, index } = planned;
      const judges = judgesOf(planned).filter(({ config }) => this.#health.has(config.name));
      if (judges.length === 0 || trial.status !== "ok") return [];
      return [
        {
          name: `again ${arm} ${one.id} ${index}`,
          one,
          trial,
          judges,
          known: scores.for("check", "again"),
          settle: ({ scores: given }) => {
            for (const { scorer, passed } of given) {
              const first = trial.scores?.find((score) => score.scorer === scorer)?.passed;
              const health = this.#health.get(scorer);
              if (health === undefined || first === undefined || passed === undefined) continue;
              health.outputs++;
              if (first !== passed) health.flips++;
            }
          },
        },
      ];
    });
  }
}

/** The trials of a look whose outputs are judged twice, chosen by the seed before any is there. */
export function repeatedTrials(trials: readonly PlannedTrial[], seed: number): readonly PlannedTrial[] {
  return trials.filter(({ arm, case: one, index }) => {
    const hash = contentHash(["judge again", seed, one.id, arm, index]);
    return Number.parseInt(hash.slice(-6), 16) / 2 ** 24 < repeatedShare;
  });
}

/** Keeps of a record what is to be judged again, and of all others that they are there. */
export function keepRepeated(repeated: readonly PlannedTrial[]): KeepTrial {
  const keys = new Set(repeated.map(({ case: one, index }) => `${index} ${one.id}`));
  return (trial) => {
    if (keys.has(`${trial.index} ${trial.caseId}`)) return trial;
    const { caseId, index, status, cached } = trial;
    return { caseId, index, status, cached };
  };
}
