/** What ends a word that may be part of a secret. */
const wordEnd = /(?<=[\s"{}[\],;])/;
/** An account number in groups of four has nine. */
const mostWordsOfSecret = 12;

/**
 * The start of a text, of at most so many characters, which must be fewer than it has. It ends where no address, card or key is cut in two, since
 * redaction finds no half of one: before the word that is cut, and before what looks like the start of several words.
 */
export function cutWords(text: string, length: number): string {
  const words = text.slice(0, length + 1).split(wordEnd);
  let end = words.length - 1;
  while (words.length - end <= mostWordsOfSecret && /[\d@=:]/.test(words[end - 1] ?? "")) end--;
  return words.slice(0, end).join("");
}
