import type { Finding } from "./finding.ts";

/** A name, or what only its context told to be a secret: looked for wherever it stands. */
export type LearntText = {
  readonly text: string;
  readonly ignoreCase: boolean;
  readonly label: string;
  readonly identity: string;
};

/** Finds all of these texts as whole words, with `.`, `_`, `-` or a line break for a space. */
export function finderOfTexts(learnt: readonly LearntText[]): (text: string) => readonly Finding[] {
  const finders = [true, false].flatMap((ignoreCase) => {
    const texts = learnt.filter((one) => one.ignoreCase === ignoreCase);
    return texts.length === 0 ? [] : [finderOf(texts, ignoreCase)];
  });
  return (text) => finders.flatMap((find) => find(text));
}

function finderOf(texts: readonly LearntText[], ignoreCase: boolean): (text: string) => readonly Finding[] {
  const pattern = patternOf(texts, ignoreCase);
  const byText = new Map(
    texts.map((one): readonly [string, LearntText] => [plainOf(one.text, ignoreCase), one]),
  );
  return (text) =>
    Array.from(text.matchAll(pattern)).map((match) => {
      const known = byText.get(plainOf(match[0], ignoreCase));
      return {
        start: match.index,
        end: match.index + match[0].length,
        label: known?.label ?? "NAME",
        identity: known?.identity ?? match[0].toLowerCase(),
      };
    });
}

/** Scripts that write no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

function patternOf(texts: readonly LearntText[], ignoreCase: boolean): RegExp {
  const longestFirst = texts.map(({ text }) => text).toSorted((a, b) => b.length - a.length);
  const words = longestFirst.filter((text) => !isUnspaced(text)).map(writtenAs);
  const patterns = [
    ...(words.length === 0 ? [] : [String.raw`(?<![\p{L}\p{N}])(?:${words.join("|")})(?![\p{L}\p{N}])`]),
    ...longestFirst.filter(isUnspaced).map(writtenAs),
  ];
  return new RegExp(patterns.join("|"), ignoreCase ? "giu" : "gu");
}

function writtenAs(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(" ", String.raw`[\s._-]{1,3}`);
}

function plainOf(text: string, ignoreCase: boolean): string {
  const plain = text.replaceAll(/[\s._-]+/g, " ");
  return ignoreCase ? plain.toLowerCase() : plain;
}
