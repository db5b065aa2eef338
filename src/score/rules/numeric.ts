import type { RuleScorerConfig } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { isNear } from "../json-compare.ts";
import { textOf } from "../output.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, checkReference, referenceOf, type Rule, unscored } from "../rule.ts";

/**
 * The last number of the output (the only one, where it has one) is within `tolerance` of the reference. An output without a
 * number is a format break. See `lastNumber` for what a number is.
 */
export function numeric(scorer: Extract<RuleScorerConfig, { type: "numeric" }>): Rule {
  const wantedNumber = (reference: Json | undefined) =>
    typeof reference === "number" || typeof reference === "string" ? lastNumber(reference) : undefined;

  return {
    applies: (one) => referenceOf(scorer, one) !== undefined,
    check: (one) =>
      checkReference(scorer, one, (reference) =>
        wantedNumber(reference) === undefined
          ? {
              code: "scorer-reference",
              message: `\`${scorer.name}\` compares with a number, got ${quote(textOf(reference))}.`,
              fix: "Write a number as `value` or `expected`, or give the scorer `tags` that this case does not have.",
            }
          : undefined,
      ),
    answer: (one, trial) => {
      const wanted = wantedNumber(referenceOf(scorer, one));
      if (wanted === undefined) return unscored("the case has no number to compare with");
      return answerOutput(trial, (output) => {
        const actual = lastNumber(output);
        if (actual === undefined) return binary(false, "the output has no number", "format_break");
        return binary(isNear(actual, wanted, scorer.tolerance), `expected ${wanted}, got ${actual}`);
      });
    },
  };
}

// A sign counts where no letter or digit stands before it ("10-12" is a range), and touches it or its currency sign ("- 5" is a list item).
const number =
  /(?:(?<![\p{L}\p{N}])([-+\u2212])\p{Sc}?)?((?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<!\d)\.\d+)(e[-+]?\d+)?/giu;

/**
 * The last number in a text, or undefined when there is none. Reads `1,234.5` (commas between groups of three), `.5`, `-3`,
 * `2e-3`, `-$5`; `%` and currency signs are left out, so `12%` is 12. A number too large for a double is not a number.
 */
export function lastNumber(value: Json): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  let last: RegExpExecArray | undefined;
  for (const match of textOf(value).matchAll(number)) last = match;
  if (last === undefined) return undefined;
  const [, sign, digits = "", exponent = ""] = last;
  const size = Number(`${digits.replaceAll(",", "")}${exponent}`);
  if (!Number.isFinite(size)) return undefined;
  return sign === undefined || sign === "+" ? size : -size;
}
