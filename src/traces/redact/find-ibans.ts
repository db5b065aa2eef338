import { countrySpecs, isValidIBAN } from "ibantools";
import type { Finding } from "./finding.ts";

const start = /(?<![\p{L}\p{N}])[A-Za-z]{2}[ -]?\d{2}/gu;
const longestWritten = 70;

/** Account numbers (IBAN) of a known country with its length and a right checksum, in any grouping. */
export function findIbans(text: string): readonly Finding[] {
  return Array.from(text.matchAll(start)).flatMap((match) => {
    const length = countrySpecs[match[0].slice(0, 2).toUpperCase()]?.chars;
    if (typeof length !== "number") return [];
    const written = firstCharacters(text.slice(match.index, match.index + longestWritten), length);
    if (written === undefined) return [];
    const iban = written.replaceAll(/[ -]/g, "").toUpperCase();
    const end = match.index + written.length;
    if (/[\p{L}\p{N}]/u.test(text.charAt(end)) || !isValidIBAN(iban)) return [];
    return [{ start: match.index, end, label: "IBAN", identity: iban }];
  });
}

/** The beginning that holds this many letters and digits, with at most one space or hyphen between two. */
function firstCharacters(text: string, count: number): string | undefined {
  let seen = 0;
  for (let index = 0; index < text.length; index++) {
    const isSeparator = /[ -]/.test(text.charAt(index));
    if (isSeparator ? /[ -]/.test(text.charAt(index - 1)) : !/[A-Za-z0-9]/.test(text.charAt(index)))
      return undefined;
    if (!isSeparator) seen++;
    if (seen === count) return text.slice(0, index + 1);
  }
  return undefined;
}
