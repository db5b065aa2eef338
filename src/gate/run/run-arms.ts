import type { JudgeHealth } from "../../experiment/judge-health.ts";
import type { ArmName, RunRecord, Trial } from "../../experiment/trial.ts";
import type { Spend as Spent } from "../../decide/budget-rule.ts";
import type { Problem } from "../../problem.ts";
import { renderLook } from "../../report/plan-line.ts";
import { answerTrials } from "../../score/answer-trials.ts";
import type { GateEffects, Models, RunEffects } from "../effects.ts";
import { uniqueProblems } from "../gather.ts";
import { decidingJudgesOf } from "../load/load-judges.ts";
import { loadJournal } from "../load/load-record.ts";
import { finishedBy, PartsSoFar } from "./finished-trials.ts";
import { openBatchState } from "../batch/batch-state.ts";
import { notePlan } from "../plan/note-plan.ts";
import { openJournals } from "./open-journal.ts";
import type { Journals } from "./open-journal.ts";
import type { PlannedRun } from "../plan/plan-gate.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import { asReference, readReferences } from "./read-references.ts";
import { runLooks } from "./run-looks.ts";
import type { LookedAt, LookPart, LookReading } from "./run-looks.ts";
import { runTrials } from "./run-trials.ts";
import type { CallFailure, RanTrials, RunTrials } from "./run-trials.ts";
import { ScoreCache } from "../keep/score-cache.ts";
import { warnOfGuesses } from "./spend.ts";
import type { Spend } from "./spend.ts";
import { JudgeWatch, keepRepeated, repeatedTrials } from "./watch-judges.ts";
import { PairWatch, keepScores } from "./watch-pairs.ts";

/** A record for each arm that there is. */
export type ArmRecords = Readonly<Partial<Record<ArmName, RunRecord>>>;

/** Arms that have been run, and what it took. */
export type RanArms = {
  readonly records: ArmRecords;
  /** The look at which the run ended. */
  readonly now: 1 | 2;
  readonly spend: Spent;
  /** What it learned of the judges that may decide. */
  readonly judges: readonly JudgeHealth[];
  readonly warnings: readonly Problem[];
};

/**
 * Runs look after look into a record for each arm, until one settles the verdict or the last is done, and reads the records back: what
 * comes after a look knows nothing else. A replayed arm is the record that it names.
 */
