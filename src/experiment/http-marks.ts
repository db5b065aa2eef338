import type { Json } from "./json.ts";

/**
 * Stand in a request for what is known when it is sent only. Unicode keeps these two characters out of every text that is exchanged,
 * and `withoutMarks` takes them out of what a case says, so that no case can write a mark.
 */
const open = "\uFDD0";
const close = "\uFDD1";

export const portMark = `${open}port${close}`;
export const sessionMark = `${open}session${close}`;

export type MarkValues = { readonly port?: number; readonly session: string };

/** The text with the values in the place of their marks. */
export function fillMarks(text: string, { port, session }: MarkValues): string {
  if (!text.includes(open)) return text;
  const filled = text.replaceAll(sessionMark, () => session);
  return port === undefined ? filled : filled.replaceAll(portMark, String(port));
}

/** A value whose texts and keys hold no part of a mark: each is replaced as a character that cannot be read is. */
export function withoutMarks<T extends Json>(value: T): T {
  const text = JSON.stringify(value);
  if (!text.includes(open) && !text.includes(close)) return value;
  return JSON.parse(text.replaceAll(/[\uFDD0\uFDD1]/g, "\uFFFD")) as T;
}
