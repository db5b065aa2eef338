import { markdownTable } from "markdown-table";

/**
 * The one door for text that others wrote (outputs, ids, tags, names, paths, messages) into anything that is shown. A `Markdown` value
 * can only be made here, so a raw string cannot reach a report by accident: in a `safe` template a string becomes a code span.
 */
const brand: unique symbol = Symbol("markdown");
export type Markdown = { readonly [brand]: string };

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
/** Controls, formats (bidi, zero width, tags), private use, lone surrogates, fillers and non-characters; not the emoji presentation selector. */
const invisible = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufffe\uffff]/gu;
/** CSI, OSC and two-character escape sequences. */
const ansi = new RegExp(
  String.raw`[\u001b\u009b](?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[[\]()#;?]*(?:\d{1,4}(?:[;:]\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~])`,
  "gu",
);
const ellipsis = "…";

/** Makes every character that could hide or reorder text readable, as `\u{202e}`. Lone surrogates too, so the result is valid UTF-16. */
function revealInvisible(text: string): string {
  return text.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** At most `max` UTF-16 units, ending in an ellipsis where something was cut; never inside a surrogate pair or a grapheme. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = Math.max(0, max - ellipsis.length);
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter("en").segment(text.slice(0, room + 64))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end) + ellipsis;
}

/** The first `max` units, never half a surrogate pair. */
function head(text: string, max: number): string {
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, "");
}

