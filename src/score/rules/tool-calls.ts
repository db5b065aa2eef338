import type { RuleScorerConfig } from "../../config/config.ts";
import type { Case, ToolCall } from "../../experiment/case.ts";
import { isJsonObject, type Json } from "../../experiment/json.ts";
import { equalJson, includesJson } from "../json-compare.ts";
import { quoteCall, quoteNames, showCall } from "../quote.ts";
import { binary, type Answer, type Complaint, type Fault, type Rule, unscored } from "../rule.ts";
import type { SchemaCompiler } from "../schema.ts";
import { alignCalls, differenceOf, gradeOf, type IsLike, type Writing } from "./align-calls.ts";
import { findLoop } from "./find-loop.ts";
import { type MadeCall, readCalls } from "./read-calls.ts";

type Scorer = Extract<RuleScorerConfig, { type: "tool_calls" }>;

/**
 * The calls that were made are the expected ones. `mode` is said of the actual calls: `strict` the same in the same order,
 * `unordered` the same in any order, `subset` none but expected ones, `superset` all expected ones and maybe more. Calls are
 * counted, so one call cannot serve twice, and the best assignment counts. An expected call without `arguments` takes any. The value is 1
 * or 0, and with a `threshold` how far they are the expected ones. A failed call that a later one of the same tool made good is not held
 * against them.
 *
 * In every mode fail: a call of an unknown tool, or with arguments that are not JSON or that the tool refused, without recovery; a call by a
 * `forbidden` name; more than `maxCalls`; a loop that the case does not expect. Where the trial records neither calls nor messages there is
 * no evidence, and it is unscored.
 */
export function toolCalls(scorer: Scorer, compileSchema: SchemaCompiler | undefined): Rule {
  const isLike = likenessOf(scorer, compileSchema);
  const showing: Writing = {
    made: (call) => showCall(call, shortCall),
    expected: ({ name, arguments: given }) =>
      showCall(
        { name, ...argumentsOf(scorer.arguments === "schema" ? propertiesOf(given) : given) },
        shortCall,
      ),
  };

  function compare(expected: readonly ToolCall[], actual: readonly MadeCall[]): Answer {
    const blind = actual.some(
      (call) => call.arguments === undefined && needsArguments(scorer, expected, call.name),
    );
    if (blind) return unscored("the trial records calls without their arguments");
    const alignment = alignCalls(scorer.mode, expected, actual, isLike);
    const grade = gradeOf(scorer.mode, alignment);
    const difference = differenceOf(scorer.mode, alignment, isLike, quoting);
    const shown = differenceOf(scorer.mode, alignment, isLike, showing);
    return {
      scored: true,
      value: scorer.threshold === undefined ? Math.floor(grade) : grade,
      reason: withRecovery(difference ?? "the calls are those expected", actual),
      ...(shown === undefined ? {} : { shown }),
    };
  }

  return {
    applies: (one) =>
      one.toolCalls !== undefined || scorer.forbidden.length > 0 || scorer.maxCalls !== undefined,
    check: (one) => (scorer.arguments === "schema" ? checkSchemas(scorer, one, compileSchema) : []),
    answer: (one, trial) => {
      const reading = readCalls(trial);
      if (reading.state === "absent") return unscored("the trial records neither tool calls nor messages");
      if (reading.state === "malformed") return failing(reading.fault);
      const { calls, misused } = reading;
      const broken =
        misused?.misuse ?? limitBroken(scorer, calls) ?? loopIn(calls, one.toolCalls ?? [], isLike);
      if (broken !== undefined) return failing(broken);
      return one.toolCalls === undefined
        ? binary(true, withRecovery("no call breaks the limits", calls))
        : compare(one.toolCalls, calls);
    },
  };
}

/** Of two or three calls in one sentence. */
const shortCall = 32;

const quoting: Writing = { made: quoteCall, expected: quoteCall };

function failing({ reason, shown }: Fault): Answer {
  return { scored: true, value: 0, reason, shown };
}

/** Names of the arguments that a schema knows. */
function propertiesOf(schema: Json | undefined): Json | undefined {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  return isJsonObject(properties) ? properties : undefined;
}

function argumentsOf(given: Json | undefined): { readonly arguments?: Json } {
  return given === undefined ? {} : { arguments: given };
}

function limitBroken({ forbidden, maxCalls }: Scorer, calls: readonly MadeCall[]): Fault | undefined {
  const found = calls.find((call) => forbidden.includes(call.name));
  if (found !== undefined)
    return {
      reason: `calls ${quoteNames([found.name])}, which is forbidden`,
      shown: `${showCall(found)} is forbidden`,
    };
  if (maxCalls === undefined || calls.length <= maxCalls) return undefined;
  const text = `makes ${calls.length} calls, at most ${maxCalls}`;
  return { reason: text, shown: text };
}

function loopIn(
  calls: readonly MadeCall[],
  expected: readonly ToolCall[],
  isLike: IsLike,
): Fault | undefined {
  const loop = findLoop(calls, (call) => expected.filter((each) => isLike(each, call)).length);
  if (loop === undefined) return undefined;
  const { cycle, times } = loop;
  const how = cycle.length === 1 ? `${times} times in a row` : `${times} times in turn`;
  const most = cycle.length === 1 ? undefined : shortCall - 8;
  return {
    reason: `calls ${cycle.map(quoteCall).join(", ")} ${how}`,
    shown: `${cycle.map((call) => showCall(call, most)).join(", ")} ${how}`,
  };
}

function withRecovery(reason: string, calls: readonly MadeCall[]): string {
  const count = calls.filter(({ recovered }) => recovered).length;
  return count === 0 ? reason : `${reason}; ${count} failed ${count === 1 ? "call" : "calls"} recovered`;
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
