import type { Stats } from "node:fs";
import { lstat, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative, sep } from "node:path";
import { repositoryPathFault } from "../../experiment/repository-path.ts";
import { type Problem, ProblemError, quoteValue } from "../../problem.ts";
import { openRegular, readAllText, readAllChunks } from "./read-file.ts";
import { suggestEntry } from "./suggest-entry.ts";

const maxTextBytes = 10 * 1024 * 1024;
const maxStreamBytes = 1024 * 1024 * 1024;

/**
 * The files of one repository: every path is relative to its root, POSIX, and of a regular file that lies in the root once all links
 * are resolved. Anything else is refused with a ProblemError before a byte is read, whoever wrote the path.
 */
export type Workspace = {
  /** UTF-8 text of at most 10 MiB, without its BOM. */
  readonly readText: (path: string) => Promise<string>;
  /** Opens the file at the first chunk; at most 1 GiB. */
  readonly readChunks: (path: string) => AsyncGenerator<Uint8Array>;
  /** Files that the patterns match, sorted. A pattern that matches none is a problem; links are never matched, dot files where a pattern names the dot. */
  readonly glob: (patterns: readonly string[]) => Promise<readonly string[]>;
  /** Replaces the file as a whole, and makes its folders. */
  readonly writeText: (path: string, text: string) => Promise<void>;
  readonly ensureDir: (path: string) => Promise<void>;
};

/** Links in `rootDir` itself are the user's and are followed. */
export async function openWorkspace(rootDir: string): Promise<Workspace> {
  const root = await realpath(rootDir);
  return {
    readText: async (path) => readAllText(await openInside(root, path, maxTextBytes), path),
    readChunks: async function* (path) {
      yield* readAllChunks(await openInside(root, path, maxStreamBytes), path);
    },
    glob: (patterns) => globInside(root, patterns),
    writeText: (path, text) => writeInside(root, path, text),
    ensureDir: async (path) => {
      await makeFolder(root, checkForm(path), path);
    },
  };
}

async function openInside(root: string, path: string, maxBytes: number) {
  const file = await locate(root, path);
  const stats = await lstatOrNothing(file);
  if (stats === undefined) throw problem("file-not-found", path, "file not found.", await suggestEntry(file));
  refuseIrregular(stats, path);
  return openRegular(file, path, { maxBytes, followLinks: false });
}

/** The real place of a path whose folder exists; its last part may be missing, or be a link, which the caller has to refuse. */
async function locate(root: string, path: string): Promise<string> {
  const lexical = join(root, checkForm(path));
  const folder = await realpathOrNothing(dirname(lexical));
  if (folder === undefined)
    throw problem("file-not-found", path, "file not found.", await suggestEntry(lexical));
  refuseOutside(root, folder, path);
  return join(folder, posix.basename(path));
}

/** The path in its shortest form. */
function checkForm(path: string): string {
  const fault = repositoryPathFault(path);
  if (fault !== undefined) throw outside(path, `the path ${quoteValue(path)} ${fault}.`);
  return posix.normalize(path);
}

function refuseOutside(root: string, real: string, path: string): void {
  const away = relative(root, real);
  if (away === ".." || away.startsWith(`..${sep}`))
    throw outside(path, `the path ${quoteValue(path)} leads out of the repository through a link.`);
}

function refuseIrregular(stats: Stats, path: string): void {
  if (stats.isSymbolicLink())
    throw outside(path, `the path ${quoteValue(path)} is a symbolic link, which could lead anywhere.`);
  if (stats.isDirectory())
    throw problem("not-a-file", path, "this is a folder, not a file.", "Name a file in it, or write a glob.");
  if (!stats.isFile()) throw problem("not-a-file", path, "this is not a regular file.");
}

async function globInside(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const pattern of patterns) {
    try {
      for (const file of await matchPattern(root, pattern)) found.add(file);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return [...found].toSorted();
}

async function matchPattern(root: string, pattern: string): Promise<readonly string[]> {
  checkForm(pattern);
  if (!/[*?[\]{}()!+@]/.test(pattern)) {
    const file = await locate(root, pattern);
    const stats = await lstatOrNothing(file);
    if (stats === undefined)
      throw problem("file-not-found", pattern, "file not found.", await suggestEntry(file));
    refuseIrregular(stats, pattern);
    return [posix.normalize(pattern)];
  }
  // Loaded where a pattern needs them: most gates name plain files, and they are a third of what a check has to load.
  const [{ glob }, { findLinks }] = await Promise.all([import("tinyglobby"), import("./find-links.ts")]);
  const files = await glob([posix.normalize(pattern)], {
    cwd: root,
    dot: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  const [link] = await findLinks(root, posix.normalize(pattern));
  if (link !== undefined)
    throw outside(
      link,
      `${quoteValue(pattern)} matches a symbolic link, which is not read and must not go missing unseen.`,
    );
  if (files.length === 0)
    throw new ProblemError([
      {
        code: "no-file-matches",
        message: `no file matches ${quoteValue(pattern)}.`,
        fix: "Patterns start at the folder of the file that holds them; `*` stays in one folder, `**` does not.",
      },
    ]);
  return files;
}

async function writeInside(root: string, path: string, text: string): Promise<void> {
  const folder = await makeFolder(root, posix.dirname(checkForm(path)), path);
  const file = join(folder, posix.basename(path));
  const stats = await lstatOrNothing(file);
  if (stats !== undefined) refuseIrregular(stats, path);
  // A rename puts the whole file in place at once, and replaces a link instead of writing through it.
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes a folder (in its shortest form) and those above it; gives its real place. */
async function makeFolder(root: string, folder: string, path: string): Promise<string> {
  let real = root;
  for (const part of folder.split("/").filter((each) => each !== "" && each !== ".")) {
    const next = join(real, part);
    const stats = await lstatOrNothing(next);
    if (stats === undefined) await mkdir(next);
    real = await realpath(next);
    refuseOutside(root, real, path);
    if (stats !== undefined && !(await lstat(real)).isDirectory())
      throw problem(
        "not-a-folder",
        path,
        `${quoteValue(part)} is a file, so nothing can be written below it.`,
      );
  }
  return real;
}

async function lstatOrNothing(file: string): Promise<Stats | undefined> {
  return nothingIfMissing(lstat(file));
}

async function realpathOrNothing(file: string): Promise<string | undefined> {
  return nothingIfMissing(realpath(file));
}

async function nothingIfMissing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function outside(path: string, message: string): ProblemError {
  const fix = "Write a path to a regular file of the repository, relative and with `/`.";
  return problem("path-outside-workspace", path, message, fix);
}

function problem(code: string, file: string, message: string, fix?: string): ProblemError {
  // A control character in a path would break the line that shows it.
  const isPlain = !/\p{Cc}/u.test(file) && file.length <= 200;
  return new ProblemError([
    { code, ...(isPlain ? { file } : {}), message, ...(fix === undefined ? {} : { fix }) },
  ]);
}
