import { cutWords } from "../cut-words.ts";

const longestQuote = 160;
const longestCompared = 2000;

/** Words of a trace for a sentence of ours: on one line, in quotes, cut to 160 characters at most. */
export function quoteWords(text: string): string {
  const start = text
    .slice(0, longestQuote * 4)
    .replaceAll(/\s+/g, " ")
    .trim();
  const isCut = start.length > longestQuote || text.length > longestQuote * 4;
  return JSON.stringify(isCut ? `${cutWords(start, longestQuote).trimEnd()}...` : start);
}

/**
 * A text without what differs from one time to the next: quoted values, data in brackets, addresses, and every word with a digit in it, but
 * for the status of HTTP. Of a Python traceback the last line counts. Two texts of one failure are mostly equal then.
 */
export function normaliseWords(text: string): string {
  const plain = lineThatCounts(text.slice(-longestCompared * 2))
    .slice(0, longestCompared)
    .toLowerCase()
    .replaceAll(/"[^"\n]{0,300}"|`[^`\n]{0,300}`|(?<!\w)'[^'\n]{1,300}'(?!\w)/g, "<value>")
    .replaceAll(/https?:\/\/\S+/g, "<url>")
    .replaceAll(/[^\s@]{1,100}@[^\s@]{1,100}/g, "<address>");
  return withoutData(plain)
    .split(/\s+/)
    .map(normaliseWord)
    .filter((word, index, words) => word !== "" && word !== words[index - 1])
    .slice(0, 60)
    .join(" ");
}

function lineThatCounts(text: string): string {
  if (!text.includes("Traceback (most recent call last)")) return text;
  return (
    text
      .split("\n")
      .findLast((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** Innermost brackets first. */
function withoutData(text: string): string {
  let inner = text;
  for (let level = 0; level < 4; level += 1)
    inner = inner.replaceAll(/[{[][^{}[\]]{0,1000}[}\]]/g, "<value>");
  return inner;
}

function normaliseWord(word: string, index: number, words: readonly string[]): string {
  if (!/\d/.test(word)) return word;
  const isStatus =
    /^[1-5]\d\d\W*$/.test(word) && /^(?:error|status|code|http\S*)\W*$/.test(words[index - 1] ?? "");
  return isStatus ? word.replaceAll(/\W/g, "") : "<n>";
}

/** What kind of error a text tells of, by name or status alone: `TimeoutError`, `429`. */
export function kindOfError(text: string): string | undefined {
  const start = lineThatCounts(text).slice(0, longestCompared);
  const [name] = /\b[A-Z][A-Za-z]{2,40}(?:Error|Exception)\b/.exec(start) ?? [];
  const [, status] =
    /\b(?:error|status|code|http\S{0,10})\W{1,3}(?:code\W{1,3})?([1-5]\d\d)\b/i.exec(start) ?? [];
  return name ?? status;
}

/** Whether a text tells of a service that did not answer, whoever asked it. */
export function tellsOfOutage(text: string): boolean {
  return /\btimed? ?-?out\b|timeout|connection (?:was )?(?:refused|reset|closed|error|aborted)|\becon\w{4,}|temporarily unavailable|service unavailable|rate limit|too many requests|internal server error|bad gateway|\b(?:429|50[0-4])\b/i.test(
    text.slice(0, longestCompared),
  );
}
