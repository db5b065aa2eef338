import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import type { Trial } from "../experiment/trial.ts";

/** Nesting that a text read as JSON may have; the comparisons below it recurse. */
const deepest = 200;

/** What parsing a text as JSON gives. `null` is a value, so absence is a state of its own. */
export type JsonReading =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string };

/** The last message of the assistant, if any. */
export function lastAssistantMessage(trial: Trial): JsonObject | undefined {
  return trial.messages?.findLast((message) => message["role"] === "assistant");
}

/**
 * What the target answered: `output` as recorded, else the text of the last assistant message ("" when that message only calls
 * tools). Absent when the trial records neither, which is missing evidence and not an empty answer.
 */
export function outputOf(trial: Trial): Json | undefined {
  if (trial.output !== undefined) return trial.output;
  const message = lastAssistantMessage(trial);
  return message === undefined ? undefined : textOfContent(message["content"]);
}

/** `content` of a message: a text, or the texts of its parts one after the other. */
export function textOfContent(content: Json | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: Json) => (isJsonObject(part) && typeof part["text"] === "string" ? part["text"] : ""))
    .join("");
}

/** A value as text: a string as it is, anything else as its JSON. */
export function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A value as JSON: a string is parsed, as a whole or inside one Markdown code fence that is all of the text. */
export function readJson(value: Json): JsonReading {
  return typeof value === "string" ? parseJson(withoutFence(value)) : checkDepth(value);
}

/** As `readJson`, but a code fence is not looked into: the text itself has to be JSON. */
export function readStrictJson(value: Json): JsonReading {
  return typeof value === "string" ? parseJson(value) : checkDepth(value);
}

function parseJson(text: string): JsonReading {
  if (text.trim() === "") return { ok: false, reason: "the output is empty, not JSON" };
  try {
    return checkDepth(JSON.parse(text) as Json);
  } catch {
    return { ok: false, reason: "the output is not JSON" };
  }
}

function checkDepth(value: Json): JsonReading {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return { ok: false, reason: `the output is nested deeper than ${deepest} levels` };
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return { ok: true, value };
}

function withoutFence(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("```") || !trimmed.endsWith("```") || trimmed.length < 6) return text;
  const body = trimmed.indexOf("\n");
  const language = trimmed.slice(3, body).trim().toLowerCase();
  return body > 0 && (language === "" || language === "json") ? trimmed.slice(body + 1, -3) : text;
}
