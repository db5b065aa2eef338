import { barrier } from "./finding.ts";

/** A text as its reader understands it, and which part of the original each of its characters (UTF-16) stands for. */
export type ReadableText = {
  readonly text: string;
  readonly startOf: (index: number) => number;
  readonly endOf: (index: number) => number;
};

const needsReading = /[\\%&[\]\u0080-\uFFFF]/;
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
const decimalDigit = /^\p{Nd}$/u;
const dash = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  colon: ":",
  commat: "@",
  gt: ">",
  hyphen: "-",
  lowbar: "_",
  lt: "<",
  nbsp: " ",
  num: "#",
  period: ".",
  plus: "+",
  quot: '"',
  shy: "",
  sol: "/",
};

/**
 * Undoes what hides a text from a pattern but not from a person or a program: JSON escapes at any depth, percent encoding, HTML
 * entities, Markdown escapes, characters that are not shown, full-width and other digits, dashes and spaces of every kind. What
 * `placeholder` (sticky) matches becomes a barrier. Linear in the text.
 */
export function readText(original: string, placeholder: RegExp): ReadableText {
  if (!needsReading.test(original))
    return { text: original, startOf: (index) => index, endOf: (index) => index + 1 };
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  while (index < original.length) {
    const unit = readUnit(original, index, placeholder);
    parts.push(unit.text);
    for (let written = 0; written < unit.text.length; written++) {
      starts.push(index);
      ends.push(unit.end);
    }
    index = unit.end;
  }
  return view(parts.join(""), starts, ends);
}

const markup = /\*{1,3}|`{1,3}|~~|<\/?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,200})?\/?>|<!--[^<>]{0,200}-->/gi;

/** The same without marks of Markdown and HTML, or undefined if there are none: `jane**@**example.com` is an address to a reader. */
export function withoutMarkup(read: ReadableText): ReadableText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  let from = 0;
  function keep(to: number): void {
    parts.push(read.text.slice(from, to));
    for (let index = from; index < to; index++) {
      starts.push(read.startOf(index));
      ends.push(read.endOf(index));
    }
  }
  for (const mark of read.text.matchAll(markup)) {
    keep(mark.index);
    from = mark.index + mark[0].length;
  }
  if (from === 0) return undefined;
  keep(read.text.length);
  return view(parts.join(""), starts, ends);
}

function view(text: string, starts: readonly number[], ends: readonly number[]): ReadableText {
  return { text, startOf: (index) => starts[index] ?? 0, endOf: (index) => ends[index] ?? 0 };
}

type Unit = { readonly text: string; readonly end: number };

function readUnit(text: string, index: number, placeholder: RegExp): Unit {
  const code = text.codePointAt(index) ?? 0;
  const end = index + (code > 0xff_ff ? 2 : 1);
  if (code === 0x5b) {
    placeholder.lastIndex = index;
    const found = placeholder.exec(text)?.[0];
    return found === undefined ? { text: "[", end } : { text: barrier, end: index + found.length };
  }
  const decoded =
    code === 0x5c
      ? readBackslash(text, index)
      : code === 0x25
        ? readPercent(text, index)
        : code === 0x26
          ? readEntity(text, index)
          : undefined;
  if (decoded !== undefined) return { text: foldAll(decoded.text), end: decoded.end };
  return { text: code < 0x80 ? text.charAt(index) : fold(String.fromCodePoint(code)), end };
}

const backslashes = /\\+/y;
const escaped = /u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|[nrtbf]|[^\p{L}\p{N}\s\\[]/iuy;

/** `\n`, `\"`, `\u0040`, `\_` and the same behind any number of backslashes, as JSON in JSON has them. */
function readBackslash(text: string, index: number): Unit {
  backslashes.lastIndex = index;
  const end = index + (backslashes.exec(text)?.[0].length ?? 1);
  escaped.lastIndex = end;
  const found = escaped.exec(text);
  if (found === null) return { text: "\\", end };
  const after = end + found[0].length;
  const hex = found[1] ?? found[2] ?? found[3];
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return { text: code > 0x10_ff_ff ? " " : String.fromCodePoint(code), end: after };
  }
  if (/[nr]/i.test(found[0])) return { text: "\n", end: after };
  return { text: /[tbf]/i.test(found[0]) ? " " : found[0], end: after };
}

const percentByte = /%(?:25)*([0-9a-f]{2})/iy;

/** One character of percent encoding, encoded once or several times over. */
function readPercent(text: string, index: number): Unit | undefined {
  const bytes: number[] = [];
  let end = index;
  let wanted = 1;
  while (bytes.length < wanted) {
    percentByte.lastIndex = end;
    const found = percentByte.exec(text);
    if (found === null) return undefined;
    const byte = Number.parseInt(found[1] ?? "", 16);
    if (bytes.length === 0) wanted = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    bytes.push(byte);
    end += found[0].length;
  }
  try {
    return {
      text: decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")),
      end,
    };
  } catch {
    return undefined;
  }
}

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,7}));/iy;

function readEntity(text: string, index: number): Unit | undefined {
  entity.lastIndex = index;
  const found = entity.exec(text);
  if (found === null) return undefined;
  const [whole, decimal, hex, name] = found;
  const end = index + whole.length;
  if (name !== undefined) {
    const known = Object.hasOwn(entities, name.toLowerCase()) ? entities[name.toLowerCase()] : undefined;
    return known === undefined ? undefined : { text: known, end };
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code > 0x10_ff_ff ? undefined : { text: String.fromCodePoint(code), end };
}

function foldAll(text: string): string {
  return Array.from(text, fold).join("");
}

/** One character in its plain form; one that is not shown is gone. */
function fold(character: string): string {
  if (character < "\u0080") return character;
  if (ignorable.test(character)) return "";
  if (dash.test(character)) return "-";
  if (decimalDigit.test(character)) return digitOf(character);
  if (character === "\u3002" || character === "\uFF61") return ".";
  if (character === barrier) return " ";
  return character.normalize("NFKC");
}

/** Digits come in tens that start at a code ending in 0 or 6 (hexadecimal), or have a plain form. */
function digitOf(character: string): string {
  const plain = character.normalize("NFKC");
  if (plain < "\u0080") return plain;
  const code = character.codePointAt(0) ?? 0;
  const place = code % 16;
  const startsAtZero = decimalDigit.test(String.fromCodePoint(code - place));
  return String(startsAtZero ? place : Math.max(0, place - 6) % 10);
}
