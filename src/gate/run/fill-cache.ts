import type { Filled } from "../../decide/unchanged-verdict.ts";
import { isSameSource } from "../commits.ts";
import type { Commits } from "../commits.ts";
import type { GateEffects, RunEffects } from "../effects.ts";
import type { PlannedRun } from "../plan/plan-gate.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import type { Asked } from "./open-asked.ts";
import { runArms } from "./run-arms.ts";
import type { Spend } from "./spend.ts";

/**
 * Whether a run is there to fill the cache: nothing is compared, since it is about one commit only, as a scheduled one is (contract,
 * section 7).
 */
export function fillsCache({ head, fork }: Commits, { cache }: Pick<RunEffects, "cache">): boolean {
  return cache !== undefined && head.sha !== undefined && isSameSource(head, fork);
}

/** Runs the baseline trials that the cache lacks, so that pull requests find them. */
export async function fillCache(
  prepared: PreparedRun,
  planned: PlannedRun,
  spend: Spend,
  asked: Asked,
  effects: GateEffects,
  run: RunEffects,
): Promise<Filled> {
  const { records, warnings } = await runArms(prepared, planned, spend, asked, effects, run);
  const trials = [...(records.baseline?.trialsByCaseId.values() ?? [])].flat();
  const ended = records.baseline?.end?.reason;
  return {
    trials: trials.filter(({ cached, status }) => !cached && status === "ok").length,
    spend: spend.spent,
    warnings,
    ...(ended === undefined ? {} : { ended }),
  };
}
