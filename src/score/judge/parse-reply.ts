import { isJsonObject, type Json } from "../../experiment/json.ts";
import { type Criterion, gradesOf } from "./rubric.ts";

/** `value` is what the answer counts, in [0, 1]: 0 for no and 1 for yes. */
export type CriterionAnswer = { readonly reason: string; readonly value: number };

export type ReplyReading =
  /** In the order of the criteria. */
  | { readonly ok: true; readonly answers: readonly CriterionAnswer[] }
  | { readonly ok: false; readonly reason: string };

/** Far above any honest reply. */
const longestReply = 100_000;

const keysOfAnswer = ["id", "reason", "answer"];

/**
 * Reads `{"criteria":[{"id","reason","answer"}]}` and nothing else: no prose or code fence around it, no second object, no other or
 * doubled key, each id once, a reason that is not blank, and an answer of the criterion's own, letter by letter: `yes` or `no`, or one of
 * its grades as a text. The reasons returned hold no text of the reply.
 */
export function parseReply(text: string, criteria: readonly Criterion[]): ReplyReading {
  if (text.trim() === "") return refuse("is empty");
  if (text.length > longestReply) return refuse(`is longer than ${longestReply} characters`);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse("is not one JSON object and nothing else");
  }
  if (!isJsonObject(value) || !hasKeys(value, ["criteria"])) return refuse("is not `{ criteria: [...] }`");
  const { criteria: given } = value;
  if (!Array.isArray(given)) return refuse("has no list of criteria");
  const entries: readonly Json[] = given;
  if (entries.length !== criteria.length)
    return refuse(`answers ${entries.length} of ${criteria.length} criteria`);
  if (countKeys(text) !== 1 + keysOfAnswer.length * entries.length)
    return refuse("has unknown or doubled keys");

  const answerById = new Map<string, CriterionAnswer>();
  for (const entry of entries) {
    if (!isJsonObject(entry) || !hasKeys(entry, keysOfAnswer))
      return refuse("has a criterion that is not `{ id, reason, answer }`");
    const { id, reason, answer } = entry;
    const criterion = criteria.find((each) => each.id === id);
    if (criterion === undefined) return refuse("answers a criterion that was not asked");
    if (answerById.has(criterion.id)) return refuse("answers a criterion twice");
    if (typeof reason !== "string" || reason.trim() === "") return refuse("gives no reason for an answer");
    const grade = gradesOf(criterion).find(({ word }) => word === answer);
    if (grade === undefined)
      return refuse(
        `has an answer other than ${criterion.grades === undefined ? "`yes` and `no`" : "the grades"}`,
      );
    answerById.set(criterion.id, { reason, value: grade.value });
  }
  return { ok: true, answers: criteria.flatMap(({ id }) => answerById.get(id) ?? []) };
}

function hasKeys(object: { readonly [key: string]: Json }, keys: readonly string[]): boolean {
  return keys.every((key) => Object.hasOwn(object, key));
}

/** Keys as written, in a text that is JSON: one more than asked for is unknown, or doubled, of which parsing keeps the last in silence. */
function countKeys(json: string): number {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, "").split(":").length - 1;
}

function refuse(what: string): ReplyReading {
  return { ok: false, reason: `the judge's reply ${what}` };
}
