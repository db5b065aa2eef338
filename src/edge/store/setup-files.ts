import { lstatSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * What stands in a folder, by path: of a file its size, time and rights, of a link where it leads. Told without reading a file, so that
 * it takes a fraction of a second for an installed app; what is meant to deceive could.
 */
export type Stamps = ReadonlyMap<string, string>;

/** Paths are POSIX and relative. What git keeps at the top of a worktree is left out. */
export function stampFiles(root: string): Stamps {
  const stamps = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const { name } of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (path === "tree/.git") continue;
      const file = join(root, path);
      const stats = lstatSync(file);
      if (stats.isDirectory()) {
        stamps.set(path, "folder");
        walk(path);
      } else if (stats.isSymbolicLink()) stamps.set(path, `link ${readlinkSync(file)}`);
      else stamps.set(path, `file ${stats.size} ${stats.mtimeMs} ${stats.mode.toString(8)}`);
    }
  };
  walk("");
  return stamps;
}

/** What is there after and was not before. */
export function madeSince(before: Stamps, after: Stamps): Stamps {
  return new Map([...after].filter(([path]) => !before.has(path)));
}

/** The files that were there before and are not what they were. */
export function changedSince(before: Stamps, after: Stamps): readonly string[] {
  return [...before].filter(([path, stamp]) => after.get(path) !== stamp).map(([path]) => path);
}

/** Whether all of this is still there as it was. */
export function isUntouched(made: Stamps, now: Stamps): boolean {
  return changedSince(made, now).length === 0;
}

/** Removes all of a folder but this, and the folders that it is in. */
export function removeAllBut(root: string, kept: Stamps): void {
  const parents = new Set<string>();
  for (const path of kept.keys()) {
    let end = path.lastIndexOf("/");
    while (end > 0 && !parents.has(path.slice(0, end))) {
      parents.add(path.slice(0, end));
      end = path.lastIndexOf("/", end - 1);
    }
  }
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const isKept = kept.has(path) || parents.has(path);
      if (!isKept) rmSync(join(root, path), { recursive: true, force: true });
      else if (entry.isDirectory()) walk(path);
    }
  };
  walk("");
}

/** How much room files of these stamps take. */
export function bytesOf(stamps: Stamps): number {
  let bytes = 0;
  for (const stamp of stamps.values()) bytes += Number(/^file (\d+) /u.exec(stamp)?.[1] ?? 0);
  return bytes;
}
