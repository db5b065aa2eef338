import type { Json } from "../../experiment/json.ts";
import { answerOf, isSameAnswer } from "../detect/read-answer.ts";
import type { NormalTrace } from "../normal-trace.ts";

export type GivenAnswer = { readonly value: Json; readonly from: "correction" | "annotation" };

/** Names under which a person at work writes what the answer should have been. */
const labelName =
  /^(?:(?:expected|corrected|ideal|golden|gold|reference)(?:[ _-]?(?:answer|output|response|text|value))?|correction|ground[ _-]?truth)$/i;

/**
 * What the answer should have been, in the words of a person: a correction, else an annotation whose name says so. Undefined where nobody
 * told, and where it is what the app answered: the failed output is never the expected one.
 */
export function expectedOf(trace: NormalTrace): GivenAnswer | undefined {
  const { correction, scores = [] } = trace;
  const label = scores.find(
    ({ name, kind, source }) => source === "annotation" && kind === "text" && labelName.test(name),
  )?.value;
  const failed = answerOf(trace);
  const isNew = (value: Json | undefined): value is Json =>
    value !== undefined && value !== null && !isSameAnswer(value, "") && !isSameAnswer(value, failed);
  if (isNew(correction)) return { value: correction, from: "correction" };
  return isNew(label) ? { value: label, from: "annotation" } : undefined;
}

/** How much people said of the trace: 2 the right answer, 1 how good it is, 0 nothing. */
export function labelRank(trace: NormalTrace): 0 | 1 | 2 {
  if (expectedOf(trace) !== undefined) return 2;
  return trace.scores?.some(({ source }) => source === "annotation") === true ? 1 : 0;
}
