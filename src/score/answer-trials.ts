import type { ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Score } from "../experiment/outcome.ts";
import type { RecordedScore, Trial } from "../experiment/trial.ts";
import { troubleOf, type Trouble } from "./rules/read-calls.ts";
import { type PreparedScorer, type ScorersFor, applies, isRule } from "./scorer.ts";
import { settleAnswer } from "./settle.ts";

/** What the rules of a case answer to a trial, by the scorer as it is configured. */
type Answers = ReadonlyMap<ScorerConfig, Score>;

/** A trial, or what is left of one that every rule of its case has answered. */
export type AnsweredTrial = Trial & {
  readonly answers?: Answers;
  /** What its messages showed to be wrong with a call. */
  readonly trouble?: Trouble;
};

/**
 * Makes of a trial what a verdict needs of it, while its record is being read: the answers of its case's rules, in the place of what they
 * answer from. Of output and context only that they are there is left, and of a score no reason, so that a record costs what its scores
 * do, whatever was said. `caseOf` gives nothing for a case that does not count.
 */
export function answerTrials(
  caseOf: (id: string) => Case | undefined,
  scorersFor: ScorersFor,
): (trial: Trial) => AnsweredTrial {
  const pools = new Map<readonly PreparedScorer[], Map<string, Answers>>();
  const scoreLists = new Map<string, readonly RecordedScore[]>();
  return (trial) => {
    const one = caseOf(trial.caseId);
    const light = lighten(trial, one?.id ?? trial.caseId, scoreLists);
    if (one === undefined || trial.status !== "ok") return light;
    const scorers = scorersFor(one);
    const pool = pools.get(scorers) ?? new Map<string, Answers>();
    pools.set(scorers, pool);
    const trouble = troubleOf(trial);
    const answers = answersOf(scorers, one, trial, pool);
    return trouble === undefined ? { ...light, answers } : { ...light, answers, trouble };
  };
}

/** Most trials get one of few answers: equal ones are kept once. */
function answersOf(
  scorers: readonly PreparedScorer[],
  one: Case,
  trial: Trial,
  pool: Map<string, Answers>,
): Answers {
  const given = scorers.map((scorer) => answerOf(scorer, one, trial));
  const key = JSON.stringify(given);
  const known = pool.get(key);
  if (known !== undefined) return known;
  const answers = new Map(
    scorers.flatMap(({ config }, at): (readonly [ScorerConfig, Score])[] => {
      const score = given[at];
      return score === undefined ? [] : [[config, score]];
    }),
  );
  pool.set(key, answers);
  return answers;
}

/** Whether the scorer applies in the end depends on all trials of the case: what they may bring is taken to come. */
function answerOf(scorer: PreparedScorer, one: Case, trial: Trial): Score | undefined {
  const { config, rule } = scorer;
  if (rule === undefined || !isRule(config) || !applies(scorer, one)) return undefined;
  const score = settleAnswer(config, rule.answer(one, trial));
  if (!score.scored) return score;
  const { reason: _reason, ...rest } = score;
  return rest;
}

function lighten(
  { index, status, cached, ...rest }: Trial,
  caseId: string,
  scoreLists: Map<string, readonly RecordedScore[]>,
): Trial {
  const { caseHash, output, messages = [], context, costUsd, latencyMs, ttftMs, scores, failure } = rest;
  return {
    caseId,
    index,
    status,
    cached,
    ...(caseHash === undefined ? {} : { caseHash }),
    ...(output === undefined && messages.length === 0 ? {} : { output: true }),
    ...(context === undefined ? {} : { context: true }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(scores === undefined ? {} : { scores: withoutReasons(scores, scoreLists) }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function withoutReasons(
  scores: readonly RecordedScore[],
  scoreLists: Map<string, readonly RecordedScore[]>,
): readonly RecordedScore[] {
  const short = scores.map(({ reason: _reason, ...score }) => score);
  const key = JSON.stringify(short);
  const known = scoreLists.get(key) ?? short;
  scoreLists.set(key, known);
  return known;
}
