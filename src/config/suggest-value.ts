import { safeParse, ZodMiniEnum } from "zod/mini";
import type { $ZodType } from "zod/v4/core";
import type { Json } from "../experiment/json.ts";
import { nearestName } from "../experiment/nearest-name.ts";
import type { Hint } from "./schema/hint.ts";
import { unwrap } from "./schema/find-schema.ts";

const msByUnit: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

/**
 * What to write instead of a value that its schema refuses: the value it most likely means, if the schema takes that; else
 * the choices; else an example.
 */
export function suggestValue(value: Json | undefined, schema: $ZodType, hint: Hint): string | undefined {
  const likely = hint.secret === true ? [] : likelyValues(value, schema, hint);
  const taken = likely.find((candidate) => safeParse(schema, candidate).success);
  if (taken !== undefined) return `Write ${JSON.stringify(taken)}.`;
  const choices = choicesOf(schema, hint);
  if (choices.length > 0) return `Write one of ${choices.map((choice) => `\`${choice}\``).join(", ")}.`;
  return hint.example === undefined ? undefined : `Write a value such as ${JSON.stringify(hint.example)}.`;
}

function choicesOf(schema: $ZodType, hint: Hint): readonly string[] {
  const bare = unwrap(schema);
  return bare instanceof ZodMiniEnum ? bare.options.map(String) : (hint.known ?? []);
}

function likelyValues(value: Json | undefined, schema: $ZodType, hint: Hint): readonly Json[] {
  if (typeof value === "number" && !Number.isFinite(value)) return [];
  if (typeof value === "number")
    return [...(hint.unit === "share" ? [round(value / 100)] : []), String(value), [value]];
  if (typeof value === "boolean") return [String(value)];
  if (typeof value !== "string")
    return value !== undefined && JSON.stringify(value).length <= 80 ? [[value]] : [];
  const text = value.trim().slice(0, 200);
  const number = numberIn(text, hint);
  const nearest = nearestName(text, choicesOf(schema, hint));
  return [
    ...(number === undefined ? [] : [number]),
    ...(/^(?:yes|on|true|y)$/i.test(text) ? [true] : []),
    ...(/^(?:no|off|false|n)$/i.test(text) ? [false] : []),
    ...(nearest === undefined ? [] : [nearest]),
    hint.unit === "argv" ? text.split(/\s+/) : [text],
  ];
}

/** The number that a text such as "2s", "5%" or "$0.01" stands for, in the unit of its key. */
function numberIn(text: string, { unit }: Hint): number | undefined {
  const match = /^[$+]?\s*(\d+(?:[._]\d+)*)\s*(%|\$|[a-z]*)$/i.exec(text);
  if (!match) return undefined;
  const amount = Number(match[1]?.replaceAll("_", ""));
  const word = match[2]?.toLowerCase() ?? "";
  if (word === "") return amount;
  if (word === "%")
    return unit === "ratio" && (text.startsWith("+") || amount < 100)
      ? round(1 + amount / 100)
      : round(amount / 100);
  if (word === "usd" || word === "$") return unit === "usd" ? amount : undefined;
  const factor = msByUnit[word.replace(/(?<=.)(?:ec(?:ond)?s?|in(?:ute)?s?|our?s?|rs?)$/, "")];
  if (factor === undefined) return undefined;
  if (unit === "ms") return round(amount * factor);
  return unit === "minutes" ? round((amount * factor) / 60_000) : undefined;
}

/** Without the noise of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
