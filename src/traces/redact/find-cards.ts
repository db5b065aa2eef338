import type { Finding } from "./finding.ts";

const digitRun = /(?<![\p{L}\p{N}]|\d[.,])\d(?:[ .-]{0,2}\d){12,}(?![\p{L}])/gu;
/** First digits that issuers of payment cards have, with the lengths of their numbers (ISO/IEC 7812). */
const issuers: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^3(?:0[0-5]|095|[689])/, [14, 15, 16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]],
];
const longest = 19;

/**
 * Numbers of payment cards: an issuer's first digits, its length and the check digit; in one piece, digit by digit, or in groups of 4 to 7
 * with a shorter last one, which the parts of a UUID or a list of figures are not.
 */
export function findCards(text: string): readonly Finding[] {
  return Array.from(text.matchAll(digitRun)).flatMap((run) => cardsOfRun(run[0], run.index));
}

type Group = { readonly digits: string; readonly start: number };

function cardsOfRun(run: string, offset: number): readonly Finding[] {
  const groups: readonly Group[] = Array.from(run.matchAll(/\d+/g), (match) => ({
    digits: match[0],
    start: offset + match.index,
  }));
  const cards: Finding[] = [];
  for (let first = 0; first < groups.length; first++) {
    // What stands behind the point of a decimal fraction is no beginning.
    const last = run[(groups[first]?.start ?? 0) - offset - 1] === "." ? undefined : endOfCard(groups, first);
    const [from, to] = [groups[first], groups[last ?? -1]];
    if (last === undefined || from === undefined || to === undefined) continue;
    const identity = digitsOf(groups.slice(first, last + 1));
    cards.push({ start: from.start, end: to.start + to.digits.length, label: "CARD", identity });
    first = last;
  }
  return cards;
}

/** The last group of the card that starts with this one, the longest card first. */
function endOfCard(groups: readonly Group[], first: number): number | undefined {
  const begin = groups[first]?.digits ?? "";
  if (!/^[2-6]/.test(begin) || ![1, 4].includes(begin.length)) return isCard(begin) ? first : undefined;
  let digits = begin;
  let found: number | undefined;
  for (let last = first + 1; last < groups.length && digits.length < longest; last++) {
    const group = groups[last]?.digits ?? "";
    const isLast = begin.length === 4 && group.length < 4;
    if (begin.length === 1 ? group.length !== 1 : group.length > 7) break;
    digits += group;
    if (isCard(digits)) found = last;
    if (isLast) break;
  }
  return found;
}

function digitsOf(groups: readonly Group[]): string {
  return groups.map(({ digits }) => digits).join("");
}

function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > longest) return false;
  return (
    issuers.some(([start, lengths]) => lengths.includes(digits.length) && start.test(digits)) &&
    hasCheckDigit(digits)
  );
}

/** The check digit of Luhn (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits).reduce((total, character, index) => {
    const digit = Number(character) * ((digits.length - index) % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