/** One visible line of at most `max` units. The text is shortened before it is searched, so a huge one costs no more than a small one. */
function oneLine(text: string, max: number): string {
  return cut(
    revealInvisible(
      head(text, max + 2)
        .replace(lineBreak, "⏎")
        .replaceAll("\t", " "),
    ),
    max,
  );
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const unit of text) {
    run = unit === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function trust(text: string): Markdown {
  return { [brand]: text };
}

/** The Markdown source. */
export function source(markdown: Markdown): string {
  return markdown[brand];
}

/**
 * Untrusted text as an inline code span: the fence is longer than the longest run of backticks in it, line breaks are `⏎`, and `|` is `¦`
 * since a table cell ends at a `|` even inside code. Empty text is the word "(empty)".
 */
export function codeSpan(text: string, max = 80): Markdown {
  const line = oneLine(text, max).replaceAll("|", "¦");
  if (line.trim() === "") return trust("(empty)");
  const fence = "`".repeat(longestRun(line, "`") + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return trust(`${fence}${pad}${line}${pad}${fence}`);
}

/** Untrusted text as a block that keeps its lines. GitHub reads neither Markdown nor mentions in it. */
export function preBlock(text: string, max = 2000): Markdown {
  const visible = cut(
    head(text, max + 2)
      .replace(lineBreak, "\n")
      .split("\n")
      .map((line) => line.split("\t").map(revealInvisible).join("\t"))
      .join("\n"),
    max,
  );
  return trust(`<pre>${escapeHtml(visible)}</pre>`);
}

/** Text to be copied, as a fenced block whose fence is longer than any run of backticks in it. The text must be free of invisible characters. */
export function fencedBlock(language: "yaml", text: string): Markdown {
  const fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return trust(`${fence}${language}\n${text.replace(lineBreak, "\n").trimEnd()}\n${fence}`);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A link in HTML, where the address is a plain http(s) one; else only the words. */
export function link(words: string, url: string): Markdown {
  if (!/^https?:\/\/[^\s"'<>`\\]{1,2000}$/.test(url)) return plain(words);
  return trust(`<a href="${escapeHtml(url)}">${source(plain(words))}</a>`);
}

/** A commit or a hash by its first seven digits, bare, so that GitHub links a commit; anything else is a code span. */
export function commitName(sha: string): Markdown {
  return /^[0-9a-f]{7,64}$/u.test(sha) ? trust(sha.slice(0, 7)) : codeSpan(sha, 40);
}

/** What GitHub turns into a link, a mention, a reference or an emoji after Markdown was read: only code stops that. */
const active = /@|:\/\/|www\.|#\d|\bgh-\d|\b[0-9a-f]{7,64}\b|:[\w+-]+:/iu;

function escapeWord(word: string): string {
  if (active.test(word)) return source(codeSpan(word, 200));
  return word.replace(/[\\`*_[\]<>|~&#]|\$(?!\d)/gu, (character) => `\\${character}`);
}

function escapeSentence(text: string): string {
  return text
    .split(/(\s+)/u)
    .map((word) => (word.trim() === "" ? word : escapeWord(word)))
    .join("");
}

/**
 * A sentence of ours that may carry names of others in single backquotes: each becomes a code span, the rest is escaped so that it renders
 * as itself. A name with a backquote of its own only loses its span, never its escaping. ` -> ` becomes an arrow.
 */
export function plain(text: string, max = 1000): Markdown {
  const line = oneLine(text, max).trim().replaceAll(" -> ", " → ");
  const parts = line.split(/`([^`]+)`/u);
  const rendered = parts.map((part, index) =>
    index % 2 === 1 ? source(codeSpan(part, max)) : escapeSentence(part),
  );
  return trust(escapeStart(joinSources(rendered)));
}

/** What would make a list, a rule or an underline of a line that starts with it. */
function escapeStart(text: string): string {
  return text
    .replace(/^(?:[-=]|\+(?=\s|$))/u, (start) => `\\${start}`)
    .replace(/^\d{1,9}(?=[.)](?:\s|$))/u, (start) => `${start}\\`);
}

/** Two code spans that touch would be read as one: a space keeps them apart. */
function joinSources(parts: readonly string[]): string {
  return parts.reduce(
    (text, part) => (text.endsWith("`") && part.startsWith("`") ? `${text} ${part}` : text + part),
    "",
  );
}

/** A heading of ours. */
export type Column = { readonly title: string; readonly align?: "right" };

type Interpolated = Markdown | string | number;

function render(value: Interpolated): string {
  if (typeof value === "number") return String(value);
  return source(typeof value === "string" ? codeSpan(value) : value);
}

/**
 * Markdown of ours with values in it: Markdown stays as it is, a string becomes a code span. Not named `md`, since a formatter takes
 * such a template for a whole document and changes its line breaks.
 */
export function safe(texts: TemplateStringsArray, ...values: readonly Interpolated[]): Markdown {
  return trust(
    joinSources(
      texts.flatMap((text, index) => (index === 0 ? [text] : [render(values[index - 1] ?? ""), text])),
    ),
  );
}

/** Joined with one of our own separators. */
export function join(
  parts: readonly Markdown[],
  separator: " " | ", " | " · " | " → " | " vs " | "\n" | "\n\n",
): Markdown {
  return trust(parts.map(source).join(separator));
}

/** A GFM table. The cells are Markdown already, without a bare `|` or a line break, which the table writer itself would let through. */
export function table(columns: readonly Column[], rows: readonly (readonly Markdown[])[]): Markdown {
  const heads = columns.map(({ title }) => title);
  const align = columns.map((column) => (column.align === "right" ? "r" : "l"));
  return trust(
    markdownTable([heads, ...rows.map((row) => row.map(source))], { align, alignDelimiters: false }),
  );
}

/** A part that is folded until it is opened. The summary is ours: Markdown is not read in it. */
export function folded(summary: string, body: Markdown): Markdown {
  return trust(`<details><summary>${escapeHtml(summary)}</summary>\n\n${source(body)}\n\n</details>`);
}

/** One HTML comment that carries `name=value` parts; characters that could end it are dropped. */
export function hiddenMarker(name: string, values: Readonly<Record<string, string | undefined>>): Markdown {
  const parts = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value.replace(/[^\w.-]/gu, "").slice(0, 64)}`],
  );
  return trust(`<!-- ${[name, ...parts].join(" ")} -->`);
}

/** For XML text and attributes: characters that XML forbids or that hide are made visible, line breaks are kept. */
export function xmlText(text: string, max = 4000): string {
  const visible = head(text, max + 2)
    .replace(lineBreak, "\n")
    .split("\n")
    .map((line) => revealInvisible(line.replaceAll("\t", " ")))
    .join("\n");
  return escapeHtml(cut(visible, max)).replaceAll("'", "&apos;").replaceAll("\n", "&#10;");
}

/** For a terminal or a log: no escape sequence, one line, and nothing that the runner would take for a workflow command. */
export function terminalText(text: string, max = 1000): string {
  return breakWorkflowCommands(oneLine(head(text, max * 4).replace(ansi, ""), max));
}

/** Breaks `##[command]`, which the runner reads anywhere in a line, and `::command::`, which it reads at the start of one. */
export function breakWorkflowCommands(line: string): string {
  return line.replaceAll("##[", "# #[").replace(/^(\s*):(?=:)/u, "$1: ");
}
