import { isJsonObject, type Json } from "../../experiment/json.ts";
import type { Trial } from "../../experiment/trial.ts";
import { readSteps, type Step } from "../read-steps.ts";

/**
 * What the application did to get to its output, as steps: `{ user }`, `{ assistant }`, `{ call, name, arguments }` and
 * `{ result_of, content }`, `call` being a number from 1. System messages are left out, since they may tell which arm it is, and so are the
 * ids of calls, which differ from trial to trial. Arguments stay as they came: parsing a text could hide that a key is there twice.
 * Undefined where the trial records neither calls nor messages, which is not the same as having made no call.
 */
export function readTrajectory({
  messages = [],
  toolCalls,
}: Pick<Trial, "messages" | "toolCalls">): Json | undefined {
  if (messages.length === 0 && toolCalls === undefined) return undefined;
  const told = readSteps(messages);
  const isCalled = told.some(({ kind }) => kind === "call");
  const listed = (isCalled ? [] : (toolCalls ?? [])).map((call): Step => ({ kind: "call", at: -1, ...call }));
  return number([...listed, ...told]);
}

/** Numbers the calls, and names each result by the number of its call: of those with its id the last before it. */
function number(steps: readonly Step[]): Json {
  const numberById = new Map<Json, number>();
  let calls = 0;
  return steps.map((step): Json => {
    if (step.kind === "said") return { [step.by]: shownContent(step.content) };
    if (step.kind === "result") {
      const call = step.of === undefined ? undefined : numberById.get(step.of);
      return { result_of: call ?? "unknown", content: shownContent(step.content) };
    }
    calls += 1;
    const { id, name = null, arguments: given } = step;
    if (id !== undefined) numberById.set(id, calls);
    return { call: calls, name, ...(given === undefined ? {} : { arguments: given }) };
  });
}

/** Texts as they are; what a judge is not sent, such as an image, by its type alone. */
function shownContent(content: Json): Json {
  if (Array.isArray(content)) return content.map((part: Json) => shownContent(part));
  if (!isJsonObject(content)) return content;
  const { type, text } = content;
  if (typeof text === "string") return text;
  return typeof type === "string" ? { not_shown: type } : content;
}
