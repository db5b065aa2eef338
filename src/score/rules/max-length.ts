import type { RuleScorerConfig } from "../../config/config.ts";
import { textOf } from "../output.ts";
import { answerOutput, binary, type Rule, unscored } from "../rule.ts";

/** The output has at most `value` characters (Unicode code points; JSON is counted as its text). */
export function maxLength(scorer: Extract<RuleScorerConfig, { type: "max_length" }>): Rule {
  const most = scorer.value;
  return {
    applies: () => true,
    check: (one) =>
      one === undefined || most !== undefined
        ? []
        : [
            {
              code: "scorer-reference",
              message: `\`${scorer.name}\` has no limit for it.`,
              fix: "Write `value`, a number of characters, at the scorer or in the case.",
            },
          ],
    answer: (_, trial) => {
      if (most === undefined) return unscored("the scorer has no `value`");
      return answerOutput(trial, (output) => {
        const length = countCodePoints(textOf(output));
        return binary(length <= most, `${length} characters, at most ${most}`);
      });
    },
  };
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
