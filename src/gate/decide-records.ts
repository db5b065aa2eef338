import { pairArms } from "../compare/pair-arms.ts";
import { decidingJudges } from "../decide/judge-rule.ts";
import { unconfirmedCritical } from "../decide/critical-rule.ts";
import { decide } from "../decide/decide.ts";
import type { DecisionInput } from "../decide/decide.ts";
import type { ArmRun } from "../decide/evidence-rule.ts";
import type { Case } from "../experiment/case.ts";
import type { Outcome } from "../experiment/outcome.ts";
import type { RunRecord } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { ScorerConfig } from "../config/config.ts";
import { scorersHash } from "../score/hash.ts";
import { scoreArms } from "../score/score-arms.ts";
import { applies } from "../score/scorer.ts";
import type { ScorersFor } from "../score/scorer.ts";
import { earlyStopOf, plannedCases } from "./planned-cases.ts";

/** Two records, the cases that count, and what the caller knows beside them. */
export type DecideRecords = Omit<
  DecisionInput,
  "caseIdsByScorer" | "pairs" | "runs" | "arms" | "scorers" | "stopped"
> & {
  /** The cases that were to be run: no drafts, sorted by id. */
  readonly cases: readonly Case[];
  readonly scorers: readonly ScorerConfig[];
  readonly scorersFor: ScorersFor;
  readonly scorerFiles: ReadonlyMap<string, string>;
  readonly baseline: RunRecord;
  readonly candidate: RunRecord;
  /** The cases are a part of what the records were to hold. */
  readonly isPart: boolean;
};

/** The verdict on two records, and the critical cases that a run would have to confirm. */
export type Decision = {
  readonly verdict: Verdict;
  readonly unconfirmed: readonly string[];
  /** Cases with no scored baseline trial that was run here: what did not come is no fresh one. */
  readonly withoutFresh: readonly string[];
};

/** Scores both records with the same scorers, pairs them by case, and decides. */
export function decideRecords(input: DecideRecords): Verdict {
  return decideLook(input).verdict;
}

/**
 * The same for a run that may go on. Where the records end with an early stop, the cases seen are the plan, and score rules read the
 * first look of them.
 */
export function decideLook({
  cases: all,
  scorersFor,
  scorerFiles,
  baseline,
  candidate,
  isPart,
  ...known
}: DecideRecords): Decision {
  const early = earlyStopOf([baseline, candidate]);
  const cases = early === undefined ? all : plannedCases(all, [baseline, candidate]);
  const hash = scorersHash(known.scorers, scorerFiles);
  const deciding = decidingJudges(known.judges, known.policy.judge);
  const judgesDecide = deciding.size > 0;
  const arms = scoreArms({ cases, baseline, candidate, scorersFor, scorersHash: hash, judgesDecide });
  const pairs = pairArms(cases, arms.baseline, arms.candidate);
  const verdict = decide({
    ...known,
    ...(early === undefined
      ? {}
      : {
          stopped: { ...early, isOwn: known.look?.earlyStop === true },
          look: known.look ?? { planned: 1, now: 1 },
        }),
    caseIdsByScorer: caseIdsByScorer(known.scorers, cases, scorersFor, deciding),
    pairs,
    runs: { baseline: armRun(baseline, cases, isPart), candidate: armRun(candidate, cases, isPart) },
    arms: { baseline: describeArm(baseline), candidate: describeArm(candidate) },
  });
  const isFresh = ({ cached, state }: Outcome): boolean => !cached && state === "scored";
  return {
    verdict,
    unconfirmed: unconfirmedCritical(pairs, known.policy.critical),
    withoutFresh: pairs.flatMap((pair) => (pair.baseline.some(isFresh) ? [] : [pair.case.id])),
  };
}

/** A case whose own criteria are tried on no canary is none of a scorer that decides, whatever its name. */
function caseIdsByScorer(
  scorers: readonly ScorerConfig[],
  cases: readonly Case[],
  scorersFor: ScorersFor,
  deciding: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const idsByName = new Map(scorers.map(({ name }) => [name, new Set<string>()]));
  for (const one of cases) {
    for (const scorer of scorersFor(one)) {
      const isMuted = scorer.judge?.decides === false && deciding.has(scorer.config.name);
      if (!isMuted && applies(scorer, one)) idsByName.get(scorer.config.name)?.add(one.id);
    }
  }
  return idsByName;
}

/** What the record was meant to hold; of a part of its cases that part. */
function armRun(record: RunRecord, cases: readonly Case[], isPart: boolean): ArmRun {
  const { planned } = record.header;
  const end = record.end === undefined ? {} : { end: record.end };
  if (!isPart) return { planned, casesRun: record.trialsByCaseId.size, ...end };
  const run = cases.filter(({ id }) => record.trialsByCaseId.has(id)).length;
  const endOfPart = record.end === undefined ? {} : { end: { ...record.end, cases: run } };
  return { planned: { ...planned, cases: cases.length }, casesRun: run, ...endOfPart };
}

function describeArm({ file, header }: RunRecord): Verdict["arms"]["baseline"] {
  return {
    ...(header.sha === undefined ? {} : { sha: header.sha }),
    ...(header.target === undefined ? {} : { target: header.target }),
    record: file,
  };
}
