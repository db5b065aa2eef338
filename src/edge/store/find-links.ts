import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import picomatch from "picomatch";

/**
 * Symbolic links below `root` that a pattern would match, relative and posix. A glob never matches a link; without this a
 * dataset that became one would silently be less evidence.
 */
export async function findLinks(root: string, pattern: string): Promise<readonly string[]> {
  const { base } = picomatch.scan(pattern);
  const matches = picomatch(pattern);
  const entries = await readdir(join(root, base), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => matches(path) && !/(?:^|\/)(?:node_modules|\.git)\//.test(path))
    .toSorted();
}
