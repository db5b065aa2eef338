import type { ToolCall } from "../experiment/case.ts";

const longest = 60;

/** Untrusted text as it may stand in a message: cut to about 60 characters, on one line, in quotes. */
export function quote(text: string): string {
  return JSON.stringify(cut(text));
}

/** Cuts a text to about 60 characters, never in the middle of a surrogate pair. */
function cut(text: string): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return `${text.slice(0, end)}...`;
}

/** Names in backquotes for a message: the first five, each cut, and how many more there are. */
export function quoteNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${cut(name)}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** A call for a message, in backquotes with its arguments, each cut; the name alone where no arguments were recorded. */
export function quoteCall({ name, arguments: given }: ToolCall): string {
  return `\`${cut(name)}${given === undefined ? "" : `(${cut(JSON.stringify(given))})`}\``;
}
