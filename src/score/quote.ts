import type { ToolCall } from "../experiment/case.ts";
import { isJsonObject } from "../experiment/json.ts";

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

/** What a tool or an argument can be called. A model that gets lost writes a whole call, values and all, in the place of a name. */
const properName = /^[\p{L}_](?:[\p{L}\p{M}\p{N}_.-]|[:/](?![:/]))*$/u;
const longestTool = 40;
const longestArgument = 24;

/**
 * A call for where no output may be seen, in backquotes: the tool's name and those of its arguments, as many as fit in about `most`
 * characters, and no value.
 */
export function showCall({ name, arguments: given }: ToolCall, most = 90): string {
  const tool = showName(name, Math.min(longestTool, most));
  if (!isJsonObject(given)) return `\`${tool}\``;
  let listed = "";
  for (const each of Object.keys(given)) {
    const next = `${listed === "" ? "" : `${listed}, `}${showName(each, longestArgument)}`;
    if (tool.length + next.length > most) return `\`${tool}(${listed === "" ? "" : `${listed}, `}...)\``;
    listed = next;
  }
  return `\`${tool}(${listed})\``;
}

function showName(name: string, most: number): string {
  const start = name.slice(0, most);
  if (!properName.test(start.replace(/[\uD800-\uDBFF]$/, ""))) return "?";
  return start === name ? name : `${start.slice(0, most - 3).replace(/[\uD800-\uDBFF]$/, "")}...`;
}
