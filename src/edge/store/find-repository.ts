import { access, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** Where a file of the user's lies: the root of its repository, and its path from there, relative and posix. */
export type InRepository = { readonly root: string; readonly path: string };

/**
 * The repository around a file: the nearest folder above it that holds `.git`, else the working folder where it holds the
 * file, else the file's own folder.
 */
export async function findRepository(file: string, workingDir: string): Promise<InRepository> {
  const folder = await realpathOr(dirname(resolve(workingDir, file)));
  const absolute = join(folder, file.slice(file.lastIndexOf("/") + 1));
  const root = (await folderWithGit(folder)) ?? (await workingDirAround(absolute, workingDir)) ?? folder;
  return { root, path: relative(root, absolute).split(sep).join("/") };
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function folderWithGit(folder: string): Promise<string | undefined> {
  if (await isThere(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : folderWithGit(above);
}

async function workingDirAround(file: string, workingDir: string): Promise<string | undefined> {
  const dir = await realpathOr(workingDir);
  const path = relative(dir, file);
  return path.startsWith("..") || isAbsolute(path) ? undefined : dir;
}

async function realpathOr(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
