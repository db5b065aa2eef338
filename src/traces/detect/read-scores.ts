import { failureModes } from "../../experiment/outcome.ts";
import type { TraceScore } from "../normal-trace.ts";

/** The least and the greatest value that a numeric score had, by its name. */
export type ScoreRanges = ReadonlyMap<string, { readonly least: number; readonly most: number }>;

/** What a score says of its trace. `unread`: a number on a scale that is not known. */
export type ScoreReading = "good" | "bad" | "silent" | "unread";

const badWords =
  /^(?:bad|wrong|incorrect|inaccurate|negative|fail|failed|failing|failure|poor|terrible|unhelpful|not_helpful|not_good|unsatisfied|dissatisfied|dislike|disliked|thumbs_?down|down|downvote|rejected|reject|unacceptable|no_good|👎🏻?)$/u;
const goodWords =
  /^(?:good|great|right|correct|accurate|positive|pass|passed|success|excellent|helpful|satisfied|like|liked|thumbs_?up|up|upvote|accepted|accept|approved|acceptable|👍🏻?)$/u;

/** Scores that measure something else than how good an answer is. */
const noQuality =
  /\b(?:latency|duration|seconds?|ms|costs?|usd|price|tokens?|length|count|number|turns|steps|size|similarity_distance|distance)\b/;
/** Scores whose high values are bad. */
const faults =
  /\b(?:not|un(?:safe|helpful|grounded|faithful)|hallucinat\w*|toxic\w*|harm\w*|errors?|mistakes?|bias\w*|violations?|leak\w*|pii|injection|jailbreak\w*|refus\w*|fail\w*|incorrect\w*|inaccura\w*|wrong|negative|complaints?|frustrat\w*|irrelevan\w*|repetiti\w*|escalat\w*|contradict\w*|profan\w*|risk|bad)\b/;

/** Words of a name: `isHallucination`, `is_hallucination` and `Is hallucination` are the same. */
function spellOut(name: string): string {
  return name
    .slice(0, 200)
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .toLowerCase()
    .trim();
}

/** A word as it is compared. */
function oneWord(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "_");
}

/**
 * Whether a score calls its trace bad. A yes or no is read by the name of the score (`hallucination: true` is bad, `helpful: true` good), a
 * word by lists, a number by the middle of its scale: below it is bad. The scale comes from the values that were seen under the name.
 */
export function readScore({ name, value }: TraceScore, ranges: ScoreRanges): ScoreReading {
  const words = spellOut(name);
  const isFault = faults.test(words);
  const turn = (isGood: boolean): ScoreReading => (isGood === isFault ? "bad" : "good");
  if (typeof value === "boolean") return turn(value);
  if (typeof value === "string") {
    const word = oneWord(value);
    if (/^(?:yes|true|y)$/.test(word)) return turn(true);
    if (/^(?:no|false|n)$/.test(word)) return turn(false);
    if (modeNamedBy(value) !== undefined || badWords.test(word)) return "bad";
    return goodWords.test(word) ? "good" : "silent";
  }
  if (noQuality.test(words) || !Number.isFinite(value)) return "silent";
  const middle = middleOf(ranges.get(name));
  if (middle === undefined) return "unread";
  if (value === middle) return "silent";
  return turn(value > middle);
}

/** The middle of the narrowest common scale that holds all values: 0-1, -1-1, 1-5, 0-5, 0-10, 0-100. */
function middleOf(range: { readonly least: number; readonly most: number } | undefined): number | undefined {
  if (range === undefined) return undefined;
  const { least, most } = range;
  if (least >= 0 && most <= 1) return 0.5;
  if (least >= -1 && most <= 1) return 0;
  if (least >= 1 && most <= 5) return 3;
  if (least >= 0 && most <= 5) return 2.5;
  if (least >= 0 && most <= 10) return 5;
  return least >= 0 && most <= 100 ? 50 : undefined;
}

const modePattern = new RegExp(`^(?:${failureModes.join("|")})(?:/[A-Za-z0-9._-]{1,64})?$`);

/** The failure mode that a text is the name of, if any. */
export function modeNamedBy(text: string): string | undefined {
  const word = text.trim();
  const mode = [word, word.toLowerCase().replaceAll(/[ -]/g, "_")].find((each) => modePattern.test(each));
  return mode;
}

/** The failure mode that a bad score means by its value or its name; `other` where neither says. */
export function modeOfScore({ name, value }: TraceScore): string {
  const named = typeof value === "string" ? modeNamedBy(value) : undefined;
  if (named !== undefined) return named;
  const words = spellOut(name);
  if (/\b(?:hallucinat\w*|(?:un)?ground\w*|(?:un)?faithful\w*)\b/.test(words)) return "hallucination";
  if (/\btools?\b/.test(words)) return "tool_misuse";
  if (/\b(?:format|schema|json)\b/.test(words)) return "format_break";
  if (/\brefus\w*\b/.test(words)) return "refusal";
  const isWrong = typeof value === "string" && /^(?:wrong|incorrect|inaccurate)$/.test(oneWord(value));
  return isWrong || /\b(?:in)?(?:correct|accura)\w*\b/.test(words) ? "reasoning_error" : "other";
}

/** Whether the name of a score that came over an API is that of users' feedback. */
export function isFeedbackName(name: string): boolean {
  return /\b(?:user|customer|feedback|thumbs?|csat|nps|rating|stars?)\b/.test(spellOut(name));
}
