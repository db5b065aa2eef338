import type { StoppedRun } from "../decide/stopped-quality.ts";
import type { Case } from "../experiment/case.ts";
import type { RunRecord } from "../experiment/trial.ts";

/**
 * A run that a look or an early stop ended makes what it ran the plan: other cases were never meant to come. Critical ones are,
 * since they run first; one without a result stays in sight and is missing evidence.
 */
export function plannedCases(cases: readonly Case[], records: readonly RunRecord[]): readonly Case[] {
  const ended = records.filter(({ end }) => end?.reason === "look" || end?.reason === "early_stop");
  return cases
    .filter(({ id, critical }) => critical || ended.every(({ trialsByCaseId }) => trialsByCaseId.has(id)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Of records that an early stop ended: how many cases they were to hold. Undefined where none was. */
export function earlyStopOf(records: readonly RunRecord[]): Pick<StoppedRun, "of"> | undefined {
  const stopped = records.filter(({ end }) => end?.reason === "early_stop");
  if (stopped.length === 0) return undefined;
  return { of: Math.max(...stopped.map(({ header }) => header.planned.cases)) };
}
