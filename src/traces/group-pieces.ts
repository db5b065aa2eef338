import type { Piece } from "./import-piece.ts";
import type { Counts } from "./otlp-counts.ts";
import { mostSpansOfTrace, mostTextOfTrace } from "./trace-limits.ts";

/** A place for what the memory should not hold, gone with the process. Must be closed. */
export type Spill = {
  readonly write: (text: string) => Promise<{ readonly start: number; readonly bytes: number }>;
  /** Those bytes, of what was written. */
  readonly read: (start: number, bytes: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

/** Some lines, ordered by their trace. */
type Run = { readonly start: number; readonly end: number };
type Held = { readonly trace: number; readonly text: string };

const heldLength = 4 * 1024 * 1024;
const writtenLength = 1024 * 1024;
/** Of all runs together, as they are read side by side. */
const readBytes = 16 * 1024 * 1024;
const readAtLeast = 16 * 1024;
const readAtMost = 256 * 1024;

/**
 * Brings the pieces of a trace together, wherever they stand in however much of input, in the order in which the traces first appear. An
 * external merge sort: pieces are held until they are many, then written out ordered; at the end all that was written is read side by
 * side. What the memory holds is one such lot, a list of trace ids, and one trace at a time.
 */
export class PieceGroups {
  readonly #openSpill: () => Promise<Spill>;
  readonly #heldLength: number;
  readonly #numberById = new Map<string, number>();
  readonly #runs: Run[] = [];
  #held: Held[] = [];
  #length = 0;
  #spill: Spill | undefined;

  /** The spill is opened where the pieces are too many to hold (in characters of their JSON). */
  constructor(openSpill: () => Promise<Spill>, limit = heldLength) {
    this.#openSpill = openSpill;
    this.#heldLength = limit;
  }

  async add(piece: Piece): Promise<void> {
    const trace = this.#numberById.get(piece.traceId) ?? this.#numberById.size;
    this.#numberById.set(piece.traceId, trace);
    const text = JSON.stringify(piece);
    this.#held.push({ trace, text });
    this.#length += text.length;
    if (this.#length >= this.#heldLength) await this.#writeOut();
  }

  /** Number of traces so far. */
  get size(): number {
    return this.#numberById.size;
  }

  /** The pieces of each trace, in the order in which they came. Those beyond 10,000 spans or 32 MiB of a trace are counted in `notes`. */
  async *groups(notes: Counts): AsyncGenerator<readonly Piece[]> {
    this.#numberById.clear();
    const share = Math.floor(readBytes / Math.max(1, this.#runs.length));
    const perRun = Math.min(readAtMost, Math.max(readAtLeast, share));
    const sources: Source[] = this.#runs.map((run) => new WrittenRun(run, perRun, this.#spill));
    sources.push(new HeldRun(ordered(this.#held)));
    this.#held = [];
    for (const source of sources) await source.next();
    for (;;) {
      let trace = Infinity;
      for (const { at } of sources) if (at !== undefined && at.trace < trace) trace = at.trace;
      if (trace === Infinity) return;
      const group = new Group();
      for (const source of sources) {
        while (source.at?.trace === trace) {
          group.add(source.at.text, notes);
          await source.next();
        }
      }
      yield group.pieces;
    }
  }

  async close(): Promise<void> {
    this.#held = [];
    await this.#spill?.close();
    this.#spill = undefined;
  }

  async #writeOut(): Promise<void> {
    this.#spill ??= await this.#openSpill();
    const held = ordered(this.#held);
    this.#held = [];
    this.#length = 0;
    let [lines, first, end] = ["", Infinity, 0];
    for (const [index, { trace, text }] of held.entries()) {
      lines += `${trace} ${text}\n`;
      if (lines.length < writtenLength && index < held.length - 1) continue;
      const { start, bytes } = await this.#spill.write(lines);
      [lines, first, end] = ["", Math.min(first, start), start + bytes];
    }
    this.#runs.push({ start: first, end });
  }
}

function ordered(held: readonly Held[]): readonly Held[] {
  return held.toSorted((a, b) => a.trace - b.trace);
}

class Group {
  readonly pieces: Piece[] = [];
  #spans = 0;
  #length = 0;

  add(text: string, notes: Counts): void {
    this.#length += text.length;
    const isFull = this.#spans >= mostSpansOfTrace || this.#length > mostTextOfTrace;
    if (isFull && this.pieces.length > 0) {
      notes.add(
        `a part of a trace beyond ${mostSpansOfTrace} spans or ${mostTextOfTrace >> 20} MiB, left out`,
        1,
        `trace ${this.pieces[0]?.traceId}`,
      );
      return;
    }
    const piece = JSON.parse(text) as Piece;
    this.#spans += piece.spans?.length ?? 0;
    this.pieces.push(piece);
  }
}

type Source = { readonly at: Held | undefined; readonly next: () => Promise<void> };

class HeldRun implements Source {
  at: Held | undefined;
  readonly #held: readonly Held[];
  #index = 0;

  constructor(held: readonly Held[]) {
    this.#held = held;
  }

  next(): Promise<void> {
    this.at = this.#held[this.#index++];
    return Promise.resolve();
  }
}

const lineFeed = 10;
const space = 32;

class WrittenRun implements Source {
  at: Held | undefined;
  readonly #end: number;
  readonly #step: number;
  readonly #spill: Spill | undefined;
  #start: number;
  #bytes: Buffer = Buffer.alloc(0);
  #offset = 0;

  constructor({ start, end }: Run, step: number, spill: Spill | undefined) {
    this.#start = start;
    this.#end = end;
    this.#step = step;
    this.#spill = spill;
  }

  async next(): Promise<void> {
    let end = this.#bytes.indexOf(lineFeed, this.#offset);
    while (end < 0 && (await this.#readOn())) end = this.#bytes.indexOf(lineFeed, this.#offset);
    if (end < 0) {
      this.at = undefined;
      return;
    }
    const mark = this.#bytes.indexOf(space, this.#offset);
    this.at = {
      trace: Number(this.#bytes.toString("latin1", this.#offset, mark)),
      text: this.#bytes.toString("utf8", mark + 1, end),
    };
    this.#offset = end + 1;
  }

  /** The rest of what is there with the next bytes behind it; more of them the longer the line is. */
  async #readOn(): Promise<boolean> {
    const rest = this.#bytes.subarray(this.#offset);
    const bytes = Math.min(Math.max(this.#step, rest.length), this.#end - this.#start);
    if (bytes <= 0 || this.#spill === undefined) return false;
    const read = await this.#spill.read(this.#start, bytes);
    this.#start += bytes;
    this.#bytes =
      rest.length === 0
        ? Buffer.from(read.buffer, read.byteOffset, read.length)
        : Buffer.concat([rest, read]);
    this.#offset = 0;
    return true;
  }
}
