import { contentHash } from "../../experiment/content-hash.ts";
import type { Json } from "../../experiment/json.ts";
import type { JudgeHealth } from "../../experiment/judge-health.ts";
import type { Case } from "../../experiment/case.ts";
import type { ArmName, Trial } from "../../experiment/trial.ts";
import type { KeepTrial } from "../../record/read-record.ts";
import { canariesOf, isCanaryRight } from "../../score/judge/canaries.ts";
import type { JudgedTrial, KnownScores } from "../../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../../score/judge/prepare-judge.ts";
import { outputOf } from "../../score/output.ts";
import { lengthBias } from "../../stats/agreement/length-bias.ts";
import { predictionPoweredDifference } from "../../stats/agreement/prediction-powered.ts";
import type { GateJudge } from "../load/load-judges.ts";
import { labelKey } from "../load/load-labels.ts";
import type { OutputLabels } from "../load/load-labels.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { ScoreCache } from "../keep/score-cache.ts";

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
  readonly #health: Map<string, Learned>;
  readonly #labels: ReadonlyMap<string, OutputLabels>;

  constructor(judges: readonly GateJudge[]) {
    this.#judges = judges;
    this.#health = new Map(judges.map(({ judge }) => [judge.config.name, nothingLearned()]));
    this.#labels = new Map(
      judges.flatMap(({ judge, labels }) => (labels === undefined ? [] : [[judge.config.name, labels]])),
    );
  }

  /** What is known so far. */
  get health(): readonly JudgeHealth[] {
    return this.#judges.map(({ judge, card }) => {
      const learned = this.#health.get(judge.config.name) ?? nothingLearned();
      const { asked, wrong, outputs, flips, panel } = learned;
      const length = lengthBiasOf(learned);
      const labelled = changeByLabels(learned);
      return {
        scorer: judge.config.name,
        canaries: { asked, wrong: [...wrong] },
        repeats: { outputs, flips },
        ...(panel.outputs === 0 ? {} : { panel: { ...panel } }),
        ...(length === undefined ? {} : { length }),
        ...(labelled === undefined ? {} : { labelled }),
        ...(card === undefined ? {} : { card }),
      };
    });
  }

  /** Takes what judges said of a first trial: for how long it was, and where a panel was not of one mind. */
  sees({ case: one, arm, index }: PlannedTrial, { trial, panels }: Judged): void {
    for (const { scorer, isUnanimous } of panels) {
      const panel = this.#health.get(scorer)?.panel;
      if (panel === undefined) continue;
      panel.outputs++;
      if (isUnanimous) panel.unanimous++;
    }
    if (index > 0 || this.#health.size === 0) return;
    const output = outputOf(trial);
    const size = lengthOf(output);
    const key = output === undefined ? undefined : labelKey(one.id, output);
    for (const { scorer, value, passed } of trial.scores ?? []) {
      const label = key === undefined ? undefined : this.#labels.get(scorer)?.get(key);
      const answer = { one: one.id, arm, value, passed: passed === true, size };
      const labelled = label === undefined ? answer : { ...answer, label };
      this.#health.get(scorer)?.answers.set(`${arm} ${one.id}`, labelled);
    }
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

/** What was learned of one judge so far. */
type Learned = {
  asked: number;
  readonly wrong: string[];
  outputs: number;
  flips: number;
  readonly panel: { outputs: number; unanimous: number };
  readonly answers: Map<string, Answered>;
};

/** What it said of the first trial of a case on an arm. */
type Answered = {
  readonly one: string;
  readonly arm: ArmName;
  readonly value: number;
  readonly passed: boolean;
  readonly size: number;
  /** What people say. */
  readonly label?: 0 | 1;
};

type Judged = { readonly trial: Trial } & Pick<JudgedTrial, "panels">;

function nothingLearned(): Learned {
  return {
    asked: 0,
    wrong: [],
    outputs: 0,
    flips: 0,
    panel: { outputs: 0, unanimous: 0 },
    answers: new Map(),
  };
}

function sideBySide({
  answers,
}: Learned): readonly { readonly before: Answered; readonly after: Answered }[] {
  return [...answers.values()].flatMap((after) => {
    const before = after.arm === "candidate" ? answers.get(`baseline ${after.one}`) : undefined;
    return before === undefined ? [] : [{ before, after }];
  });
}

function lengthBiasOf(learned: Learned): JudgeHealth["length"] {
  const bias = lengthBias(
    sideBySide(learned).map(({ before, after }) => ({
      scoreDifference: after.value - before.value,
      length: after.size,
      otherLength: before.size,
    })),
  );
  if (bias.kind !== "measured") return undefined;
  return { correlation: bias.correlation, p: bias.p, cases: bias.n };
}

/** Where people have labelled what both arms say of some cases. */
function changeByLabels(learned: Learned): JudgeHealth["labelled"] {
  const pairs = sideBySide(learned).map(({ before, after }) => ({
    judged: Number(after.passed) - Number(before.passed),
    ...(after.label === undefined || before.label === undefined ? {} : { label: after.label - before.label }),
  }));
  const labelled = pairs.flatMap(({ judged, label }) => (label === undefined ? [] : [{ judged, label }]));
  const others = pairs.flatMap(({ judged, label }) => (label === undefined ? [judged] : []));
  const estimate = predictionPoweredDifference(labelled, others);
  if (estimate.kind !== "measured") return undefined;
  return { change: estimate.value, interval: estimate.interval, cases: labelled.length };
}

/** In characters of what was said. */
function lengthOf(output: Json | undefined): number {
  if (output === undefined) return 0;
  return typeof output === "string" ? output.length : JSON.stringify(output).length;
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
