import type { RuleScorerConfig } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { textOf } from "../output.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, checkReference, referenceOf, type Rule, unscored } from "../rule.ts";

/**
 * Every text of the reference (one, or a list) stands somewhere in the output, as it is written. A number or boolean is looked
 * for as its JSON text. An empty text and an empty list are problems: they would be contained in anything.
 */
export function contains(scorer: Extract<RuleScorerConfig, { type: "contains" }>): Rule {
  const fold = (text: string) => (scorer.ignoreCase ? text.toLowerCase() : text);

  return {
    applies: (one) => referenceOf(scorer, one) !== undefined,
    check: (one) =>
      checkReference(scorer, one, (reference) =>
        wantedTexts(reference) === undefined
          ? {
              code: "scorer-reference",
              message: `\`${scorer.name}\` looks for a text, got ${quote(textOf(reference))}.`,
              fix: "Write a text that is not empty, or a list of them, as `value` or `expected`.",
            }
          : undefined,
      ),
    answer: (one, trial) => {
      const reference = referenceOf(scorer, one);
      const wanted = reference === undefined ? undefined : wantedTexts(reference);
      if (wanted === undefined) return unscored("the case has no text to look for");
      return answerOutput(trial, (output) => {
        const text = fold(textOf(output));
        const missing = wanted.find((piece) => !text.includes(fold(piece)));
        return binary(
          missing === undefined,
          missing === undefined ? "all found" : `${quote(missing)} is missing`,
        );
      });
    },
  };
}

function wantedTexts(reference: Json): readonly string[] | undefined {
  const list: readonly Json[] = Array.isArray(reference) ? reference : [reference];
  const texts = list.flatMap((item) => (typeof item === "object" ? [] : [String(item)]));
  return list.length > 0 && texts.length === list.length && texts.every((text) => text !== "")
    ? texts
    : undefined;
}
