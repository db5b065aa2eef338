import { isJsonObject, type Json } from "../experiment/json.ts";
import { cutWords } from "./cut-words.ts";
import type { NormalTrace } from "./normal-trace.ts";
import type { Counts } from "./otlp-counts.ts";
import { longestTextOfTrace, longestTraceLine } from "./trace-limits.ts";
import { traceLine } from "./trace-line.ts";

/** Tried one after the other until the line is short enough, in characters. */
const lengths = [longestTextOfTrace, 16 * 1024, 1024] as const;

/**
 * The line of a trace. A text over 256 Ki characters is cut, with a mark that says how long it was; where the line is still longer than 8 Mi, texts
 * are cut shorter, and at last messages, documents and calls of tools are left out. Each cut is counted.
 */
export function cutTraceLine(trace: NormalTrace, notes: Counts): string {
  const whole = traceLine(trace);
  if (whole.length <= longestTextOfTrace) return whole;
  for (const length of lengths) {
    let cuts = 0;
    const cut = cutTexts(trace, length, () => cuts++) as NormalTrace;
    const line = cuts === 0 ? whole : traceLine(cut);
    if (line.length > longestTraceLine && length !== lengths.at(-1)) continue;
    if (cuts > 0) notes.add(`a text of more than ${length} characters, cut in the normal form`, cuts);
    if (line.length <= longestTraceLine) return line;
    notes.add("a trace that is too long, whose messages, documents and calls of tools are left out");
    const { messages: _messages, documents: _documents, toolRuns: _runs, ...others } = cut;
    return traceLine(others);
  }
  return whole;
}

type Part = Json | undefined | { readonly [key: string]: Part } | readonly Part[];

function cutTexts(value: Part, length: number, onCut: () => void): Part {
  if (typeof value === "string") {
    if (value.length <= length) return value;
    onCut();
    return `${cutWhole(value, length)}…[cut: ${value.length} characters]`;
  }
  if (Array.isArray(value)) return (value as readonly Part[]).map((item) => cutTexts(item, length, onCut));
  if (!isJsonObject(value as Json)) return value;
  const entries = Object.entries(value as { readonly [key: string]: Part });
  return Object.fromEntries(entries.map(([key, item]) => [key, cutTexts(item, length, onCut)]));
}

/** Not within a word, but where that is too long for one; then not between the halves of one character. */
function cutWhole(text: string, length: number): string {
  const start = length - longestWords;
  const tail = cutWords(text.slice(start, length + 1), longestWords);
  if (tail !== "") return text.slice(0, start) + tail;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** Looked at for the end of a word. */
const longestWords = 512;
