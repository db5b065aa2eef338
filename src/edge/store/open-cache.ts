import { join } from "node:path";
import type { Problem } from "../../problem.ts";
import { findLinkOnTheWay } from "./find-link-on-the-way.ts";
import { entryBytes, entryOf, longestTextBytes, removalOf, textOf } from "./pack-entries.ts";
import { listPacks, prunePacks, startOf } from "./pack-files.ts";
import type { PruneLimits } from "./pack-files.ts";
import { PackIndex } from "./pack-index.ts";
import { PackReader, readEntries } from "./pack-reader.ts";
import { PackWriter } from "./pack-writer.ts";

/**
 * Texts under keys in a folder, shared by any number of processes: each appends to packs of its own, and sees those of the others as
 * they were when it opened the folder. Whatever goes wrong is a miss: a run goes on without its cache.
 */
export type Cache = {
  /** Undefined where nothing is there, or nothing that may be read. */
  readonly read: (key: string) => Promise<string | undefined>;
  /**
   * Replaces what is there, for this process at once. Resolves when the text is with the system. Does nothing for a text that is too
   * long, and once the system has refused one.
   */
  readonly write: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Removes packs that are too old, then the oldest until the rest fits. */
  readonly prune: (limits: PruneLimits) => Promise<void>;
  /** What kept the cache from being used, each once. */
  readonly warnings: () => readonly Problem[];
};

/**
 * Opens the cache at `path` below `root` and finds what is in it; the folders come with the first entry. A symbolic link anywhere
 * below `root` is not followed, since a commit may hold one.
 */
export async function openCache(root: string, path: string): Promise<Cache> {
  const link = await findLinkOnTheWay(root, path);
  if (link !== undefined) return noCache(linked(link));
  const warnings = new Map<string, Problem>();
  const warn = (problem: Problem): void => {
    if (!warnings.has(problem.code)) warnings.set(problem.code, problem);
  };
  const folder = join(root, path);
  const found = listPacks(folder);
  for (const { name, isLink } of found) if (isLink) warn(linked(join(path, name)));
  const packs = found.filter(({ isLink, isReadable }) => isReadable && !isLink).map(({ name }) => name);
  const index = await indexPacks(folder, packs);
  const reader = new PackReader(folder);
  const writer = new PackWriter(folder, startOf(found.at(-1)?.name ?? ""), (error) =>
    warn(notWritten(path, error)),
  );
  return {
    read: async (key) => {
      const place = index.get(checked(key));
      const pack = packs[place?.pack ?? -1];
      if (place === undefined || pack === undefined) return undefined;
      if (pack === writer.pack) writer.flush();
      const bytes = reader.read(pack, place.at, entryBytes(key, place.textBytes));
      return textOf(bytes, key, place.textBytes);
    },
    write: async (key, text) => {
      const textBytes = Buffer.byteLength(text);
      const entry = entryOf(checked(key), text, textBytes);
      if (textBytes > longestTextBytes || writer.isRefused) return;
      const { pack, at, isDone } = writer.append(entry, entryBytes(key, textBytes));
      if (packs.at(-1) !== pack) packs.push(pack);
      index.set(key, { pack: packs.length - 1, at, textBytes });
      await isDone;
    },
    remove: async (key) => {
      if (index.get(checked(key)) === undefined) return;
      index.delete(key);
      const removal = removalOf(key);
      if (!writer.isRefused) await writer.append(removal, removal.length).isDone;
    },
    prune: async (limits) => {
      // Windows may keep a file that is open.
      writer.end();
      reader.close();
      prunePacks(folder, limits);
    },
    warnings: () => [...warnings.values()],
  };
}

/** What is in the packs; of one key the last. A turn of the event loop for each, so that what else goes on is not held up. */
async function indexPacks(folder: string, packs: readonly string[]): Promise<PackIndex> {
  const index = new PackIndex();
  for (const [pack, name] of packs.entries()) {
    for (const { key, at, textBytes } of readEntries(join(folder, name))) {
      if (textBytes === undefined) index.delete(key);
      else index.set(key, { pack, at, textBytes });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return index;
}

function noCache(why: Problem): Cache {
  return {
    read: async () => undefined,
    write: async () => undefined,
    remove: async () => undefined,
    prune: async () => undefined,
    warnings: () => [why],
  };
}

function checked(key: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(key)) throw new Error(`not the key of an entry: ${key}`);
  return key;
}

function linked(file: string): Problem {
  return {
    code: "cache-link",
    file,
    message: "this is a symbolic link, so it is not used: the cache would be read from where that leads.",
    fix: "Remove it; the folder of the cache is made by itself.",
  };
}

function notWritten(file: string, error: unknown): Problem {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return {
    code: "cache-not-written",
    file,
    message: `the system does not take an entry of the cache (${code}), so the next run pays for these trials again.`,
    fix: isFull ? "Make room on the disk." : "Make the folder writable, or remove what is in its place.",
  };
}
