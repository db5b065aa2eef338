import type { RuleScorerConfig } from "../../config/config.ts";
import { readStrictJson, textOf } from "../output.ts";
import { longestText } from "../pattern.ts";
import { answerOutput, binary, type Rule, unscored } from "../rule.ts";
import type { Validate } from "../schema.ts";

/**
 * The output is JSON that the schema accepts. It stands for a program that parses the output, so a code fence around the JSON
 * breaks it.
 */
export function jsonSchema(
  _scorer: Extract<RuleScorerConfig, { type: "json_schema" }>,
  validate: Validate,
): Rule {
  return {
    applies: () => true,
    check: () => [],
    answer: (_, trial) =>
      answerOutput(trial, (output) => {
        if (textOf(output).length > longestText)
          return unscored(`the output is longer than ${longestText} characters`);
        const document = readStrictJson(output);
        if (!document.ok) return binary(false, document.reason, "format_break");
        const error = validate(document.value);
        return binary(error === undefined, error ?? "the schema accepts the output");
      }),
  };
}
