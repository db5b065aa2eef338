import type { Json } from "../../experiment/json.ts";

/** Controls, formats (bidi, zero width, tags), private use, fillers, separators and non-characters; not the emoji presentation selector. */
const invisible = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufffe\uffff]/gu;

/** A value as one line of JSON in which each character that cannot be seen is an escape; parsing it gives the value again. */
export function showJson(value: Json): string {
  return JSON.stringify(value).replace(invisible, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
