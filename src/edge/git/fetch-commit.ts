import { readCutCommits } from "./merge-base.ts";
import { type Git, checkedId } from "./run-git.ts";

/**
 * Tries to fetch one commit from `origin`; whether it came is for the caller to see. No ref, tag or FETCH_HEAD changes. A shallow
 * clone gets that commit alone, a full one also what leads to it: a cut there would make the user's clone a shallow one.
 */
export async function fetchCommit(git: Git, commonDir: string, sha: string): Promise<void> {
  try {
    // Without a remote of that name, git would take it for a folder.
    const remotes = await git.read("remote");
    if (!remotes.split("\n").includes("origin")) return;
    const depth = (await readCutCommits(commonDir)).size === 0 ? [] : ["--depth=1"];
    await git.text(
      "fetch",
      "--quiet",
      "--no-tags",
      ...depth,
      "--no-recurse-submodules",
      "--no-write-fetch-head",
      // The configuration could name another program here.
      "--upload-pack=git-upload-pack",
      "origin",
      checkedId(sha),
    );
  } catch {
    // No network, no access, no such commit: all the same to the caller, and the message could hold a token.
  }
}
