import type { ArmName, RunHeader, RunRecord } from "../experiment/trial.ts";
import type { Spend as Spent } from "../decide/budget-rule.ts";
import type { Problem } from "../problem.ts";
import { renderPlan } from "../report/plan-line.ts";
import { scorersHash } from "../score/hash.ts";
import type { GateEffects, Models, RunEffects } from "./effects.ts";
import { loadRecord } from "./load-record.ts";
import { openJournal } from "./open-journal.ts";
import type { Journal } from "./open-journal.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PreparedRun } from "./prepare-run.ts";
import { runTrials } from "./run-trials.ts";
import type { CallFailure, RanTrials } from "./run-trials.ts";
import type { Spend } from "./spend.ts";

/** A record for each arm that there is. */
export type ArmRecords = Readonly<Partial<Record<ArmName, RunRecord>>>;

/** Arms that have been run, and what it took. */
export type RanArms = {
  readonly records: ArmRecords;
  readonly spend: Spent;
  readonly warnings: readonly Problem[];
};

/**
 * Runs look after look into a record for each arm, until one settles the verdict or the last is done, and reads the records back: what
 * comes after a look knows nothing else. A replayed arm is the record that it names.
 */
export async function runArms(
  prepared: PreparedRun,
  plan: RunPlan,
  spend: Spend,
  models: Models,
  effects: GateEffects,
  run: RunEffects,
  settles: (records: ArmRecords) => Promise<boolean>,
): Promise<RanArms> {
  const { execution, policy } = prepared.loaded.policy.config;
  const armNames = [...new Set(plan.looks.flatMap(({ trials }) => trials.map(({ arm }) => arm)))];
  if (armNames.length > 0) {
    const { calls } = plan;
    const figures = { cases: prepared.cases.length, arms: armNames.length, calls, budget: policy.budget };
    run.progress.note(renderPlan(figures));
  }
  const journals: Partial<Record<ArmName, Journal>> = {};
  const readRecords = () => readArms(prepared, journals, effects);
  const warnings: Problem[] = [];
  let ended: RanTrials["ended"];
  try {
    for (const arm of armNames)
      journals[arm] = await openJournal(arm, headerOf(prepared, plan, arm, run.startedAt), run);
    for (const [index, { trials }] of plan.looks.entries()) {
      const ran = await runTrials({ ...plan, trials, execution, journals }, spend, { ...run, models });
      warnings.push(
        ...ran.failures.map((failure) => failedCalls(failure)),
        ...suspiciousCases(ran.suspicious),
      );
      ({ ended } = ran);
      const isLast = index === plan.looks.length - 1;
      if (ended !== undefined || isLast) break;
      if (await settles(await readRecords())) {
        ended = "look";
        break;
      }
    }
  } finally {
    await Promise.all(Object.values(journals).map((journal) => journal.close(ended)));
  }
  return { records: await readRecords(), spend: spend.spent, warnings };
}

/** The records as their files hold them. */
async function readArms(
  prepared: PreparedRun,
  journals: Readonly<Partial<Record<ArmName, Journal>>>,
  effects: GateEffects,
): Promise<ArmRecords> {
  const records: Partial<Record<ArmName, RunRecord>> = {};
  for (const arm of ["baseline", "candidate"] as const) {
    const journal = journals[arm];
    const record = journal === undefined ? replayed(prepared, arm) : await loadRecord(journal.file, effects);
    if (record !== undefined) records[arm] = record;
  }
  return records;
}

function headerOf(
  prepared: PreparedRun,
  { trialsPerCase }: RunPlan,
  arm: ArmName,
  startedAt: string,
): RunHeader {
  const { config, scorerFiles } = prepared.loaded.policy;
  const { sha, fingerprint } = prepared.arms[arm] ?? {};
  return {
    gate: config.gate,
    arm,
    ...(sha === undefined ? {} : { sha }),
    ...(fingerprint === undefined ? {} : { target: fingerprint }),
    dataset: prepared.datasetVersion,
    scorers: scorersHash(config.scorers, scorerFiles),
    planned: { cases: prepared.cases.length, trials: trialsPerCase },
    startedAt,
  };
}

/** The record of a replayed arm, as this run has it. */
function replayed(prepared: PreparedRun, name: ArmName): RunRecord | undefined {
  const arm = prepared.arms[name];
  if (arm?.replayed === undefined) return undefined;
  const commit = arm.sha === undefined ? {} : { sha: arm.sha };
  return { ...arm.replayed, header: { ...arm.replayed.header, ...commit, target: arm.fingerprint } };
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
