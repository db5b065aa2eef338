import type { RuleScorerConfig } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { equalJson, shareOfEqualLeaves, type Likeness } from "../json-compare.ts";
import { readJson, textOf } from "../output.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, referenceOf, type Answer, type Rule, unscored } from "../rule.ts";

/**
 * The output is the reference.
 *
 * Text against text: equal after trimming white space around both. A reference that is no text, or a text that holds a JSON list
 * or object: the output is read as JSON, also inside a code fence, and what is not JSON is a format break. `partial` gives the share of equal leaves instead of all or nothing (`shareOfEqualLeaves`). `ignoreCase` holds for
 * texts and for string leaves, never for keys.
 */
export function exact(scorer: Extract<RuleScorerConfig, { type: "exact" }>): Rule {
  const likeness: Likeness = { ignoreCase: scorer.ignoreCase };

  function compareJson(expected: Json, actual: Json): Answer {
    const equal = equalJson(expected, actual, likeness);
    const reason = equal
      ? "equals the reference"
      : `expected ${quote(textOf(expected))}, got ${quote(textOf(actual))}`;
    if (equal || !scorer.partial) return binary(equal, reason);
    return { scored: true, value: shareOfEqualLeaves(expected, actual, likeness), reason };
  }

  function compare(expected: Json, output: Json): Answer {
    if (typeof expected !== "string") {
      const actual = readJson(output);
      return actual.ok ? compareJson(expected, actual.value) : binary(false, actual.reason, "format_break");
    }
    if (typeof output === "string") return compareJson(expected.trim(), output.trim());
    const parsed = readJson(expected);
    return parsed.ok
      ? compareJson(parsed.value, output)
      : binary(false, `expected text, got JSON ${quote(textOf(output))}`, "format_break");
  }

  return {
    applies: (one) => referenceOf(scorer, one) !== undefined,
    check: () => [],
    answer: (one, trial) => {
      const expected = referenceOf(scorer, one);
      if (expected === undefined) return unscored("the case has no reference");
      return answerOutput(trial, (output) => compare(jsonInText(expected), output));
    },
  };
}

/** The list or object that a reference holds as text; any other reference as it is. */
function jsonInText(reference: Json): Json {
  if (typeof reference !== "string" || !/^\s*[[{]/.test(reference)) return reference;
  const parsed = readJson(reference);
  return parsed.ok ? parsed.value : reference;
}
