import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Git, checkedId, isObjectId } from "./run-git.ts";

/**
 * The best common ancestor of two commits, or undefined where it is not certain or there is none.
 *
 * In a full clone git's answer is certain. In a shallow one git takes each commit where the history was cut for a root, so its
 * answer can be too old, or missing. It is certain all the same where
 * - it is one of the two commits: every parent link that is there is true, and nothing is nearer than the commit itself;
 * - no commit between it and the two is cut: then every way from them to any common ancestor is there, so git has seen them all.
 */
export async function findMergeBase(
  git: Git,
  commonDir: string,
  a: string,
  b: string,
): Promise<string | undefined> {
  if (checkedId(a) === checkedId(b)) return a;
  const bases = await listIds(git, "merge-base", "--all", a, b);
  const own = bases.find((base) => base === a || base === b);
  const [best] = bases;
  if (own !== undefined || best === undefined) return own;
  const cut = await readCutCommits(commonDir);
  if (cut.size === 0) return best;
  const between = await listIds(git, "rev-list", a, b, "--not", ...bases);
  return between.some((commit) => cut.has(commit)) ? undefined : best;
}

/** The commits whose parents a shallow clone does not have; empty in a full one. */
export async function readCutCommits(commonDir: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await readFile(join(commonDir, "shallow"), "utf8")).split("\n").filter(isObjectId));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}

/** Empty where git fails too, as for a commit that is not here. */
async function listIds(git: Git, ...args: readonly string[]): Promise<readonly string[]> {
  const output = await git.text(...args).catch(() => "");
  return output.split("\n").filter(isObjectId);
}
