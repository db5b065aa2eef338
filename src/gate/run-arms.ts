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

/** Arms that have been run: their records as the files hold them, and what it took. */
export type RanArms = {
  readonly records: Readonly<Partial<Record<ArmName, RunRecord>>>;
  readonly spend: Spent;
  readonly warnings: readonly Problem[];
};

/** Runs the planned trials into a record for each arm, and reads the records back. A replayed arm is the record that it names. */
export async function runArms(
  prepared: PreparedRun,
  plan: RunPlan,
  spend: Spend,
  models: Models,
  effects: GateEffects,
  run: RunEffects,
): Promise<RanArms> {
  const { execution, policy } = prepared.loaded.policy.config;
  const armNames = [...new Set(plan.trials.map(({ arm }) => arm))];
  if (armNames.length > 0) {
    const { calls } = plan;
    const figures = { cases: prepared.cases.length, arms: armNames.length, calls, budget: policy.budget };
    run.progress.note(renderPlan(figures));
  }
  const journals: Partial<Record<ArmName, Journal>> = {};
  let ran: RanTrials;
  let ended: RanTrials["ended"];
  try {
    for (const arm of armNames)
      journals[arm] = await openJournal(arm, headerOf(prepared, plan, arm, run.startedAt), run);
    ran = await runTrials({ ...plan, execution, journals }, spend, { ...run, models });
    ended = ran.ended;
  } finally {
    await Promise.all(Object.values(journals).map((journal) => journal.close(ended)));
  }
  const records: Partial<Record<ArmName, RunRecord>> = {};
  for (const arm of ["baseline", "candidate"] as const) {
    const journal = journals[arm];
    const record = journal === undefined ? replayed(prepared, arm) : await loadRecord(journal.file, effects);
    if (record !== undefined) records[arm] = record;
  }
  return {
    records,
    spend: spend.spent,
    warnings: [...ran.failures.map((failure) => failedCalls(failure)), ...suspiciousCases(ran.suspicious)],
  };
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
