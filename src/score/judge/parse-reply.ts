import { isJsonObject, type Json } from "../../experiment/json.ts";

export type CriterionAnswer = { readonly reason: string; readonly isYes: boolean };

export type ReplyReading =
  /** In the order of the criteria. */
  | { readonly ok: true; readonly answers: readonly CriterionAnswer[] }
  | { readonly ok: false; readonly reason: string };

/** Far above any honest reply. */
const longestReply = 100_000;

const keysOfAnswer = ["id", "reason", "answer"];

/**
 * Reads `{"criteria":[{"id","reason","answer"}]}` and nothing else: no prose or code fence around it, no second object, no other or
 * doubled key, each id once, a reason that is not blank, and the answer `yes` or `no` in just these letters. The reasons returned
 * hold no text of the reply.
 */
export function parseReply(text: string, ids: readonly string[]): ReplyReading {
  if (text.trim() === "") return refuse("is empty");
  if (text.length > longestReply) return refuse(`is longer than ${longestReply} characters`);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse("is not one JSON object and nothing else");
  }
  if (!isJsonObject(value) || !hasKeys(value, ["criteria"])) return refuse("is not `{ criteria: [...] }`");
  const { criteria } = value;
  if (!Array.isArray(criteria)) return refuse("has no list of criteria");
  const entries: readonly Json[] = criteria;
  if (entries.length !== ids.length) return refuse(`answers ${entries.length} of ${ids.length} criteria`);
  if (countKeys(text) !== 1 + keysOfAnswer.length * entries.length)
    return refuse("has unknown or doubled keys");

  const answerById = new Map<string, CriterionAnswer>();
  for (const entry of entries) {
    if (!isJsonObject(entry) || !hasKeys(entry, keysOfAnswer))
      return refuse("has a criterion that is not `{ id, reason, answer }`");
    const { id, reason, answer } = entry;
    if (typeof id !== "string" || !ids.includes(id)) return refuse("answers a criterion that was not asked");
    if (answerById.has(id)) return refuse("answers a criterion twice");
    if (typeof reason !== "string" || reason.trim() === "") return refuse("gives no reason for an answer");
    if (answer !== "yes" && answer !== "no") return refuse("has an answer other than `yes` and `no`");
    answerById.set(id, { reason, isYes: answer === "yes" });
  }
  return { ok: true, answers: ids.flatMap((id) => answerById.get(id) ?? []) };
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
