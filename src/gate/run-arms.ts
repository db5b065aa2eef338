import type { ArmName, RunRecord } from "../experiment/trial.ts";
import type { Spend as Spent } from "../decide/budget-rule.ts";
import type { Problem } from "../problem.ts";
import { renderLook } from "../report/plan-line.ts";
import { answerTrials } from "../score/answer-trials.ts";
import type { GateEffects, Models, RunEffects } from "./effects.ts";
import { uniqueProblems } from "./gather.ts";
import { loadJournal } from "./load-record.ts";
import { finishedBy, PartsSoFar } from "./finished-trials.ts";
import { openBatchState } from "./batch-state.ts";
import { notePlan } from "./note-plan.ts";
import { openJournals } from "./open-journal.ts";
import type { Journals } from "./open-journal.ts";
import type { PlannedRun } from "./plan-gate.ts";
import type { PreparedRun } from "./prepare-run.ts";
import { runLooks } from "./run-looks.ts";
import type { LookedAt, LookReading } from "./run-looks.ts";
import { runTrials } from "./run-trials.ts";
import type { CallFailure, RanTrials, RunTrials } from "./run-trials.ts";
import { ScoreCache } from "./score-cache.ts";
import { warnOfGuesses } from "./spend.ts";
import type { Spend } from "./spend.ts";

/** A record for each arm that there is. */
export type ArmRecords = Readonly<Partial<Record<ArmName, RunRecord>>>;

/** Arms that have been run, and what it took. */
export type RanArms = {
  readonly records: ArmRecords;
  /** The look at which the run ended. */
  readonly now: 1 | 2;
  readonly spend: Spent;
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
  readLook?: (records: ArmRecords, now: 1 | 2) => Promise<LookReading>,
): Promise<RanArms> {
  const { execution, policy } = prepared.loaded.policy.config;
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
  const soFar = new PartsSoFar();
  const readRecords = () => readArms(prepared, journals, soFar, effects);
  const parts: RanTrials[] = [];
  let looked: LookedAt = { now: 1 };
  try {
    const { candidate } = journals;
    if (candidate !== undefined && watch?.hasMissed(candidate.has) === true)
      watch.catchUp(await loadJournal(candidate.file, effects));
    looked = await runLooks(plan, {
      run: async (part, planned) => {
        // After an early stop some cases have not come, and need no fresh baseline.
        const isFresh = part === "fresh baseline";
        const trials = isFresh ? planned.filter((one) => journals.candidate?.hasCase(one.case.id)) : planned;
        if (part !== "first look") run.progress.note(renderLook(part, trials.length));
        soFar.add(trials);
        const knownOf: RunTrials["knownOf"] = ({ arm }) => scores.for(isFresh ? part : arm);
        const parted = {
          ...plan,
          ...(store === undefined ? {} : { store }),
          ...batch,
          knownOf,
          trials,
          execution,
          journals,
          ...(part === "first look" && watch !== undefined ? { watch } : {}),
        };
        const ran = await runTrials(parted, spend, { ...run, models });
        parts.push(ran);
        return ran.ended;
      },
      ...(readLook === undefined ? {} : { read: async (now) => readLook(await readRecords(), now) }),
    });
  } finally {
    await Promise.all(Object.values(journals).map((journal) => journal.close(looked.ended)));
    await state?.close();
  }
  await store?.prune();
  return {
    records: await readRecords(),
    now: looked.now,
    spend: spend.spent,
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

/** The records as their files hold them. */
async function readArms(
  prepared: PreparedRun,
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
        ? replayed(prepared, arm)
        : soFar.of(await loadJournal(journal.file, effects, keep), arm);
    if (record !== undefined) records[arm] = record;
  }
  return records;
}

/** The record of a replayed arm, as this run has it. */
function replayed(prepared: PreparedRun, name: ArmName): RunRecord | undefined {
  const arm = prepared.arms[name];
  if (arm?.replayed === undefined) return undefined;
  const commit = arm.sha === undefined ? {} : { sha: arm.sha };
  return { ...arm.replayed, header: { ...arm.replayed.header, ...commit, target: arm.fingerprint } };
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
