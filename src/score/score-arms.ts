import type { Case } from "../experiment/case.ts";
import type { CaseOutcomes, ScoredArm } from "../experiment/outcome.ts";
import type { RunRecord, Trial } from "../experiment/trial.ts";
import { scoreTrial, type CaseScoring } from "./score-trial.ts";
import { applies, type ScorersFor } from "./scorer.ts";

/**
 * Scores both arms, so that the same scorers apply to a case on both of them. Recorded scores are taken where the record's
 * `scorers` hash is the gate's, and rules run again where it is not (or where the record has no such hash). The hash of an arm is
 * the record's (maybe unknown) where a recorded score was taken, else the gate's where rules ran; an arm of app errors has none.
 * Every case that is no draft has an entry on both arms, without outcomes where the arm has no line of it.
 */
export function scoreArms({
  cases,
  baseline,
  candidate,
  scorersFor,
  scorersHash,
}: {
  readonly cases: readonly Case[];
  readonly baseline: RunRecord;
  readonly candidate: RunRecord;
  readonly scorersFor: ScorersFor;
  /** Of the gate's scorers. */
  readonly scorersHash: string;
}): { readonly baseline: ScoredArm; readonly candidate: ScoredArm } {
  const scorings = cases
    .filter((one) => !one.draft)
    .map((one) => {
      const trials = [...trialsOf(baseline, one), ...trialsOf(candidate, one)];
      return scoringOf(one, trials, scorersFor);
    });
  return {
    baseline: scoreArm(scorings, baseline, scorersHash),
    candidate: scoreArm(scorings, candidate, scorersHash),
  };
}

function trialsOf(record: RunRecord, one: Case): readonly Trial[] {
  return record.trialsByCaseId.get(one.id) ?? [];
}

function scoringOf(one: Case, trials: readonly Trial[], scorersFor: ScorersFor): CaseScoring {
  const scorers = scorersFor(one);
  const applicable = scorers.filter((scorer) => applies(scorer, one, trials));
  return { case: one, scorers, applicable, recordedNames: recordedNamesOf(trials) };
}

function recordedNamesOf(trials: readonly Trial[]): readonly string[] {
  const names: string[] = [];
  for (const { status, scores = [] } of trials) {
    if (status !== "ok") continue;
    for (const { scorer } of scores) if (!names.includes(scorer)) names.push(scorer);
  }
  return names;
}

function scoreArm(scorings: readonly CaseScoring[], record: RunRecord, gateHash: string): ScoredArm {
  const trustsRecord = record.header.scorers === gateHash;
  let usedRecorded = false;
  let ranRule = false;
  const byCaseId = new Map<string, CaseOutcomes>();
  for (const scoring of scorings) {
    const trials = trialsOf(record, scoring.case);
    const outcomes = trials.map((trial) => {
      const scored = scoreTrial(scoring, trial, trustsRecord);
      usedRecorded ||= scored.usedRecorded;
      ranRule ||= scored.ranRule;
      return scored.outcome;
    });
    const caseHash = trials.find((trial) => trial.caseHash !== undefined)?.caseHash;
    byCaseId.set(scoring.case.id, caseHash === undefined ? { outcomes } : { caseHash, outcomes });
  }
  const hash = usedRecorded ? record.header.scorers : ranRule ? gateHash : undefined;
  return { byCaseId, ...(hash === undefined ? {} : { scorersHash: hash }) };
}
