import { rename, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ProblemError, quoteValue } from "../../problem.ts";
import { checkedId, openGit } from "./run-git.ts";

/** A large checkout says nothing while it goes on. */
const silenceLimitMs = 10 * 60_000;

const againMs = 100;

/** By repository, when its last worktree is there or gone. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Makes a worktree of the repository at `root`, at a commit and without a branch. `folder` may hold files, which stay unless the commit
 * has others of that name. `filled: "index"` leaves it to the caller to put files there. No hook runs and no submodule is filled; filters such as that of Git LFS
 * run as in any checkout. Throws a ProblemError where git refuses.
 */
export async function addWorktree(
  root: string,
  sha: string,
  folder: string,
  filled: "files" | "index" = "files",
): Promise<void> {
  const aside = `${folder}.aside`;
  const hasFiles = await rename(folder, aside).then(
    () => true,
    () => false,
  );
  try {
    const git = openGit(root, silenceLimitMs);
    const add = () => git.read("worktree", "add", "--detach", "--no-checkout", folder, checkedId(sha));
    // Another run may add or remove one at this moment, which git stumbles over.
    const addAgain = () => pause(againMs).then(add);
    await inTurn(root, () => add().catch(addAgain).catch(addAgain));
    if (hasFiles) {
      await rename(join(folder, ".git"), join(aside, ".git"));
      await rmdir(folder);
      await rename(aside, folder);
    }
    await openGit(folder, silenceLimitMs).read(
      "reset",
      filled === "files" ? "--hard" : "--mixed",
      "--quiet",
      "--no-recurse-submodules",
    );
  } catch (error) {
    throw refused(sha, error);
  }
}

/** Git forgets the worktree, and its files stay. Does nothing where git does not know it. */
export async function forgetWorktree(root: string, folder: string): Promise<void> {
  const aside = `${folder}.aside`;
  const hasFiles = await rename(folder, aside).then(
    () => true,
    () => false,
  );
  // A worktree whose folder is not there can be removed without a look into it.
  const remove = () => openGit(root, silenceLimitMs).read("worktree", "remove", "--force", "--force", folder);
  await inTurn(root, remove).catch(() => "");
  if (!hasFiles) return;
  await rm(join(aside, ".git"), { force: true }).catch(() => undefined);
  await rename(aside, folder);
}

/** The folders of the worktrees that git knows, also of those that are gone. */
export async function listWorktrees(root: string): Promise<readonly string[]> {
  const listing = await openGit(root, silenceLimitMs)
    .read("worktree", "list", "--porcelain")
    .catch(() => "");
  return [...listing.matchAll(/^worktree (.+)$/gmu)].map(([, folder = ""]) => folder);
}

/** One at a time in a repository: git fails where it reads what another git has half written of its own worktree. */
function inTurn<T>(root: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(root) ?? Promise.resolve()).then(work);
  turns.set(
    root,
    turn.catch(() => undefined),
  );
  return turn;
}

/** The line that it ends with, without an address of a remote: a filter may name it, with a token in it. */
function refused(sha: string, error: unknown): ProblemError {
  const said = error instanceof Error ? error.message : String(error);
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((each) => each.startsWith("fatal:")) ?? lines[0] ?? "it says nothing";
  const shown = line.replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/giu, "<address>");
  return new ProblemError([
    {
      code: "worktree-failed",
      message: `git makes no worktree at commit \`${sha.slice(0, 7)}\`: ${quoteValue(shown.slice(0, 200))}.`,
      fix: "Check out with `fetch-depth: 0` and without a `filter`; files of Git LFS have to be there or to be had.",
    },
  ]);
}
