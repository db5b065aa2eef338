import type { RuleScorerConfig } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { textOf } from "../output.ts";
import { longestText, type PatternCompiler, type PatternReading } from "../pattern.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, checkReference, referenceOf, type Rule, unscored } from "../rule.ts";

/**
 * The pattern (RE2 syntax) is found somewhere in the output; anchor it with `^` and `$` to match all of it. An output longer than
 * 200,000 characters is unscored.
 */
export function regex(scorer: Extract<RuleScorerConfig, { type: "regex" }>, compile: PatternCompiler): Rule {
  const read = (reference: Json): PatternReading =>
    typeof reference === "string" && reference !== ""
      ? compile(reference, { ignoreCase: scorer.ignoreCase })
      : { ok: false, reason: `a pattern is a text that is not empty, got ${quote(textOf(reference))}` };

  return {
    applies: (one) => referenceOf(scorer, one) !== undefined,
    check: (one) =>
      checkReference(scorer, one, (reference) => {
        const pattern = read(reference);
        return pattern.ok
          ? undefined
          : {
              code: "scorer-pattern",
              message: `\`${scorer.name}\`: ${pattern.reason}.`,
              fix: "Write a pattern in RE2 syntax: no look-around and no back-references, so that no text can stall the run.",
            };
      }),
    answer: (one, trial) => {
      const reference = referenceOf(scorer, one);
      if (reference === undefined) return unscored("the case has no pattern");
      const pattern = read(reference);
      if (!pattern.ok) return unscored(pattern.reason);
      return answerOutput(trial, (output) => {
        const text = textOf(output);
        if (text.length > longestText) return unscored(`the output is longer than ${longestText} characters`);
        const found = pattern.value(text);
        return binary(found, found ? "the pattern is found" : "the pattern is not found");
      });
    },
  };
}
