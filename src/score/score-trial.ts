import type { RecordedScorerConfig, RuleScorerConfig, ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Outcome, Score } from "../experiment/outcome.ts";
import type { RecordedScore, Trial } from "../experiment/trial.ts";
import type { AnsweredTrial } from "./answer-trials.ts";
import { nameFailure } from "./failure/name-failure.ts";
import { quoteNames } from "./quote.ts";
import type { Rule } from "./rule.ts";
import { troubleOf } from "./rules/read-calls.ts";
import type { PreparedScorer } from "./scorer.ts";
import { settleAnswer, settleRecorded, takeRecorded } from "./settle.ts";

/** What holds for every trial of a case, on both arms. */
export type CaseScoring = {
  readonly case: Case;
  /** All of the case's scorers. A recorded score never stands in for one of these, though it does not apply. */
  readonly scorers: readonly PreparedScorer[];
  readonly applicable: readonly PreparedScorer[];
  /** Names of the scores recorded for the case on either arm. */
  readonly recordedNames: readonly string[];
  /** Scores of judges count: those of a run that could trust them. */
  readonly judgesDecide: boolean;
};

export type ScoredTrial = {
  readonly outcome: Outcome;
  /** A score of the record went into the trial's quality. */
  readonly usedRecorded: boolean;
  /** A rule ran on the trial. */
  readonly ranRule: boolean;
};

/** Nothing was asked about the trial: its outcome is the same whatever the scorers. */
const noSource = { usedRecorded: false, ranRule: false };

/** One scorer's part in a trial's quality. */
type Part = {
  readonly config: ScorerConfig;
  readonly score: Score;
  readonly fromRecord: boolean;
  /** The scores behind it, where it reads all that are recorded; else none. */
  readonly singles: readonly NamedScore[];
};

type NamedScore = { readonly name: string; readonly score: Score };

/**
 * Scores one trial. An app error scores 0 by every applicable scorer; an infrastructure error is lost; a trial on which an
 * applicable scorer does not answer is unscored. `trustsRecord`: the record's rule scores were made by these very scorers.
 * Scores of judges count where `judgesDecide`; else they are carried along, as those of the user's code are.
 */
export function scoreTrial(scoring: CaseScoring, trial: AnsweredTrial, trustsRecord: boolean): ScoredTrial {
  if (trial.status === "infra_error") {
    return { outcome: { ...measuresOf(trial), state: "lost", scores: new Map() }, ...noSource };
  }
  if (trial.status === "app_error") return { outcome: appError(scoring, trial), ...noSource };

  const parts: Part[] = [];
  const scores = new Map<string, Score>();
  let usedRecorded = false;
  let ranRule = false;
  for (const scorer of scoring.applicable) {
    const { config } = scorer;
    const part = partOf(scorer, scoring, trial, trustsRecord);
    if (part === undefined) {
      const carried = recordedScore(trial, config.name);
      if (carried !== undefined) scores.set(config.name, takeRecorded(config, carried));
      continue;
    }
    parts.push(part);
    if (part.fromRecord) usedRecorded = true;
    else ranRule = true;
    scores.set(config.name, part.score);
    for (const { name, score } of part.singles)
      if (!isOwnName(scoring.scorers, name)) scores.set(name, score);
  }
  const quality = weightedMean(parts);
  if (quality === undefined)
    return { outcome: { ...measuresOf(trial), state: "unscored", scores }, usedRecorded, ranRule };
  const passed = parts.every(({ score }) => score.scored && score.passed);
  const outcome: Outcome = { ...measuresOf(trial), state: "scored", quality, passed, scores };
  if (passed) return { outcome, usedRecorded, ranRule };
  const named = nameFailure(parts, usedRecorded ? trial.failure : undefined, () =>
    trial.answers === undefined ? troubleOf(trial) : trial.trouble,
  );
  return { outcome: { ...outcome, ...named }, usedRecorded, ranRule };
}

type Measures = Pick<Outcome, "trial" | "latencyMs" | "ttftMs" | "costUsd" | "cached">;

function measuresOf({ index, latencyMs, ttftMs, costUsd, cached }: Trial): Measures {
  const measures: { -readonly [Key in keyof Measures]: Measures[Key] } = { trial: index, cached };
  if (latencyMs !== undefined) measures.latencyMs = latencyMs;
  if (ttftMs !== undefined) measures.ttftMs = ttftMs;
  if (costUsd !== undefined) measures.costUsd = costUsd;
  return measures;
}

function recordedScore(trial: Trial, name: string): RecordedScore | undefined {
  return trial.scores?.find((score) => score.scorer === name);
}

function isOwnName(scorers: readonly PreparedScorer[], name: string): boolean {
  return scorers.some(({ config }) => config.name === name);
}

