import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ProblemError } from "../../problem.ts";
import { openRegular, readAllChunks, readAllText } from "./read-file.ts";
import { suggestEntry } from "./suggest-entry.ts";

/**
 * Files that the user names on the command line. They may lie anywhere and links are followed: whoever types a path may read it.
 * A path that comes from a file of the repository belongs to the Workspace.
 */

const maxTextBytes = 10 * 1024 * 1024;
const writtenLength = 64 * 1024;

/** The file itself, or the `.jsonl` files of a folder, sorted. Neither being there is a problem. */
export async function listUserRecords(path: string): Promise<readonly string[]> {
  const stats = await told(path, stat(path));
  if (!stats.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith(".jsonl")).toSorted();
  if (names.length === 0)
    throw new ProblemError([
      {
        code: "no-file-matches",
        file: path,
        message: "the folder has no .jsonl file.",
        fix: "Name run records.",
      },
    ]);
  return names.map((name) => join(path, name));
}

/** Opens the file at the first chunk. */
export async function* readUserFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await told(
    path,
    openRegular(path, path, { maxBytes: Number.MAX_SAFE_INTEGER, followLinks: true }),
  );
  yield* readAllChunks(file, path);
}

/** UTF-8 text of at most 10 MiB, without its BOM. */
export async function readUserText(path: string): Promise<string> {
  return readAllText(
    await told(path, openRegular(path, path, { maxBytes: maxTextBytes, followLinks: true })),
    path,
  );
}

/** Writes parts of text one after the other, and makes the folders above the file. */
export async function writeUserFile(path: string, parts: Iterable<string>): Promise<void> {
  await told(path, mkdir(dirname(path), { recursive: true }));
  await told(path, writeFile(path, joinParts(parts)));
}

/** Fewer and larger parts, since each is one call of the system. */
export function* joinParts(parts: Iterable<string>): Generator<string> {
  let joined = "";
  for (const part of parts) {
    joined += part;
    if (joined.length < writtenLength) continue;
    yield joined;
    joined = "";
  }
  yield joined;
}

/** `EEXIST`: a file stands where a folder is to be made. */
const refusals: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EISDIR",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
  "EEXIST",
  "ELOOP",
  "ENAMETOOLONG",
]);

/** Turns what the system says of a path into what the user can do. */
export async function told<T>(path: string, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      const fix = await suggestEntry(path);
      throw new ProblemError([
        {
          code: "file-not-found",
          file: path,
          message: "file not found.",
          ...(fix === undefined ? {} : { fix }),
        },
      ]);
    }
    if (code !== undefined && refusals.has(code))
      throw new ProblemError([
        {
          code: "file-access",
          file: path,
          message: `the system refuses the file (${code}).`,
          fix: "Name another path.",
        },
      ]);
    throw error;
  }
}
