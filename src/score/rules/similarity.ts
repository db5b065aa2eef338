import { distance } from "fastest-levenshtein";
import type { RuleScorerConfig } from "../../config/config.ts";
import { textOf } from "../output.ts";
import { answerOutput, referenceOf, type Rule, unscored } from "../rule.ts";

/** Longest text that `levenshtein` reads; its time grows with the product of both lengths. */
const longestEdited = 20_000;

/**
 * How alike output and reference are, in [0, 1]: by words (`token_f1`) or by edits (`levenshtein`). Give it a `threshold`; without
 * one only a perfect score passes.
 */
export function similarity(scorer: Extract<RuleScorerConfig, { type: "similarity" }>): Rule {
  return {
    applies: (one) => referenceOf(scorer, one) !== undefined,
    check: () => [],
    answer: (one, trial) => {
      const reference = referenceOf(scorer, one);
      if (reference === undefined) return unscored("the case has no reference");
      return answerOutput(trial, (output) => {
        const [left, right] = [textOf(reference), textOf(output)];
        const tooLong = Math.max(left.length, right.length) > longestEdited;
        if (scorer.method === "levenshtein" && tooLong) {
          return unscored(`levenshtein reads texts of up to ${longestEdited} characters`);
        }
        const value = scorer.method === "token_f1" ? tokenF1(left, right) : levenshteinRatio(left, right);
        return { scored: true, value, reason: `${scorer.method} ${value.toFixed(3)}` };
      });
    },
  };
}

/**
 * F1 of the words that two texts share, as SQuAD counts them (Rajpurkar et al. 2016, official evaluation script): lower case, no
 * punctuation or symbols, no `a`, `an`, `the`, words as a bag. 1 when both have no word left, 0 when one has none.
 */
export function tokenF1(reference: string, output: string): number {
  const [wanted, given] = [tokens(reference), tokens(output)];
  if (wanted.length === 0 || given.length === 0) return wanted.length === given.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of given) {
    const count = left.get(token) ?? 0;
    if (count > 0) shared += 1;
    left.set(token, count - 1);
  }
  return (2 * shared) / (wanted.length + given.length);
}

function tokens(text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]/gu, "")
    .split(/\s+/);
  return words.filter((word) => word !== "" && word !== "a" && word !== "an" && word !== "the");
}

/** 1 - edits / length of the longer text, both trimmed; in UTF-16 units. 1 for two empty texts. */
export function levenshteinRatio(reference: string, output: string): number {
  const [left, right] = [reference.trim(), output.trim()];
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 1 : 1 - distance(left, right) / longer;
}
