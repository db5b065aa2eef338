import type { RuleScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import type { Json } from "../../experiment/json.ts";
import { equalJson } from "../json-compare.ts";
import { readJson, textOf } from "../output.ts";
import type { Path } from "../path.ts";
import { longestText } from "../pattern.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, type Rule, unscored } from "../rule.ts";

/**
 * What `path` finds in the output equals `value`, else what the same path finds in `expected`. A path that can find several
 * values gives the list of them, in order; one that can find one value gives it, and finding none fails. Numbers may differ by
 * `tolerance`. An output that is not JSON (a code fence is looked into) is a format break. The rule does not apply to a case
 * whose `expected` has nothing at the path.
 */
export function jsonPath(scorer: Extract<RuleScorerConfig, { type: "json_path" }>, path: Path): Rule {
  function wantedValues(one: Case): readonly Json[] | undefined {
    if (scorer.value !== undefined) {
      return !path.isSingular && Array.isArray(scorer.value)
        ? (scorer.value as readonly Json[])
        : [scorer.value];
    }
    const expected = one.expected === undefined ? undefined : readJson(one.expected);
    const found = expected?.ok === true ? path.find(expected.value) : undefined;
    return found?.ok === true && found.values.length > 0 ? found.values : undefined;
  }

  return {
    applies: (one) => wantedValues(one) !== undefined,
    check: () => [],
    answer: (one, trial) => {
      const wanted = wantedValues(one);
      if (wanted === undefined) return unscored(`the case has nothing at ${quote(scorer.path)}`);
      return answerOutput(trial, (output) => {
        if (textOf(output).length > longestText)
          return unscored(`the output is longer than ${longestText} characters`);
        const document = readJson(output);
        if (!document.ok) return binary(false, document.reason, "format_break");
        const found = path.find(document.value);
        if (!found.ok) return unscored(found.reason);
        return binary(
          equalJson(wanted, found.values, { tolerance: scorer.tolerance }),
          `expected ${show(wanted)} at ${quote(scorer.path)}, got ${show(found.values)}`,
        );
      });
    },
  };
}

function show(values: readonly Json[]): string {
  const [first] = values;
  if (first === undefined) return "nothing";
  return quote(JSON.stringify(values.length === 1 ? first : values));
}
