import { isUnspaced } from "./learnt-texts.ts";

const letters = /\p{L}/u;
const notPart = new Set(
  "The And Mr Mrs Ms Dr Prof Van Von Der Den Del Dos Las Los Bin Ibn Will May Can Mark Grace Hope Rose Art Bill Miss Sir Customer User Support Agent Team Test Admin Guest Unknown None Null Anonymous".split(
    " ",
  ),
);

export type LearntName = { readonly text: string; readonly ignoreCase: boolean; readonly identity: string };

/**
 * What to look for once a name is known: the name whatever its case, and, of a name of people, each word as it is written and in
 * capitals. A word that is no name by itself (`Will`, `Customer`) is looked for within the name only.
 */
export function namesToFind(name: string, withParts: boolean): readonly LearntName[] {
  const plain = name.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  if (plain.length < 2 || plain.length > 80 || !letters.test(plain) || /[@[\]{}<>\\:/]/.test(plain))
    return [];
  const identity = plain.toLowerCase();
  const words = plain.split(/[\s,]+/);
  const isOneWord = words.length === 1;
  if (isOneWord && (notPart.has(plain) || (withParts && !isUnspaced(plain) && plain.length < 3))) return [];
  const parts =
    withParts && words.length <= 5
      ? words.filter((word) => /^\p{Lu}[\p{L}\p{M}'’-]{2,}$/u.test(word) && !notPart.has(word))
      : [];
  return [
    ...(isOneWord && parts.length > 0 ? [] : [{ text: plain, ignoreCase: true, identity }]),
    ...parts.flatMap((part) => [
      { text: part, ignoreCase: false, identity },
      { text: part.toUpperCase(), ignoreCase: false, identity },
    ]),
  ];
}