export async function runArms(
  prepared: PreparedRun,
  { plan, named, store, watch }: PlannedRun,
  spend: Spend,
  models: Models,
  effects: GateEffects,
  run: RunEffects,
  readLook?: (records: ArmRecords, now: 1 | 2, judges: readonly JudgeHealth[]) => Promise<LookReading>,
): Promise<RanArms> {
  const { execution, policy, scorers } = prepared.loaded.policy.config;
  const { arms: armNames } = plan;
  await notePlan(plan, prepared, models, run);
  const opened = await openJournals(named.headers, named.identity, finishedBy(plan), run);
  const { journals } = opened;
  const isBatched = execution.batch && models.batch !== undefined && armNames.length > 0;
  const state = isBatched ? await openBatchState(armNames, named.identity, run) : undefined;
  const batch =
    state === undefined || models.batch === undefined ? {} : { batch: { api: models.batch, state } };
  const scores = new ScoreCache({
    ...(run.cache === undefined ? {} : { cache: run.cache }),
    run: named.hash,
    nowMs: run.startedAtMs,
  });
  const decides = readLook === undefined ? [] : decidingJudgesOf(prepared.judges, scorers);
  const judgeWatch = new JudgeWatch(decides);
  const { pairwiseOf } = plan;
  const isWatched = readLook !== undefined && pairwiseOf !== undefined;
  const pairWatch = new PairWatch(isWatched ? prepared.pairwise : new Map(), plan.looks[0]?.trials ?? []);
  const healthOf = () => [...judgeWatch.health, ...pairWatch.health];
  const soFar = new PartsSoFar();
  const readRecords = () => readArms(prepared, plan, journals, soFar, effects);
  const parts: RanTrials[] = [];
  const runPart = async (part: Partial<RunTrials> & Pick<RunTrials, "trials">, name?: LookPart) => {
    const knownOf: RunTrials["knownOf"] = ({ arm, index }) => {
      // Ten trials with one output are ten judgements: with one for all, an error of the judge would count ten times.
      if (name === "confirmation") return scores.for(arm, `confirmation ${index}`);
      return scores.for(name === "fresh baseline" ? name : arm);
    };
    const kept = store === undefined ? {} : { store };
    const references = await readReferences(part.trials, prepared, plan, journals, effects);
    const knownPairsOf = ({ index }: PlannedTrial) =>
      scores.forPairs(name === "confirmation" ? `confirmation ${index}` : "score");
    const pairs =
      pairwiseOf === undefined ? {} : { pairs: { pairwiseOf, references, knownOf: knownPairsOf } };
    const ran = await runTrials(
      { ...plan, ...kept, ...batch, ...pairs, knownOf, execution, journals, ...part },
      spend,
      {
        ...run,
        models,
      },
    );
    parts.push(ran);
    return ran.ended;
  };
  /** Outputs of the first look, once it is over, so that all looks know the same of the judges. */
  let hasRepeated = decides.length === 0;
  const repeatJudgements = async (): Promise<void> => {
    if (hasRepeated) return;
    hasRepeated = true;
    const repeated = await readRepeated(plan, execution.seed, journals, effects);
    const checks = judgeWatch.repeatChecks(repeated, plan.judgesOf, scores);
    await runPart({ trials: [], checks });
  };
  let looked: LookedAt = { now: 1 };
  try {
    const { candidate } = journals;
    if (candidate !== undefined && watch?.hasMissed(candidate.has) === true)
      watch.catchUp(await loadJournal(candidate.file, effects));
    if (candidate !== undefined && pairWatch.hasMissed(candidate.has))
      pairWatch.catchUp(await loadJournal(candidate.file, effects, keepScores));
    looked = await runLooks(plan, {
      run: async (part, planned) => {
        // After an early stop some cases have not come, and need no fresh baseline.
        const isFresh = part === "fresh baseline";
        const trials = isFresh ? planned.filter((one) => journals.candidate?.hasCase(one.case.id)) : planned;
        if (part !== "first look") run.progress.note(renderLook(part, trials.length));
        soFar.add(trials);
        const isFirst = part === "first look";
        const watched = isFirst && watch !== undefined ? { watch } : {};
        const checks = isFirst ? judgeWatch.canaryChecks(scores) : [];
        return runPart({ trials, checks, judgeWatches: [judgeWatch, pairWatch], ...watched }, part);
      },
      ...(readLook === undefined
        ? {}
        : {
            read: async (now) => {
              await repeatJudgements();
              return readLook(await readRecords(), now, healthOf());
            },
          }),
    });
    await repeatJudgements();
  } finally {
    await Promise.all(Object.values(journals).map((journal) => journal.close(looked.ended)));
    await state?.close();
  }
  await store?.prune();
  return {
    records: await readRecords(),
    now: looked.now,
    spend: spend.spent,
    judges: healthOf(),
    warnings: [
      ...opened.warnings,
      ...sumFailures(parts.flatMap(({ failures }) => failures)).map((failure) => failedCalls(failure)),
      ...suspiciousCases([...new Set(parts.flatMap(({ suspicious }) => suspicious))].toSorted()),
      ...uniqueProblems(parts.flatMap((part) => part.warnings)),
      ...warnOfGuesses(spend, policy.budget),
      ...(run.cache?.warnings() ?? []),
    ],
  };
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

/** The records as their files hold them. */
async function readArms(
  prepared: PreparedRun,
  plan: RunPlan,
  journals: Journals,
  soFar: PartsSoFar,
  effects: GateEffects,
): Promise<ArmRecords> {
  const records: Partial<Record<ArmName, RunRecord>> = {};
  const byId = new Map(prepared.cases.map((one) => [one.id, one]));
  const keep = answerTrials((id) => byId.get(id), prepared.scorersFor);
  for (const arm of ["baseline", "candidate"] as const) {
    const journal = journals[arm];
    const record =
      journal === undefined
        ? replayed(prepared, plan, arm)
        : soFar.of(await loadJournal(journal.file, effects, keep), arm);
    if (record !== undefined) records[arm] = record;
  }
  return records;
}

/** The record of a replayed arm, as this run has it. */
function replayed(prepared: PreparedRun, { pairwiseOf }: RunPlan, name: ArmName): RunRecord | undefined {
  const arm = prepared.arms[name];
  if (arm?.replayed === undefined) return undefined;
  const commit = arm.sha === undefined ? {} : { sha: arm.sha };
  const record = name === "baseline" ? asReference(arm.replayed, prepared, pairwiseOf) : arm.replayed;
  return { ...record, header: { ...record.header, ...commit, target: arm.fingerprint } };
}

/** How often each reason kept an arm's call from an answer, over all parts of the run. */
function sumFailures(failures: readonly CallFailure[]): readonly CallFailure[] {
  const byReason = new Map<string, CallFailure>();
  for (const failure of failures) {
    const key = `${failure.arm} ${failure.reason}`;
    byReason.set(key, { ...failure, count: failure.count + (byReason.get(key)?.count ?? 0) });
  }
  return [...byReason.values()];
}

function failedCalls({ arm, reason, count }: CallFailure): Problem {
  const whose = arm === "judge" ? "judge calls gave no score" : `calls of the ${arm} got no answer`;
  return { code: "calls-failed", message: `${count} ${whose}: ${reason}.` };
}

function suspiciousCases(ids: readonly string[]): readonly Problem[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, 5).map((id) => `\`${id}\``);
  return [
    {
      code: "output-addresses-judge",
      message: `the output of ${ids.length === 1 ? "a case" : `${ids.length} cases`} seems to speak to its judge (${named.join(", ")}${ids.length > 5 ? ", ..." : ""}).`,
      fix: "Read it before you believe its judged score.",
    },
  ];
}
