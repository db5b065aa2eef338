import { constants } from "node:fs";
import { chmod, copyFile, lstat, mkdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ProblemError } from "../../problem.ts";
import { openingProblem } from "./open-repository.ts";
import { openGit } from "./run-git.ts";

const silenceLimitMs = 10 * 60_000;
/** So many at a time: each holds two files open. */
const copiedAtOnce = 32;

/**
 * The paths of the working tree at `root` that a commit of it as it is could hold: tracked, or new and not ignored. Undefined where it
 * is none. A repository inside of it is left out, as a worktree leaves it out.
 */
export async function listWorkingPaths(root: string): Promise<readonly string[] | undefined> {
  try {
    const listing = await openGit(root, silenceLimitMs).read(
      "ls-files",
      "-z",
      "--cached",
      "--others",
      "--exclude-standard",
    );
    return [...new Set(listing.split("\0").slice(0, -1))].filter((path) => !path.endsWith("/"));
  } catch (error) {
    const problem = openingProblem(error instanceof Error ? error.message : String(error), root);
    if (problem === undefined) return undefined;
    throw new ProblemError([problem]);
  }
}

/**
 * Copies files and links from one folder to another. A link stays the link that it is, wherever it leads; a path that goes through one
 * is left out, since its file is elsewhere. So is what is not there any more.
 */
export async function copyPaths(from: string, to: string, paths: readonly string[]): Promise<void> {
  const folders = new Map<string, Promise<boolean>>();
  /** Whether it is a folder itself, and so are all above it; the same folder is made in the copy. */
  const copyFolder = (folder: string): Promise<boolean> => {
    if (folder === ".") return Promise.resolve(true);
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const copying = (async () => {
      if (!(await copyFolder(dirname(folder)))) return false;
      const stats = await lstat(join(from, folder)).catch(() => undefined);
      if (stats?.isDirectory() !== true) return false;
      await mkdir(join(to, folder), { recursive: true });
      return true;
    })();
    folders.set(folder, copying);
    return copying;
  };
  const waiting = paths.values();
  const copyNext = async (): Promise<void> => {
    for (const path of waiting)
      if (await copyFolder(dirname(path))) await copyPath(join(from, path), join(to, path));
  };
  await Promise.all(Array.from({ length: copiedAtOnce }, copyNext));
}

async function copyPath(from: string, to: string): Promise<void> {
  const stats = await lstat(from).catch(() => undefined);
  if (stats === undefined) return;
  // What stands there could be a link, and would be written through.
  if (!stats.isDirectory()) await rm(to, { recursive: true, force: true });
  if (stats.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (stats.isDirectory()) await mkdir(to, { recursive: true });
  else if (stats.isFile()) {
    try {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    } catch (error) {
      throw unreadable(from, error);
    }
    await chmod(to, (stats.mode & 0o777) | 0o600);
  }
}

function unreadable(file: string, error: unknown): Error {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return new ProblemError([
    {
      code: "file-access",
      file,
      message: `the system does not copy this file of the working tree (${code}).`,
      fix: "Make it readable, have git ignore it, or make room on the disk.",
    },
  ]);
}
