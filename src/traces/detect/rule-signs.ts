import type { Json } from "../../experiment/json.ts";
import { textOf, textOfContent } from "../../score/output.ts";
import { longestText, type Pattern } from "../../score/pattern.ts";
import type { MadeCall } from "../../score/rules/read-calls.ts";
import type { NormalTrace } from "../normal-trace.ts";
import { questionOf } from "./read-answer.ts";
import type { FoundSign } from "./sign.ts";
import { quoteWords } from "./words.ts";

/** A failure mode of the user's own: a trace has it where all that is given holds. */
export type ModeRule = {
  readonly name: string;
  readonly outputMatches?: Pattern;
  readonly inputMatches?: Pattern;
  /** The error of the trace, or the result of a call that failed. */
  readonly errorMatches?: Pattern;
  /** A call of this tool was made. */
  readonly tool?: string;
};

/** The modes of the user's that a trace has, in the order of the file. Of longer texts the first 200,000 characters are read. */
export function readRules(
  rules: readonly ModeRule[],
  trace: NormalTrace,
  answer: Json | undefined,
  calls: readonly MadeCall[],
): readonly FoundSign[] {
  if (rules.length === 0) return [];
  const output = answer === undefined ? undefined : textOf(answer);
  const input = questionOf(trace);
  const errors = [
    ...(trace.error === undefined ? [] : [trace.error]),
    ...calls.flatMap(({ failed, result }) =>
      failed && result !== undefined ? [textOfContent(result) || textOf(result)] : [],
    ),
  ];
  return rules.flatMap((rule) => {
    const error =
      rule.errorMatches === undefined ? undefined : errors.find((text) => matches(rule.errorMatches, text));
    const holds =
      (rule.outputMatches === undefined || (output !== undefined && matches(rule.outputMatches, output))) &&
      (rule.inputMatches === undefined || matches(rule.inputMatches, input)) &&
      (rule.errorMatches === undefined || error !== undefined) &&
      (rule.tool === undefined || calls.some(({ name }) => name === rule.tool));
    return holds ? [ruleSign(rule, { output, input, error })] : [];
  });
}

function matches(pattern: Pattern | undefined, text: string): boolean {
  return pattern === undefined || pattern(text.slice(0, longestText));
}

function ruleSign(
  { name, tool, inputMatches, outputMatches, errorMatches }: ModeRule,
  told: { readonly output: string | undefined; readonly input: string; readonly error: string | undefined },
): FoundSign {
  const parts = [
    ...(inputMatches === undefined ? [] : [`input ${quoteWords(told.input)}`]),
    ...(outputMatches === undefined ? [] : [`answer ${quoteWords(told.output ?? "")}`]),
    ...(errorMatches === undefined ? [] : [`error ${quoteWords(told.error ?? "")}`]),
    ...(tool === undefined ? [] : [`a call of \`${tool}\``]),
  ];
  return {
    signal: "rule",
    failure: name,
    evidence: `\`${name}\` of failures.yml: ${parts.join(", ")}.`,
    shown: "a rule of `.llm-o11y/failures.yml`",
    ...(tool === undefined ? {} : { tool }),
  };
}
