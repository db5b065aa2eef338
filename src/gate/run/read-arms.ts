import type { ArmName, RunRecord } from "../../experiment/trial.ts";
import { answerTrials } from "../../score/answer-trials.ts";
import type { GateEffects } from "../effects.ts";
import { loadJournal } from "../load/load-record.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PartsSoFar } from "./finished-trials.ts";
import type { Journals } from "./open-journal.ts";
import { asReference } from "./read-references.ts";

/** A record for each arm that there is. */
export type ArmRecords = Readonly<Partial<Record<ArmName, RunRecord>>>;

/** The records as their files hold them. */
export async function readArms(
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
