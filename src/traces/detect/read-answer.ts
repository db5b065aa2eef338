import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { Trial } from "../../experiment/trial.ts";
import { readStrictJson, textOf, textOfContent } from "../../score/output.ts";
import { readSteps } from "../../score/read-steps.ts";
import type { NormalTrace } from "../normal-trace.ts";

/**
 * What the app answered: the output of the trace, else the text of its last message where the assistant has the last word. Absent where
 * that is not known; a conversation that ends with a call of a tool, such as a hand-over to a person, is no empty answer.
 */
export function answerOf({ output, messages = [] }: NormalTrace): Json | undefined {
  if (output !== undefined && output !== null) return output;
  const last = messages.findLast((message) => message["role"] === "assistant");
  if (last === undefined) return output;
  const text = textOfContent(last["content"]);
  return text.trim() === "" && callsTool(last) ? undefined : text;
}

/** Whether two answers are one, whatever stands around their text; what is not known is the same as nothing. */
export function isSameAnswer(one: Json, other: Json | undefined): boolean {
  const trimmed = (value: Json): string => (typeof value === "string" ? value : canonicalJson(value)).trim();
  return other !== undefined && trimmed(one) === trimmed(other);
}

function callsTool(message: JsonObject): boolean {
  return readSteps([message]).some(({ kind }) => kind === "call");
}

/** Nothing was said: no text, null, or a container with nothing in it. */
export function isEmptyAnswer(answer: Json): boolean {
  if (typeof answer === "string") return answer.trim() === "";
  return answer === null || (typeof answer === "object" && Object.keys(answer).length === 0);
}

/** An answer for a program: an object or a list, also where it is written as a text. */
export function isJsonAnswer(answer: Json): boolean {
  if (typeof answer === "string" && !/^\s*[{[]/.test(answer)) return false;
  const reading = readStrictJson(answer);
  return reading.ok && typeof reading.value === "object" && reading.value !== null;
}

/** What the user asked: the input as a text, else what the user said last. */
export function questionOf({ input, messages = [] }: NormalTrace): string {
  if (input !== undefined && input !== null) return textOf(input);
  const last = messages.findLast((message) => message["role"] === "user");
  return isJsonObject(last) ? textOfContent(last["content"]) : "";
}

/** A trace as the rules of `score` read one. */
export function trialOf({ messages }: NormalTrace, answer: Json | undefined): Trial {
  return {
    caseId: "",
    index: 0,
    status: "ok",
    cached: false,
    ...(answer === undefined ? {} : { output: answer }),
    ...(messages === undefined ? {} : { messages }),
  };
}
