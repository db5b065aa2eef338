import type { NormalTrace } from "../normal-trace.ts";
import { answerOf, isEmptyAnswer, isJsonAnswer } from "./read-answer.ts";
import type { ScoreRanges } from "./read-scores.ts";

/** What all traces together tell, which none alone does. */
export type Learned = {
  readonly scoreRanges: ScoreRanges;
  /** Names of the apps (of their root spans) that answer in JSON. */
  readonly jsonApps: ReadonlySet<string>;
};

export type Learner = {
  readonly add: (trace: NormalTrace) => void;
  readonly learned: () => Learned;
};

/** Names that are kept. What comes under further ones is not learned from: hostile names must not fill the memory. */
const mostNames = 1000;
/** An app answers in JSON where so many answers are known, and this share of them is JSON. */
const fewestAnswers = 20;
const jsonShare = 0.9;

/** Learns from every trace, before any is looked at for failures, so that their order does not matter. Memory stays flat. */
export function openLearner(): Learner {
  const ranges = new Map<string, { least: number; most: number }>();
  const answers = new Map<string, { json: number; other: number }>();

  function addScores({ scores = [] }: NormalTrace): void {
    for (const { name, value } of scores) {
      if (typeof value !== "number" || !Number.isFinite(value)) continue;
      const range = ranges.get(name);
      if (range !== undefined) {
        range.least = Math.min(range.least, value);
        range.most = Math.max(range.most, value);
      } else if (ranges.size < mostNames) ranges.set(name, { least: value, most: value });
    }
  }

  function addAnswer(trace: NormalTrace): void {
    const answer = answerOf(trace);
    if (answer === undefined || isEmptyAnswer(answer)) return;
    const app = trace.name ?? "";
    const count = answers.get(app) ?? { json: 0, other: 0 };
    if (!answers.has(app)) {
      if (answers.size >= mostNames) return;
      answers.set(app, count);
    }
    if (isJsonAnswer(answer)) count.json += 1;
    else count.other += 1;
  }

  return {
    add: (trace) => {
      addScores(trace);
      addAnswer(trace);
    },
    learned: () => {
      const jsonApps = [...answers].flatMap(([app, { json, other }]) =>
        json + other >= fewestAnswers && json >= jsonShare * (json + other) ? [app] : [],
      );
      return { scoreRanges: ranges, jsonApps: new Set(jsonApps) };
    },
  };
}
