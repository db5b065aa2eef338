import type { Json } from "../../experiment/json.ts";
import { textOf } from "../../score/output.ts";
import type { NormalTrace, TraceScore, TraceSystem } from "../normal-trace.ts";
import { isSameAnswer } from "./read-answer.ts";
import { isFeedbackName, modeOfScore, readScore, type ScoreRanges } from "./read-scores.ts";
import type { FoundSign, Signal } from "./sign.ts";
import { quoteWords } from "./words.ts";

/** What people, code and models said of a trace. */
export type SaidReading = {
  readonly signs: readonly FoundSign[];
  /** A person at work said that it is good, and none that it is bad. */
  readonly isApproved: boolean;
  /** Names of the numbers whose scale is not known. */
  readonly unread: readonly string[];
};

/**
 * Reads the scores of a trace and its correction, which is none where it says what the app answered. A judge's score is one that was
 * recorded: no model is called.
 */
export function readSaid(
  { scores = [], correction, source }: NormalTrace,
  answer: Json | undefined,
  ranges: ScoreRanges,
): SaidReading {
  const read = scores.map((score) => ({
    score,
    reading: readScore(score, ranges),
    signal: signalOf(score, source.system),
  }));
  const bad = read.filter(({ reading }) => reading === "bad");
  const signs = bad.map(({ score, signal }) => scoreSign(score, signal));
  const isCorrected = correction !== undefined && !isSameAnswer(correction, answer);
  const corrected = isCorrected ? [correctionSign(textOf(correction))] : [];
  const isPraised = read.some(({ reading, signal }) => reading === "good" && signal === "annotation");
  const isBlamed = corrected.length > 0 || bad.some(({ signal }) => signal === "annotation");
  return {
    signs: [...corrected, ...signs],
    isApproved: isPraised && !isBlamed,
    unread: read.flatMap(({ score, reading }) => (reading === "unread" ? [score.name] : [])),
  };
}

/** A run record does not say which of its scores a model gave. */
function signalOf({ name, source }: TraceScore, system: TraceSystem): Signal {
  if (source === "annotation") return "annotation";
  if (source === "user") return "user_feedback";
  if (source === "eval") return system === "record" ? "score" : "judge";
  return isFeedbackName(name) ? "user_feedback" : "score";
}

const giver: Partial<Readonly<Record<Signal, string>>> = {
  annotation: "a person's annotation",
  user_feedback: "the user's feedback",
  judge: "the judge's score",
  score: "the score",
};

function scoreSign(score: TraceScore, signal: Signal): FoundSign {
  const { name, value, explanation = "" } = score;
  const said = explanation.trim() === "" ? "" : `: ${quoteWords(explanation)}`;
  const shown = typeof value === "string" ? quoteWords(value) : String(value);
  return {
    signal,
    failure: modeOfScore(score),
    evidence: `${giver[signal] ?? "the score"} ${quoteWords(name)} is ${shown}${said}.`,
    shown: `${giver[signal] ?? "the score"} \`${name.replaceAll("`", "").slice(0, 60)}\``,
    words: name,
  };
}

function correctionSign(text: string): FoundSign {
  return {
    signal: "correction",
    failure: "reasoning_error",
    evidence: `a person corrected the answer to ${quoteWords(text)}.`,
    shown: "a person corrected the answer",
  };
}
