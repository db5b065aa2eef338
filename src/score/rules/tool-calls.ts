import type { RuleScorerConfig } from "../../config/config.ts";
import type { Case, ToolCall } from "../../experiment/case.ts";
import type { Json } from "../../experiment/json.ts";
import { equalJson, includesJson } from "../json-compare.ts";
import { quoteNames } from "../quote.ts";
import { binary, type Answer, type Complaint, type Rule, unscored } from "../rule.ts";
import type { SchemaCompiler } from "../schema.ts";
import { matchAll, countMatches } from "./match-calls.ts";
import { readCalls } from "./read-calls.ts";

type Scorer = Extract<RuleScorerConfig, { type: "tool_calls" }>;

/**
 * The calls that were made are the expected ones. `mode` is said of the actual calls: `strict` the same in the same order,
 * `unordered` the same in any order, `subset` none but expected ones, `superset` all expected ones and maybe more. Calls are
 * counted, so one call cannot serve twice, and the best assignment counts. An expected call without `arguments` takes any.
 *
 * A call by a `forbidden` name, more than `maxCalls`, and arguments that are not JSON fail in every mode. Where the trial records
 * neither calls nor messages there is no evidence, and it is unscored.
 */
export function toolCalls(scorer: Scorer, compileSchema: SchemaCompiler | undefined): Rule {
  const isLike = likenessOf(scorer, compileSchema);

  function compare(expected: readonly ToolCall[], actual: readonly ToolCall[]): Answer {
    const blind = actual.some(
      (call) => call.arguments === undefined && needsArguments(scorer, expected, call.name),
    );
    if (blind) return unscored("the trial records calls without their arguments");
    return binary(fits(scorer.mode, expected, actual, isLike), differenceOf(expected, actual));
  }

  return {
    applies: (one) =>
      one.toolCalls !== undefined || scorer.forbidden.length > 0 || scorer.maxCalls !== undefined,
    check: (one) => (scorer.arguments === "schema" ? checkSchemas(scorer, one, compileSchema) : []),
    answer: (one, trial) => {
      const reading = readCalls(trial);
      if (reading.state === "absent") return unscored("the trial records neither tool calls nor messages");
      if (reading.state === "malformed") return binary(false, reading.reason);
      const actual = reading.calls;
      const forbidden = actual.find((call) => scorer.forbidden.includes(call.name));
      if (forbidden !== undefined)
        return binary(false, `calls ${quoteNames([forbidden.name])}, which is forbidden`);
      if (scorer.maxCalls !== undefined && actual.length > scorer.maxCalls) {
        return binary(false, `makes ${actual.length} calls, at most ${scorer.maxCalls}`);
      }
      return one.toolCalls === undefined
        ? binary(true, "no call breaks the limits")
        : compare(one.toolCalls, actual);
    },
  };
}

type IsLike = (expected: ToolCall, actual: ToolCall) => boolean;

function fits(
  mode: Scorer["mode"],
  expected: readonly ToolCall[],
  actual: readonly ToolCall[],
  isLike: IsLike,
): boolean {
  const isSameSize = expected.length === actual.length;
  switch (mode) {
    case "strict":
      return isSameSize && expected.every((call, index) => isLike(call, actual[index] as ToolCall));
    case "unordered":
      return isSameSize && matchAll(expected, actual, isLike);
    case "subset":
      return actual.length <= expected.length && countMatches(expected, actual, isLike) === actual.length;
    default:
      return expected.length <= actual.length && matchAll(expected, actual, isLike);
  }
}

function likenessOf(scorer: Scorer, compileSchema: SchemaCompiler | undefined): IsLike {
  return (expected, actual) => {
    if (expected.name !== actual.name) return false;
    if (scorer.arguments === "ignore" || expected.arguments === undefined) return true;
    if (actual.arguments === undefined) return false;
    switch (scorer.arguments) {
      case "exact":
        return equalJson(expected.arguments, actual.arguments);
      case "subset":
        return includesJson(actual.arguments, expected.arguments);
      default:
        return isValid(expected.arguments, actual.arguments, compileSchema);
    }
  };
}

function isValid(schema: Json, value: Json, compileSchema: SchemaCompiler | undefined): boolean {
  const compiled = compileSchema?.(schema);
  return compiled?.ok === true && compiled.value(value) === undefined;
}

function needsArguments(scorer: Scorer, expected: readonly ToolCall[], name: string): boolean {
  return (
    scorer.arguments !== "ignore" &&
    expected.some((call) => call.name === name && call.arguments !== undefined)
  );
}

function checkSchemas(
  scorer: Scorer,
  one: Case | undefined,
  compileSchema: SchemaCompiler | undefined,
): readonly Complaint[] {
  return (one?.toolCalls ?? []).flatMap((call) => {
    const compiled = call.arguments === undefined ? undefined : compileSchema?.(call.arguments);
    return compiled === undefined || compiled.ok
      ? []
      : [
          {
            code: "scorer-schema",
            message: `\`${scorer.name}\` reads the arguments of ${quoteNames([call.name])} as a JSON Schema, and they are none: ${compiled.reason}.`,
            fix: "Write a JSON Schema without remote references, or set `arguments: exact` or `subset`.",
          },
        ];
  });
}

function differenceOf(expected: readonly ToolCall[], actual: readonly ToolCall[]): string {
  const show = (calls: readonly ToolCall[]) =>
    calls.length === 0 ? "none" : quoteNames(calls.map((call) => call.name));
  return `expected calls: ${show(expected)}; made: ${show(actual)}`;
}
