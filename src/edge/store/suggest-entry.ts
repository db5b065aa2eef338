import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { closest, distance } from "fastest-levenshtein";

/** "Did you mean ...?" for a path that does not exist, from the names in its folder; undefined when none is near. */
export async function suggestEntry(file: string): Promise<string | undefined> {
  const names = await readdir(dirname(file)).catch(() => []);
  const name = basename(file).slice(0, 255);
  if (names.length === 0) return undefined;
  const nearest = closest(name, names);
  return distance(name, nearest) <= Math.max(2, Math.floor(nearest.length / 3))
    ? `Did you mean \`${nearest}\`?`
    : undefined;
}