/** The app failed, which is a bad answer in every respect: 0 by every scorer, those under `not` and the judges included. */
function appError({ scorers, applicable, recordedNames }: CaseScoring, trial: Trial): Outcome {
  const zero: Score = {
    scored: true,
    value: 0,
    passed: false,
    reason: "the app failed",
    failure: "app_error",
  };
  const readsAll = applicable.some(({ config }) => config.type === "recorded" && config.reads === undefined);
  const others = readsAll ? recordedNames.filter((name) => !isOwnName(scorers, name)) : [];
  const names = [...applicable.map(({ config }) => config.name), ...others];
  const scores = new Map(names.map((name) => [name, zero]));
  return { ...measuresOf(trial), state: "scored", quality: 0, passed: false, failure: "app_error", scores };
}

/** What a scorer contributes; nothing for a judge that does not decide, and for the user's code. */
function partOf(
  { config, rule, judge }: PreparedScorer,
  scoring: CaseScoring,
  trial: AnsweredTrial,
  trustsRecord: boolean,
): Part | undefined {
  switch (config.type) {
    case "judge":
    case "pairwise":
      return scoring.judgesDecide && judge?.decides === true
        ? { config, score: readJudge(config, trial), fromRecord: false, singles: [] }
        : undefined;
    case "command":
    case "module":
      return undefined;
    case "recorded": {
      if (config.reads !== undefined) {
        return { config, score: readRecorded(config, trial, config.reads), fromRecord: true, singles: [] };
      }
      const singles = scoring.recordedNames.map((one) => ({
        name: one,
        score: readRecorded(config, trial, one),
      }));
      return { config, score: meanOf(singles), fromRecord: true, singles };
    }
    default:
      return { config, singles: [], ...scoreRule(config, rule, scoring.case, trial, trustsRecord) };
  }
}

/** A judge was asked when the trial was run, and gave a score or none. */
function readJudge(config: ScorerConfig, trial: Trial): Score {
  const score = recordedScore(trial, config.name);
  return score === undefined
    ? { scored: false, reason: `the judge ${quoteNames([config.name])} gave no score` }
    : takeRecorded(config, score);
}

function scoreRule(
  config: RuleScorerConfig,
  rule: Rule | undefined,
  one: Case,
  trial: AnsweredTrial,
  trustsRecord: boolean,
): { readonly score: Score; readonly fromRecord: boolean } {
  const recorded = recordedScore(trial, config.name);
  if (recorded !== undefined && trustsRecord) {
    const taken = takeRecorded(config, recorded);
    return { score: withShown(taken, config, rule, one, trial), fromRecord: true };
  }
  const score = answerOf(config, rule, one, trial);
  const cannotRun = !score.scored && trial.output === undefined && (trial.messages ?? []).length === 0;
  return cannotRun && recorded !== undefined
    ? { score: takeRecorded(config, recorded), fromRecord: true }
    : { score, fromRecord: false };
}

/** A record keeps no text that may be shown: the trial itself tells it once more, where it fails by the same scorer. */
function withShown(
  score: Score,
  config: RuleScorerConfig,
  rule: Rule | undefined,
  one: Case,
  trial: AnsweredTrial,
): Score {
  if (!score.scored || score.passed || config.type !== "tool_calls" || rule === undefined) return score;
  const answer = answerOf(config, rule, one, trial);
  return answer.scored && answer.shown !== undefined ? { ...score, shown: answer.shown } : score;
}

/** A trial that has been asked has nothing left to answer from. */
function answerOf(config: RuleScorerConfig, rule: Rule | undefined, one: Case, trial: AnsweredTrial): Score {
  const known = trial.answers?.get(config);
  if (known !== undefined) return known;
  if (rule === undefined || trial.answers !== undefined)
    throw new Error(`scorer ${config.name} was not prepared`);
  return settleAnswer(config, rule.answer(one, trial));
}

function readRecorded(config: RecordedScorerConfig, trial: Trial, name: string): Score {
  const score = recordedScore(trial, name);
  return score === undefined
    ? { scored: false, reason: `the trial records no score ${quoteNames([name])}` }
    : settleRecorded(config, score);
}

/** All recorded scores as one: their mean at equal weights, passed when all passed; unscored when one is missing, or all are. */
function meanOf(singles: readonly NamedScore[]): Score {
  if (singles.length === 0) return { scored: false, reason: "no score is recorded for the case" };
  let sum = 0;
  let passed = true;
  let failure: string | undefined;
  for (const { score } of singles) {
    if (!score.scored) return score;
    sum += score.value;
    passed &&= score.passed;
    if (!score.passed) failure ??= score.failure;
  }
  return {
    scored: true,
    value: sum / singles.length,
    passed,
    ...(failure === undefined ? undefined : { failure }),
  };
}

/** Mean quality in [0, 1]; undefined where a score is missing or nothing has weight. */
function weightedMean(parts: readonly Part[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { score, config } of parts) {
    if (!score.scored) return undefined;
    sum += config.weight * score.value;
    weights += config.weight;
  }
  return weights > 0 ? Math.min(1, sum / weights) : undefined;
}
