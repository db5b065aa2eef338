import type { Spend as Spent } from "../../decide/budget-rule.ts";
import type { JudgeHealth } from "../../experiment/judge-health.ts";
import type { Problem } from "../../problem.ts";
import { renderLook } from "../../report/plan-line.ts";
import { openBatchState } from "../batch/batch-state.ts";
import type { GateEffects, RunEffects } from "../effects.ts";
import { loadJournal } from "../load/load-record.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import { notePlan } from "../plan/note-plan.ts";
import type { PlannedRun } from "../plan/plan-gate.ts";
import { finishedBy, PartsSoFar } from "./finished-trials.ts";
import { armsDue } from "./open-asked.ts";
import type { Asked } from "./open-asked.ts";
import { openJournals } from "./open-journal.ts";
import { readArms } from "./read-arms.ts";
import type { ArmRecords } from "./read-arms.ts";
import { RunJudges } from "./run-judges.ts";
import { runLooks } from "./run-looks.ts";
import type { LookedAt, LookPart, LookReading } from "./run-looks.ts";
import { runTrials } from "./run-trials.ts";
import type { RanTrials, RunTrials } from "./run-trials.ts";
import { warnOfGuesses } from "./spend.ts";
import type { Spend } from "./spend.ts";
import { warnOfCalls } from "./warn-of-calls.ts";

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

type ReadLook = (records: ArmRecords, now: 1 | 2, judges: readonly JudgeHealth[]) => Promise<LookReading>;

/**
 * Runs look after look into a record for each arm, until one settles the verdict or the last is done, and reads the records back: what
 * comes after a look knows nothing else. A replayed arm is the record that it names. Apps are started before the first call, and none
 * is left when this returns or throws.
 */
export async function runArms(
  prepared: PreparedRun,
  planned: PlannedRun,
  spend: Spend,
  asked: Asked,
  effects: GateEffects,
  run: RunEffects,
  readLook?: ReadLook,
): Promise<RanArms> {
  const { apps, models } = asked;
  await notePlan(planned.plan, prepared, models, run);
  let warnings: readonly Problem[] = [];
  let ran: RanArms;
  try {
    await openUnlessStopped(apps, planned, run);
    ran = await runParts(prepared, planned, spend, asked, effects, run, readLook);
  } finally {
    warnings = (await apps?.close()) ?? [];
  }
  return { ...ran, warnings: [...ran.warnings, ...warnings] };
}

/** A start that fails because the run is being stopped is no problem: what follows sees that too, and asks nothing. */
async function openUnlessStopped(
  apps: Asked["apps"],
  { plan }: PlannedRun,
  { stop }: Pick<RunEffects, "stop">,
): Promise<void> {
  try {
    await apps?.open(armsDue(plan));
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}

async function runParts(
  prepared: PreparedRun,
  { plan, named, store, watch }: PlannedRun,
  spend: Spend,
  asked: Asked,
  effects: GateEffects,
  run: RunEffects,
  readLook: ReadLook | undefined,
): Promise<RanArms> {
  const { execution, policy } = prepared.loaded.policy.config;
  const { arms: armNames } = plan;
  const { models } = asked;
  const opened = await openJournals(named.headers, named.identity, finishedBy(plan), run);
  const { journals } = opened;
  const isBatched =
    execution.batch && models.batch !== undefined && armNames.length > 0 && asked.apps === undefined;
  const state = isBatched ? await openBatchState(armNames, named.identity, run) : undefined;
  const batch =
    state === undefined || models.batch === undefined ? {} : { batch: { api: models.batch, state } };
  const decides = readLook !== undefined;
  const judges = new RunJudges({ prepared, plan, named, journals, decides }, effects, run);
  const soFar = new PartsSoFar();
  const readRecords = () => readArms(prepared, plan, journals, soFar, effects);
  const parts: RanTrials[] = [];
  const runPart = async (part: LookPart, own: Pick<RunTrials, "trials" | "watch" | "checks">) => {
    const kept = store === undefined ? {} : { store };
    const judging = await judges.judging(part, own.trials);
    const whole = { ...plan, ...kept, ...batch, execution, journals, ...judging, ...own };
    const ran = await runTrials(whole, spend, { ...run, ...asked });
    parts.push(ran);
    return ran.ended;
  };
  const repeatJudgements = async (): Promise<void> => {
    const checks = await judges.takeRepeats();
    if (checks.length > 0) await runPart("second look", { trials: [], checks });
  };
  let looked: LookedAt = { now: 1 };
  try {
    const { candidate } = journals;
    if (candidate !== undefined && watch?.hasMissed(candidate.has) === true)
      watch.catchUp(await loadJournal(candidate.file, effects));
    await judges.catchUp();
    looked = await runLooks(plan, {
      run: async (part, planned) => {
        // After an early stop some cases have not come, and need no fresh baseline.
        const isFresh = part === "fresh baseline";
        const trials = isFresh ? planned.filter((one) => journals.candidate?.hasCase(one.case.id)) : planned;
        if (part !== "first look") run.progress.note(renderLook(part, trials.length));
        soFar.add(trials);
        return runPart(part, { trials, ...(part === "first look" && watch !== undefined ? { watch } : {}) });
      },
      ...(readLook === undefined
        ? {}
        : {
            read: async (now) => {
              await repeatJudgements();
              return readLook(await readRecords(), now, judges.health);
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
    judges: judges.health,
    warnings: [
      ...opened.warnings,
      ...warnOfCalls(parts),
      ...warnOfGuesses(spend, policy.budget),
      ...(run.cache?.warnings() ?? []),
    ],
  };
}
