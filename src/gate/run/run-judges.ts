import type { JudgeHealth } from "../../experiment/judge-health.ts";
import type { Trial } from "../../experiment/trial.ts";
import type { GateEffects, RunEffects } from "../effects.ts";
import { ScoreCache } from "../keep/score-cache.ts";
import { decidingJudgesOf } from "../load/load-judges.ts";
import { loadJournal } from "../load/load-record.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { NamedRun } from "../plan/run-identity.ts";
import type { Journals } from "./open-journal.ts";
import { readReferences } from "./read-references.ts";
import type { LookPart } from "./run-looks.ts";
import type { RunTrials } from "./run-trials.ts";
import { JudgeWatch, keepRepeated, repeatedTrials } from "./watch-judges.ts";
import type { JudgeCheck } from "./watch-judges.ts";
import { PairWatch, keepScores } from "./watch-pairs.ts";

/** What a part of a run needs for its judges. */
type Judging = Pick<RunTrials, "knownOf" | "checks" | "judgeWatches" | "pairs">;

/** The judges of one run: the scores that are known, what they are tried on, and what was learned of them. */
export class RunJudges {
  readonly #prepared: PreparedRun;
  readonly #plan: RunPlan;
  readonly #journals: Journals;
  readonly #effects: GateEffects;
  readonly #scores: ScoreCache;
  readonly #judges: JudgeWatch;
  readonly #pairs: PairWatch;
  #hasRepeated: boolean;

  /** `decides`: a verdict is reached here, so that the judges have to be tried. */
  constructor(
    {
      prepared,
      plan,
      named,
      journals,
      decides,
    }: {
      readonly prepared: PreparedRun;
      readonly plan: RunPlan;
      readonly named: NamedRun;
      readonly journals: Journals;
      readonly decides: boolean;
    },
    effects: GateEffects,
    { cache, startedAtMs: nowMs }: Pick<RunEffects, "cache" | "startedAtMs">,
  ) {
    const deciding = decides ? decidingJudgesOf(prepared.judges, prepared.loaded.policy.config.scorers) : [];
    const isCompared = decides && plan.pairwiseOf !== undefined;
    this.#prepared = prepared;
    this.#plan = plan;
    this.#journals = journals;
    this.#effects = effects;
    this.#scores = new ScoreCache({ ...(cache === undefined ? {} : { cache }), run: named.hash, nowMs });
    this.#judges = new JudgeWatch(deciding);
    this.#pairs = new PairWatch(isCompared ? prepared.pairwise : new Map(), plan.looks[0]?.trials ?? []);
    this.#hasRepeated = deciding.length === 0;
  }

  get health(): readonly JudgeHealth[] {
    return [...this.#judges.health, ...this.#pairs.health];
  }

  /** Learns from what an earlier process of the run has left. */
  async catchUp(): Promise<void> {
    const { candidate } = this.#journals;
    if (candidate === undefined || !this.#pairs.hasMissed(candidate.has)) return;
    this.#pairs.catchUp(await loadJournal(candidate.file, this.#effects, keepScores));
  }

  /** How these trials are judged; before those of the first look every canary is asked. */
  async judging(part: LookPart, trials: readonly PlannedTrial[]): Promise<Judging> {
    const { pairwiseOf } = this.#plan;
    // Ten trials with one output are ten judgements: with one for all, an error of the judge would count ten times.
    const purposeOf = ({ index }: PlannedTrial) =>
      part === "confirmation" ? (`confirmation ${index}` as const) : ("score" as const);
    const references = await readReferences(
      trials,
      this.#prepared,
      this.#plan,
      this.#journals,
      this.#effects,
    );
    const knownPairsOf = (planned: PlannedTrial) => this.#scores.forPairs(purposeOf(planned));
    return {
      knownOf: (planned) =>
        this.#scores.for(part === "fresh baseline" ? part : planned.arm, purposeOf(planned)),
      checks: part === "first look" ? this.#judges.canaryChecks(this.#scores) : [],
      judgeWatches: [this.#judges, this.#pairs],
      ...(pairwiseOf === undefined ? {} : { pairs: { pairwiseOf, references, knownOf: knownPairsOf } }),
    };
  }

  /** The outputs of the first look that are judged again, once it is over: so all looks know the same of the judges. */
  async takeRepeats(): Promise<readonly JudgeCheck[]> {
    if (this.#hasRepeated) return [];
    this.#hasRepeated = true;
    const { execution } = this.#prepared.loaded.policy.config;
    const repeated = await readRepeated(this.#plan, execution.seed, this.#journals, this.#effects);
    return this.#judges.repeatChecks(repeated, this.#plan.judgesOf, this.#scores);
  }
}

/** The trials of the first look that are judged twice, as their records have them. */
async function readRepeated(
  { looks }: RunPlan,
  seed: number,
  journals: Journals,
  effects: GateEffects,
): Promise<readonly { readonly planned: PlannedTrial; readonly trial: Trial }[]> {
  const repeated = repeatedTrials(looks[0]?.trials ?? [], seed);
  const found = await Promise.all(
    (["baseline", "candidate"] as const).map(async (arm) => {
      const journal = journals[arm];
      const own = repeated.filter((planned) => planned.arm === arm);
      if (journal === undefined || own.length === 0) return [];
      const { trialsByCaseId } = await loadJournal(journal.file, effects, keepRepeated(own));
      return own.flatMap((planned) => {
        const trials = trialsByCaseId.get(planned.case.id);
        const trial = trials?.find(({ index }) => index === planned.index);
        return trial === undefined ? [] : [{ planned, trial }];
      });
    }),
  );
  return found.flat();
}
