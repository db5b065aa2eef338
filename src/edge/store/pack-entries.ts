import { isUtf8 } from "node:buffer";

/**
 * What stands in a pack: entries one after the other, each a line with the key and the length of its text in bytes, the text, and the
 * length again, which a wrong length does not lead to. A removal is one line. Nothing that a reader needs stands anywhere else, so a
 * pack that is cut off anywhere has all entries before the cut.
 */
export type PackEntry = {
  readonly key: string;
  /** Where it starts in the pack, in bytes. */
  readonly at: number;
  /** Of its text; absent: whatever was there under the key before is removed. */
  readonly textBytes?: number;
};

/** Below the line of a run record (1 MiB), so that what is read here fits into one. */
export const longestTextBytes = 1008 * 1024;

const headPattern = /^(sha256:[0-9a-f]{64}) (?:removed|(0|[1-9][0-9]{0,6}))\n/;
/** Longer than any first line. */
const headBytes = 96;

export function entryOf(key: string, text: string, textBytes: number): string {
  return `${headOf(key, textBytes)}${text}${footOf(textBytes)}`;
}

export function removalOf(key: string): string {
  return `${key} removed\n`;
}

/** What an entry with a text of this length takes. */
export function entryBytes(key: string, textBytes: number): number {
  return headOf(key, textBytes).length + textBytes + footOf(textBytes).length;
}

/** The text of an entry; undefined for bytes that are not the entry of this key with a text of this length, and for what is not UTF-8. */
export function textOf(bytes: Buffer, key: string, textBytes: number): string | undefined {
  const [head, foot] = [headOf(key, textBytes), footOf(textBytes)];
  const end = head.length + textBytes;
  if (bytes.toString("latin1", 0, head.length) !== head || bytes.toString("latin1", end) !== foot)
    return undefined;
  const text = bytes.subarray(head.length, end);
  return isUtf8(text) ? text.toString("utf8") : undefined;
}

/**
 * The entries of a pack in their order, up to the first that is not whole: what comes after it cannot be told apart from a text.
 * `readAt` gives the bytes from a place on, fewer at the end of the pack; texts are jumped over.
 */
export function* scanEntries(readAt: (at: number, count: number) => Buffer): Generator<PackEntry> {
  for (let at = 0; ;) {
    const [head = "", key = "", length] = headPattern.exec(readAt(at, headBytes).toString("latin1")) ?? [];
    if (head === "") return;
    const textAt = at + head.length;
    if (length === undefined) {
      yield { key, at };
      at = textAt;
      continue;
    }
    const textBytes = Number(length);
    const foot = footOf(textBytes);
    if (textBytes > longestTextBytes) return;
    if (readAt(textAt + textBytes, foot.length).toString("latin1") !== foot) return;
    yield { key, at, textBytes };
    at = textAt + textBytes + foot.length;
  }
}

function headOf(key: string, textBytes: number): string {
  return `${key} ${textBytes}\n`;
}

function footOf(textBytes: number): string {
  return `\n${textBytes}\n`;
}
