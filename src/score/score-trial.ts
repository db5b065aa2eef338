import type { RecordedScorerConfig, RuleScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Outcome, Score } from "../experiment/outcome.ts";
import type { RecordedScore, Trial } from "../experiment/trial.ts";
import { nameFailure } from "./failure/name-failure.ts";
import { quoteNames } from "./quote.ts";
import type { Rule } from "./rule.ts";
import type { PreparedScorer } from "./scorer.ts";
import { settleAnswer, settleRecorded, takeRecorded } from "./settle.ts";

/** What holds for every trial of a case, on both arms. */
export type CaseScoring = {
  readonly case: Case;
  readonly applicable: readonly PreparedScorer[];
  /** Names of all of the case's scorers, applicable or not; a recorded score never stands in for one of these. */
  readonly ownNames: ReadonlySet<string>;
  /** Names of the scores recorded for the case on either arm. */
  readonly recordedNames: readonly string[];
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

/** One scorer's part in a trial's quality, with the scores behind it by name. */
type Part = {
  readonly weight: number;
  readonly score: Score;
  readonly scores: readonly (readonly [name: string, score: Score])[];
  readonly fromRecord: boolean;
};

/**
 * Scores one trial. An app error scores 0 by every applicable scorer; an infrastructure error is lost; a trial on which an
 * applicable scorer does not answer is unscored. `trustsRecord`: the record's rule scores were made by these very scorers.
 * Scores of judges and of the user's code are carried along and decide nothing here.
 */
export function scoreTrial(scoring: CaseScoring, trial: Trial, trustsRecord: boolean): ScoredTrial {
  if (trial.status === "infra_error") {
    return { outcome: { ...measuresOf(trial), state: "lost", scores: new Map() }, ...noSource };
  }
  if (trial.status === "app_error") return { outcome: appError(scoring, trial), ...noSource };

  const recorded = new Map((trial.scores ?? []).map((score) => [score.scorer, score]));
  const parts: Part[] = [];
  const scores = new Map<string, Score>();
  for (const scorer of scoring.applicable) {
    const part = partOf(scorer, scoring, trial, recorded, trustsRecord);
    if (part !== undefined) parts.push(part);
    for (const [name, score] of part?.scores ?? carried(scorer, recorded)) scores.set(name, score);
  }
  const usedRecorded = parts.some((part) => part.fromRecord);
  const source = { usedRecorded, ranRule: parts.some((part) => !part.fromRecord) };
  const base = { ...measuresOf(trial), scores };
  const quality = weightedMean(parts);
  if (quality === undefined) return { outcome: { ...base, state: "unscored" }, ...source };
  const passed = parts.every(({ score }) => score.scored && score.passed);
  const failure = passed
    ? {}
    : {
        failure: nameFailure(
          parts.map((part) => part.score),
          usedRecorded ? trial.failure : undefined,
        ),
      };
  return { outcome: { ...base, state: "scored", quality, passed, ...failure }, ...source };
}

function measuresOf({ index, latencyMs, ttftMs, costUsd, cached }: Trial) {
  return {
    trial: index,
    cached,
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}

/** The app failed, which is a bad answer in every respect: 0 by every scorer, those under `not` and the judges included. */
function appError({ applicable, ownNames, recordedNames }: CaseScoring, trial: Trial): Outcome {
  const zero: Score = {
    scored: true,
    value: 0,
    passed: false,
    reason: "the app failed",
    failure: "app_error",
  };
  const readsAll = applicable.some(({ config }) => config.type === "recorded" && config.reads === undefined);
  const others = readsAll ? recordedNames.filter((name) => !ownNames.has(name)) : [];
  const names = [...applicable.map(({ config }) => config.name), ...others];
  const scores = new Map(names.map((name) => [name, zero]));
  return { ...measuresOf(trial), state: "scored", quality: 0, passed: false, failure: "app_error", scores };
}

function partOf(
  { config, rule }: PreparedScorer,
  scoring: CaseScoring,
  trial: Trial,
  recorded: ReadonlyMap<string, RecordedScore>,
  trustsRecord: boolean,
): Part | undefined {
  const { name, weight } = config;
  switch (config.type) {
    case "judge":
    case "pairwise":
    case "command":
    case "module":
      return undefined;
    case "recorded": {
      const scores = readRecorded(config, scoring, recorded);
      return { weight, score: scores[0][1], scores, fromRecord: true };
    }
    default: {
      const { score, fromRecord } = scoreRule(
        config,
        rule,
        scoring.case,
        trial,
        recorded.get(name),
        trustsRecord,
      );
      return { weight, score, scores: [[name, score]], fromRecord };
    }
  }
}

/** A judge's or a program's recorded score, if there is one. */
function carried({ config }: PreparedScorer, recorded: ReadonlyMap<string, RecordedScore>): Part["scores"] {
  const score = recorded.get(config.name);
  return score === undefined ? [] : [[config.name, takeRecorded(config, score)]];
}

function scoreRule(
  config: RuleScorerConfig,
  rule: Rule | undefined,
  one: Case,
  trial: Trial,
  recorded: RecordedScore | undefined,
  trustsRecord: boolean,
): { readonly score: Score; readonly fromRecord: boolean } {
  if (recorded !== undefined && trustsRecord)
    return { score: takeRecorded(config, recorded), fromRecord: true };
  if (rule === undefined) throw new Error(`scorer ${config.name} was not prepared`);
  const score = settleAnswer(config, rule.answer(one, trial));
  const cannotRun = !score.scored && trial.output === undefined && (trial.messages ?? []).length === 0;
  return cannotRun && recorded !== undefined
    ? { score: takeRecorded(config, recorded), fromRecord: true }
    : { score, fromRecord: false };
}

/**
 * The score of a `recorded` scorer, first, then, where it reads all of them, the single scores by their own names. Reading all:
 * their mean at equal weights, passed when all passed; every score recorded for the case on either arm is needed.
 */
function readRecorded(
  config: RecordedScorerConfig,
  { ownNames, recordedNames }: CaseScoring,
  recorded: ReadonlyMap<string, RecordedScore>,
): readonly [readonly [string, Score], ...(readonly [string, Score])[]] {
  const read = (name: string): Score => {
    const score = recorded.get(name);
    return score === undefined
      ? { scored: false, reason: `the trial records no score ${quoteNames([name])}` }
      : settleRecorded(config, score);
  };
  if (config.reads !== undefined) return [[config.name, read(config.reads)]];
  const singles = recordedNames.map((name) => [name, read(name)] as const);
  const shown = singles.filter(([name]) => !ownNames.has(name));
  return [[config.name, meanOf(singles.map(([, score]) => score))], ...shown];
}

function meanOf(scores: readonly Score[]): Score {
  if (scores.length === 0) return { scored: false, reason: "no score is recorded for the case" };
  let sum = 0;
  let passed = true;
  for (const score of scores) {
    if (!score.scored) return score;
    sum += score.value;
    passed = passed && score.passed;
  }
  const failing = scores.find((score) => score.scored && !score.passed && score.failure !== undefined);
  return {
    scored: true,
    value: sum / scores.length,
    passed,
    ...(failing?.scored === true && failing.failure !== undefined ? { failure: failing.failure } : {}),
  };
}

/** Mean quality in [0, 1]; undefined where a score is missing or nothing has weight. */
function weightedMean(parts: readonly Part[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { score, weight } of parts) {
    if (!score.scored) return undefined;
    sum += weight * score.value;
    weights += weight;
  }
  return weights > 0 ? Math.min(1, sum / weights) : undefined;
}
