import type { Case } from "../experiment/case.ts";
import type { CaseOutcomes, Outcome, ScoredArm } from "../experiment/outcome.ts";
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
  judgesDecide = false,
}: {
  readonly cases: readonly Case[];
  readonly baseline: RunRecord;
  readonly candidate: RunRecord;
  readonly scorersFor: ScorersFor;
  /** Of the gate's scorers. */
  readonly scorersHash: string;
  readonly judgesDecide?: boolean;
}): { readonly baseline: ScoredArm; readonly candidate: ScoredArm } {
  const pool: ScoresPool = new Map();
  const arms = {
    baseline: new ArmScoring(baseline, scorersHash, pool),
    candidate: new ArmScoring(candidate, scorersHash, pool),
  };
  // Case by case over both arms: what a case holds may have to be parsed for it.
  for (const one of cases) {
    if (one.draft) continue;
    const trials = [...trialsOf(baseline, one), ...trialsOf(candidate, one)];
    const scoring = scoringOf(one, trials, scorersFor, judgesDecide);
    arms.baseline.add(scoring);
    arms.candidate.add(scoring);
  }
  return { baseline: arms.baseline.scored, candidate: arms.candidate.scored };
}

function trialsOf(record: RunRecord, one: Case): readonly Trial[] {
  return record.trialsByCaseId.get(one.id) ?? [];
}

/** What holds for the trials of a case; `trials` are all that there are, on either arm. */
export function scoringOf(
  one: Case,
  trials: readonly Trial[],
  scorersFor: ScorersFor,
  judgesDecide: boolean,
): CaseScoring {
  const scorers = scorersFor(one);
  const applicable = scorers.filter((scorer) => applies(scorer, one, trials));
  return { case: one, scorers, applicable, recordedNames: recordedNamesOf(trials), judgesDecide };
}

function recordedNamesOf(trials: readonly Trial[]): readonly string[] {
  const names: string[] = [];
  for (const { status, scores = [] } of trials) {
    if (status !== "ok") continue;
    for (const { scorer } of scores) if (!names.includes(scorer)) names.push(scorer);
  }
  return names;
}

class ArmScoring {
  readonly #record: RunRecord;
  readonly #gateHash: string;
  readonly #pool: ScoresPool;
  readonly #byCaseId = new Map<string, CaseOutcomes>();
  #usedRecorded = false;
  #ranRule = false;

  constructor(record: RunRecord, gateHash: string, pool: ScoresPool) {
    this.#record = record;
    this.#gateHash = gateHash;
    this.#pool = pool;
  }

  add(scoring: CaseScoring): void {
    const trials = trialsOf(this.#record, scoring.case);
    const trustsRecord = this.#record.header.scorers === this.#gateHash;
    const outcomes = trials.map((trial) => {
      const { outcome, usedRecorded, ranRule } = scoreTrial(scoring, trial, trustsRecord);
      this.#usedRecorded ||= usedRecorded;
      this.#ranRule ||= ranRule;
      return { ...outcome, scores: shareScores(outcome.scores, this.#pool) };
    });
    const caseHash = trials.find((trial) => trial.caseHash !== undefined)?.caseHash;
    this.#byCaseId.set(scoring.case.id, caseHash === undefined ? { outcomes } : { caseHash, outcomes });
  }

  get scored(): ScoredArm {
    const hash = this.#usedRecorded
      ? this.#record.header.scorers
      : this.#ranRule
        ? this.#gateHash
        : undefined;
    return { byCaseId: this.#byCaseId, ...(hash === undefined ? {} : { scorersHash: hash }) };
  }
}

type ScoresPool = Map<string, Outcome["scores"]>;

/** Most trials have one of few sets of scores, and a map of them costs more than all else that is kept of a trial. */
function shareScores(scores: Outcome["scores"], pool: ScoresPool): Outcome["scores"] {
  const key = JSON.stringify([...scores]);
  const known = pool.get(key) ?? scores;
  pool.set(key, known);
  return known;
}
