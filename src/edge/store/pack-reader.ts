import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { scanEntries } from "./pack-entries.ts";
import type { PackEntry } from "./pack-entries.ts";
import { mostPackBytes } from "./pack-files.ts";

const longestChunkBytes = 1024 * 1024;
const mostHandles = 16;

/** The entries of a pack; none for one that cannot be read, or is longer than any that is written. */
export function* readEntries(file: string): Generator<PackEntry> {
  const open = openPack(file);
  if (open === undefined) return;
  const { handle, sizeBytes } = open;
  try {
    const chunkBytes = Math.min(sizeBytes, longestChunkBytes);
    yield* scanEntries(readInChunks(chunkBytes, (chunk, at) => readSync(handle, chunk, 0, chunkBytes, at)));
  } catch {
    // What was read before it went away is there, or is found missing when it is asked for.
  } finally {
    closeSync(handle);
  }
}

/**
 * Gives bytes from a place on, from the chunk that was read last where that has them; they are good until the next call. `read` fills
 * the chunk from a place on, and says how many bytes there were.
 */
export function readInChunks(
  chunkBytes: number,
  read: (chunk: Buffer, at: number) => number,
): (at: number, count: number) => Buffer {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let start = 0;
  let end = 0;
  return (at, count) => {
    if (at < start || at + count > end) {
      start = at;
      end = at + read(chunk, at);
    }
    return chunk.subarray(at - start, Math.min(at + count, end) - start);
  };
}

/** Reads from packs, of which it holds a few open. */
export class PackReader {
  readonly #folder: string;
  readonly #handles = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Fewer bytes where the pack ends before; none where it is gone. */
  read(name: string, at: number, count: number): Buffer {
    try {
      const handle = this.#open(name);
      if (handle === undefined) return Buffer.alloc(0);
      const bytes = Buffer.allocUnsafe(count);
      return bytes.subarray(0, readSync(handle, bytes, 0, count, at));
    } catch {
      return Buffer.alloc(0);
    }
  }

  /** What is read later is opened again. */
  close(): void {
    for (const handle of this.#handles.values()) closeSync(handle);
    this.#handles.clear();
  }

  #open(name: string): number | undefined {
    const known = this.#handles.get(name);
    if (known !== undefined) return known;
    if (this.#handles.size >= mostHandles) this.close();
    const open = openPack(join(this.#folder, name));
    if (open !== undefined) this.#handles.set(name, open.handle);
    return open?.handle;
  }
}

/** Undefined for what is missing, a link, no regular file, or too long. */
function openPack(file: string): { readonly handle: number; readonly sizeBytes: number } | undefined {
  // Windows has neither constant. Non-blocking: opening a pipe must not wait for its writer.
  const {
    O_RDONLY,
    O_NOFOLLOW = 0,
    O_NONBLOCK = 0,
  } = constants as Partial<typeof constants> & typeof constants;
  try {
    const handle = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(handle);
    if (stats.isFile() && stats.size <= mostPackBytes) return { handle, sizeBytes: stats.size };
    closeSync(handle);
    return undefined;
  } catch {
    return undefined;
  }
}
