import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../problem.ts";
import { findLinkOnTheWay } from "./find-link-on-the-way.ts";

/**
 * Texts under keys in a folder, a file each, shared by any number of processes. Whatever goes wrong is a miss: a run goes on without
 * its cache. Calls of the system are synchronous, since for files this small a thread costs more than the call.
 */
export type Cache = {
  /** Undefined where nothing is there, or nothing that may be read. */
  readonly read: (key: string) => Promise<string | undefined>;
  /** Replaces what is there as a whole. Does nothing for a text that is too long, and once the system has refused one. */
  readonly write: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Removes what is too old, then the oldest until the rest fits. */
  readonly prune: (limits: PruneLimits) => Promise<void>;
  /** What kept the cache from being used, each once. */
  readonly warnings: () => readonly Problem[];
};

export type PruneLimits = {
  readonly nowMs: number;
  readonly longestAgeMs: number;
  readonly mostBytes: number;
};

/** Below the line of a run record (1 MiB), so that what is read here fits into one. */
const longestEntryBytes = 1008 * 1024;
const draftAgeMs = 60 * 60 * 1000;

const keyPattern = /^sha256:([0-9a-f]{2})([0-9a-f]{62})$/;
const folderPattern = /^[0-9a-f]{2}$/;
const entryPattern = /^[0-9a-f]{62}$/;
const draftPattern = /^[0-9a-f]{62}\..*\.tmp$/;

/**
 * Opens the cache at `path` below `root`; the folders come with the first entry. A symbolic link anywhere below `root` is not
 * followed, since a commit may hold one.
 */
export async function openCache(root: string, path: string): Promise<Cache> {
  const warnings = new Map<string, Problem>();
  const warn = (problem: Problem): void => {
    if (!warnings.has(problem.code)) warnings.set(problem.code, problem);
  };
  const link = await findLinkOnTheWay(root, path);
  if (link !== undefined) warn(linked(link));
  const store = new Store(root, path, warn);
  return {
    read: async (key) => (link === undefined ? store.read(key) : undefined),
    write: async (key, text) => {
      if (link === undefined) store.write(key, text);
    },
    remove: async (key) => {
      if (link === undefined) store.remove(key);
    },
    prune: async (limits) => {
      if (link === undefined) store.prune(limits);
    },
    warnings: () => [...warnings.values()],
  };
}

class Store {
  readonly #root: string;
  readonly #path: string;
  readonly #warn: (problem: Problem) => void;
  /** Folders that were found to be folders. */
  readonly #folders = new Set<string>();
  #drafts = 0;
  #isRefused = false;

  constructor(root: string, path: string, warn: (problem: Problem) => void) {
    this.#root = join(root, path);
    this.#path = path;
    this.#warn = warn;
  }

  read(key: string): string | undefined {
    const { folder, name } = splitKey(key);
    try {
      if (!this.#isFolder(folder)) return undefined;
      return readSmallFile(join(this.#root, folder, name));
    } catch {
      return undefined;
    }
  }

  write(key: string, text: string): void {
    const { folder, name } = splitKey(key);
    if (this.#isRefused || Buffer.byteLength(text) > longestEntryBytes) return;
    const file = join(this.#root, folder, name);
    const draft = `${file}.${process.pid}.${this.#drafts++}.tmp`;
    try {
      if (!this.#makeFolder(folder)) return;
      // Readers see the old entry or the new one; a link in its place is replaced, not followed.
      writeFileSync(draft, text, { flag: "wx" });
      renameSync(draft, file);
    } catch (error) {
      removeIfThere(draft);
      this.#isRefused = true;
      this.#warn(notWritten(this.#path, error));
    }
  }

  remove(key: string): void {
    const { folder, name } = splitKey(key);
    if (this.#isFolder(folder)) removeIfThere(join(this.#root, folder, name));
  }

  prune({ nowMs, longestAgeMs, mostBytes }: PruneLimits): void {
    const kept: { readonly file: string; readonly sizeBytes: number; readonly changedMs: number }[] = [];
    let total = 0;
    for (const { file, isDraft, stats } of this.#files()) {
      const ageMs = nowMs - stats.mtimeMs;
      if (isDraft ? ageMs > draftAgeMs : !(Math.abs(ageMs) < longestAgeMs)) removeIfThere(file);
      else if (!isDraft) {
        kept.push({ file, sizeBytes: stats.size, changedMs: stats.mtimeMs });
        total += stats.size;
      }
    }
    if (total <= mostBytes) return;
    for (const { file, sizeBytes } of kept.toSorted((a, b) => a.changedMs - b.changedMs)) {
      if (total <= mostBytes) return;
      removeIfThere(file);
      total -= sizeBytes;
    }
  }

  /** What this folder has of ours; anything else is left alone. */
  *#files(): Generator<{ readonly file: string; readonly isDraft: boolean; readonly stats: Stats }> {
    for (const folder of listNames(this.#root)) {
      if (!folderPattern.test(folder) || !this.#isFolder(folder)) continue;
      for (const name of listNames(join(this.#root, folder))) {
        const isDraft = draftPattern.test(name);
        if (!isDraft && !entryPattern.test(name)) continue;
        const file = join(this.#root, folder, name);
        const stats = statIfThere(file);
        if (stats?.isFile() === true) yield { file, isDraft, stats };
      }
    }
  }

  #isFolder(folder: string): boolean {
    if (this.#folders.has(folder)) return true;
    const stats = statIfThere(join(this.#root, folder));
    if (stats?.isSymbolicLink() === true) this.#warn(linked(join(this.#path, folder)));
    if (stats?.isDirectory() !== true) return false;
    this.#folders.add(folder);
    return true;
  }

  /** False where a link or a file is in its place. */
  #makeFolder(folder: string): boolean {
    if (this.#isFolder(folder)) return true;
    if (statIfThere(join(this.#root, folder)) !== undefined) return false;
    mkdirSync(join(this.#root, folder), { recursive: true });
    keepOutOfGit(this.#root);
    return this.#isFolder(folder);
  }
}

function splitKey(key: string): { readonly folder: string; readonly name: string } {
  const [, folder, name] = keyPattern.exec(key) ?? [];
  if (folder === undefined || name === undefined) throw new Error(`not the key of an entry: ${key}`);
  return { folder, name };
}

/** Undefined for what is missing, no regular file, too long, or not UTF-8. */
function readSmallFile(file: string): string | undefined {
  // Most keys have no entry, and an exception costs ten times as much as this question.
  if (statIfThere(file)?.isFile() !== true) return undefined;
  const {
    O_RDONLY,
    O_NOFOLLOW = 0,
    O_NONBLOCK = 0,
  } = constants as Partial<typeof constants> & typeof constants;
  const handle = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile() || stats.size > longestEntryBytes) return undefined;
    const bytes = Buffer.allocUnsafe(stats.size);
    const count = readSync(handle, bytes, 0, stats.size, 0);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, count));
  } finally {
    closeSync(handle);
  }
}

function statIfThere(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays, and is pruned by a later run.
  }
}

function keepOutOfGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there, or the repository ignores the folder itself.
  }
}

function linked(file: string): Problem {
  return {
    code: "cache-link",
    file,
    message: "this is a symbolic link, so the cache is not used: it would be read from where that leads.",
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
