import type { TreeEntry } from "../../tree/tree.ts";
import { openGit } from "./run-git.ts";

const silenceLimitMs = 60_000;

/**
 * What the index of the repository around `root` has at a path from there or below it, whatever the case of its letters; undefined
 * where git cannot tell. The index is that of the commit that is checked out, with what was added since.
 */
export async function listIndex(root: string, path: string): Promise<readonly TreeEntry[] | undefined> {
  const git = openGit(root, silenceLimitMs);
  try {
    const listed = await git.read("ls-files", "-z", "--stage", "--", `:(literal,icase)${path}`);
    return listed.split("\0").flatMap((line) => {
      const [about = "", found] = line.split("\t");
      const [mode = "", oid = ""] = about.split(" ");
      return found === undefined ? [] : [{ path: found, oid, kind: kindOf(mode) }];
    });
  } catch {
    return undefined;
  }
}

function kindOf(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "file";
}
