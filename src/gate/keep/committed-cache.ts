import type { Problem } from "../../problem.ts";
import type { TreeEntry } from "../../tree/tree.ts";

/**
 * What a cache folder that the checked-out commit brings is told by; undefined where it brings none. Entries are not signed, so a
 * pull request that commits some would bring its own answers, and must be run without a cache. Letters count the same in both cases,
 * as on many disks.
 */
export function findCommittedCache(folder: string, entries: readonly TreeEntry[]): Problem | undefined {
  const wanted = folder.toLowerCase();
  const found = entries.some(({ path, kind }) => {
    const here = path.toLowerCase();
    if (kind === "file" && here === `${wanted}/.gitignore`) return false;
    // A link or a submodule stands for the folders below it.
    return here === wanted || here.startsWith(`${wanted}/`) || wanted.startsWith(`${here}/`);
  });
  if (!found) return undefined;
  return {
    code: "cache-committed",
    file: folder,
    message: "the commit brings a cache of its own, which anybody could have written: it is not used.",
    fix: "Remove it from the repository, and have git ignore it.",
  };
}
