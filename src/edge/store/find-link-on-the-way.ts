import { lstat } from "node:fs/promises";
import { join, normalize, sep } from "node:path";

/** The first part of a path below `root` that is a symbolic link, as a path from there; undefined where none is. */
export async function findLinkOnTheWay(root: string, path: string): Promise<string | undefined> {
  let way = "";
  for (const part of normalize(path).split(sep)) {
    way = join(way, part);
    const stats = await lstat(join(root, way)).catch(() => undefined);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return way;
  }
  return undefined;
}
