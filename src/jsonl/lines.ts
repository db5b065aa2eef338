/** A line of a text file, without its line feed (a carriage return stays, which JSON takes for white space). */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly fault: "too-long" | "not-utf8" };

export const maxLineBytes = 1024 * 1024;

const lineFeed = 10;
/** Bytes that are looked at in one go. At most the longest line, so that only a line that crosses pieces can be too long. */
const pieceBytes = 64 * 1024;

/**
 * Splits bytes into lines, in batches so that a caller awaits once for many lines. Blank lines are counted and left out, a BOM at
 * the start is dropped, and the last line needs no line feed. A line over `longestBytes` (at least 64 KiB) is a fault that is found, not
 * held, so memory stays flat whatever the file.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  longestBytes = maxLineBytes,
): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter(longestBytes);
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += pieceBytes) {
      const lines = splitter.take(chunk.subarray(start, start + pieceBytes));
      if (lines.length > 0) yield lines;
    }
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
}

class LineSplitter {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #lineNumber = 0;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  readonly #longestBytes: number;

  constructor(longestBytes: number) {
    this.#longestBytes = longestBytes;
  }

  take(piece: Uint8Array): Line[] {
    const first = piece.indexOf(lineFeed);
    if (first === -1) {
      this.#hold(piece);
      return [];
    }
    this.#hold(piece.subarray(0, first));
    const lines = this.end();
    const last = piece.lastIndexOf(lineFeed);
    if (last > first) this.#decodeLines(piece.subarray(first + 1, last), lines);
    this.#hold(piece.subarray(last + 1));
    return lines;
  }

  /** Ends the line that is held. */
  end(): Line[] {
    const bytes = this.#heldBytes > this.#longestBytes ? undefined : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    if (bytes === undefined) {
      this.#lineNumber++;
      return [{ line: this.#lineNumber, fault: "too-long" }];
    }
    const lines: Line[] = [];
    this.#decodeLines(bytes, lines);
    return lines;
  }

  /** Copies, since a source may use its buffer again. */
  #hold(bytes: Uint8Array): void {
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > this.#longestBytes) this.#held = [];
    else if (bytes.length > 0) this.#held.push(bytes.slice());
  }

  #decodeLines(block: Uint8Array, lines: Line[]): void {
    const text = this.#decode(block);
    if (text === undefined) {
      const end = block.indexOf(lineFeed);
      if (end === -1) {
        this.#lineNumber++;
        lines.push({ line: this.#lineNumber, fault: "not-utf8" });
        return;
      }
      let start = 0;
      for (let at = end; at !== -1; at = block.indexOf(lineFeed, start)) {
        this.#decodeLines(block.subarray(start, at), lines);
        start = at + 1;
      }
      this.#decodeLines(block.subarray(start), lines);
      return;
    }
    for (const each of text.split("\n")) {
      this.#lineNumber++;
      const line = this.#lineNumber === 1 && each.startsWith("\uFEFF") ? each.slice(1) : each;
      if (!/^[ \t\r]*$/.test(line)) lines.push({ line: this.#lineNumber, text: line });
    }
  }

  #decode(bytes: Uint8Array): string | undefined {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }
}
