import { isValidPhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CountryCode } from "libphonenumber-js/min";
import { findAll } from "./finding.ts";
import type { Finding } from "./finding.ts";

const international = /(?:\+|(?<![\p{L}\p{N}]|[\da-f][.,-])00)[ ]?[1-9](?:[ ()./-]{0,3}\d){6,15}(?!\d)/gu;
const northAmerican =
  /(?<![\p{L}\p{N}]|[\da-f][.,-])(?:1[ .-]?)?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]?\d{4}(?![\p{L}\p{N}]|[-.,]\d)/gu;
const national =
  /(?<![\p{L}\p{N}]|[\da-f][.,-])\(?0[1-9](?:[ ()./-]{0,2}\d){7,10}(?![\p{L}\p{N}]|[-.,/]\d)/gu;
const date = /^\d{1,4}([ ./-])\d{1,2}\1\d{2,4}(?!\d|\1\d)/;
const told =
  /(?<![\p{L}\p{N}])(?:(?:tele)?phone|mobile|cell|tel|telefon|téléphone|teléfono|telefono|celular|handy|fax|whatsapp|sms|(?:call|text|reach|ring) (?:me|her|him|us|them)(?: back)?|(?:my|his|her|their|callback|contact) number)(?: ?(?:number|no|nr|num))?[.#]?["'`]{0,2}\s{0,2}(?:=>|[:=|]|is|at|on|under)?\s{0,2}["'`]{0,2}(\+?\(?\d(?:[ ()./-]{0,2}\d){6,14})(?![\p{L}\p{N}]|[.,]\d)/giu;
/** Where a number that starts with 0 may be at home. */
const homes: readonly CountryCode[] = [
  "GB",
  "DE",
  "FR",
  "IT",
  "NL",
  "BE",
  "AT",
  "CH",
  "SE",
  "FI",
  "IE",
  "AU",
  "NZ",
  "ZA",
  "JP",
  "KR",
  "IN",
  "BR",
  "TR",
];

/**
 * Numbers of telephones: with a country code where such numbers are possible; in North American form; with a leading 0 where some country
 * has such numbers; and whatever the text itself calls one. Ten digits in a row that nothing calls a phone are an order number.
 */
export function findPhones(text: string): readonly Finding[] {
  return [
    ...findAll(text, international, "PHONE", (match) => readInternational(match[0], match.index)),
    ...findAll(text, northAmerican, "PHONE", ([written]) =>
      /[().-]/.test(written) || isValidPhoneNumber(written, "US")
        ? { identity: nationalDigits(written) }
        : undefined,
    ),
    ...findAll(text, national, "PHONE", ([written]) =>
      !date.test(written) && homes.some((country) => isValidPhoneNumber(written, country))
        ? { identity: nationalDigits(written) }
        : undefined,
    ),
    ...findTold(text),
  ];
}

/** A whole value whose key calls it a phone. */
export function phoneOfField(value: string): string | undefined {
  const plain = value.trim();
  if (!/^[+(\d][\d ()./x-]{5,28}$/.test(plain) || date.test(plain)) return undefined;
  const digits = plain.replaceAll(/\D/g, "");
  return digits.length >= 7 && digits.length <= 18 ? identityOf(plain) : undefined;
}

function findTold(text: string): readonly Finding[] {
  return Array.from(text.matchAll(told)).flatMap((match) => {
    const written = match[1] ?? "";
    if (date.test(written)) return [];
    const end = match.index + match[0].length;
    return [
      {
        start: end - written.length,
        end,
        label: "PHONE",
        identity: identityOf(written),
        toldByContext: true as const,
      },
    ];
  });
}

/** The number that starts here; what follows it may be another figure, so a group is left off until it is a possible one. */
function readInternational(
  written: string,
  start: number,
): { readonly identity: string; readonly from: number; readonly to: number } | undefined {
  let rest = written;
  while (rest.length >= 8) {
    const number = parsePhoneNumberFromString(withPlus(rest));
    const isNumber = written.startsWith("+") ? number?.isPossible() : number?.isValid();
    if (number !== undefined && isNumber === true) {
      return { identity: nationalDigits(number.nationalNumber), from: start, to: start + rest.length };
    }
    const shorter = rest.replace(/[ ()./-]+\d+$/, "");
    if (shorter === rest) return undefined;
    rest = shorter;
  }
  return undefined;
}

function withPlus(written: string): string {
  return written.replace(/^00/, "+").replace("(0)", "");
}

function identityOf(written: string): string {
  const number = /^(?:\+|00)/.test(written) ? parsePhoneNumberFromString(withPlus(written)) : undefined;
  return nationalDigits(number?.nationalNumber ?? written);
}

/** The digits as they are dialled at home, without the 0 or 1 before them: equal with and without a country code. */
function nationalDigits(written: string): string {
  const digits = written.replaceAll(/\D/g, "").replace(/^0+/, "");
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}
