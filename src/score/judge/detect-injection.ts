import type { Json } from "../../experiment/json.ts";
import { textOf } from "../output.ts";

/** Phrases that an answer to a user hardly needs, and an attack on a judge hardly goes without. */
const phrases: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,60}\b(?:instructions?|prompts?|rules|criteria|rubric)\b/,
  /\byou are (?:now )?(?:the|an?) (?:\w+ ){0,2}(?:grader|judge|evaluator|assessor|examiner)\b/,
  /\b(?:notes?|messages?|instructions?) (?:to|for) (?:the |any )?(?:\w+ )?(?:grader|judge|evaluator|assessor)\b/,
  /\b(?:give|award|assign|grant)\b[^.\n]{0,40}\b(?:full marks|full score|(?:perfect|maximum|highest|top) (?:score|marks?|grade))\b/,
  // A verdict ready to be copied: of this judge, or of judges in general.
  /["']criteria["']\s*:\s*\[\s*\{\s*["']id["']/,
  /["']score["']\s*:\s*["']?\d[^}\n]{0,40}["']reason["']\s*:/,
];

/**
 * Whether an output seems to speak to whoever judges it. A hint for the reader of a report, in English only, and no defence: what
 * protects a score is that the output is data, and that only a well-formed reply of the judge counts.
 */
export function addressesJudge(output: Json): boolean {
  const text = plainText(textOf(output));
  return phrases.some((phrase) => phrase.test(text));
}

/** As the phrases are written: hidden tag characters as the letters they stand for, without other formats, in lower case. */
function plainText(text: string): string {
  return text
    .replace(/[\u{e0020}-\u{e007e}]/gu, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replace(/[\p{Cf}\p{DI}]/gu, "")
    .normalize("NFKC")
    .toLowerCase();
}
