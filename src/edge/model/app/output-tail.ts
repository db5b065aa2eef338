import { oneLine } from "./reason.ts";

/** The end of what a process printed. Takes the same memory however much that is. */
export type OutputTail = {
  readonly add: (bytes: Uint8Array) => void;
  /** The last bytes as text, from a whole character on. */
  readonly text: () => string;
  /** The line that most likely says why it ended, on one line without control characters; undefined where it printed none. */
  readonly lastLine: () => string | undefined;
};

const defaultMaxBytes = 64 * 1024;

/** Keeps the last `maxBytes`. `hide` takes out of them what must not be shown, before a line is cut. */
export function keepTail(
  maxBytes = defaultMaxBytes,
  hide: (text: string) => string = (whole) => whole,
): OutputTail {
  let kept: Buffer | undefined;
  let length = 0;
  const text = (): string => {
    if (kept === undefined) return "";
    const start = Math.max(0, length - maxBytes);
    return hide(kept.toString("utf8", nextCharacter(kept, start), length));
  };
  return {
    add: (bytes) => {
      kept ??= Buffer.allocUnsafe(2 * maxBytes);
      const part = bytes.length > maxBytes ? bytes.subarray(bytes.length - maxBytes) : bytes;
      if (length + part.length > kept.length) {
        kept.copyWithin(0, length - maxBytes, length);
        length = maxBytes;
      }
      kept.set(part, length);
      length += part.length;
    },
    text,
    lastLine: () => tellingLine(text()),
  };
}

function nextCharacter(bytes: Buffer, start: number): number {
  let at = start;
  while (at < start + 3 && isContinuation(bytes[at])) at++;
  return at;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Node warns in lines of its own, and ends a crash with its stack, the members of the error and its version; Python with the error. */
const isDetail = /^(?:\s|[\])}]|Node\.js v\d|\(node:\d+\)|\(Use `node |$)/u;

function tellingLine(text: string): string | undefined {
  const lines = text.split(/\r?\n/u);
  const found =
    lines.findLast((line) => !isDetail.test(line)) ?? lines.findLast((line) => line.trim() !== "");
  const line = oneLine(found ?? "", 160);
  return line === "" ? undefined : line;
}
