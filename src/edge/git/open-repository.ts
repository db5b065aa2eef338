import { resolve as resolvePath } from "node:path";
import { type Problem, ProblemError, quoteValue } from "../../problem.ts";
import type { Tree } from "../../tree/tree.ts";
import { fetchCommit } from "./fetch-commit.ts";
import { findMergeBase } from "./merge-base.ts";
import { openTree } from "./open-tree.ts";
import { type ReadObject, openObjects } from "./read-objects.ts";
import { type Git, checkedId, isObjectId, openGit } from "./run-git.ts";

/** More than any commit has; what holds one is its message. */
const maxCommitBytes = 10 * 1024 * 1024;

/** The commits of a local git repository. Every `sha` is a full one; another text in its place is a defect of the caller. */
export type Repository = {
  /** The top folder of the working tree, absolute. */
  readonly root: string;
  /** The commit that was checked out when the repository was opened; undefined where nothing is committed yet. */
  readonly head: () => Promise<string | undefined>;
  /** The commit that a ref, a tag or a shortened sha means; undefined where it means none. */
  readonly resolve: (name: string) => Promise<string | undefined>;
  /** As the commit itself names them, also where a shallow clone does not have them; undefined where the commit is not here. */
  readonly parents: (sha: string) => Promise<readonly string[] | undefined>;
  /** Undefined where it is not certain, as it can be in a shallow clone, or where there is none. */
  readonly mergeBase: (a: string, b: string) => Promise<string | undefined>;
  readonly has: (sha: string) => Promise<boolean>;
  /** Fetches the commit from `origin` where it is not here; false where it cannot be had. */
  readonly ensureCommit: (sha: string) => Promise<boolean>;
  /** The tip of the default branch of `origin` when it was last fetched. */
  readonly defaultBranch: () => Promise<string | undefined>;
  readonly openTree: (sha: string) => Tree;
};

/**
 * The repository around a folder; undefined where there is no git, no repository, or no working tree. Needs git 2.30 or later.
 * Throws a ProblemError where git does not trust the folder. A `git` that is silent for `silenceLimitMs` is ended.
 */
export async function openRepository(
  folder: string,
  { silenceLimitMs = 60_000 }: { readonly silenceLimitMs?: number } = {},
): Promise<Repository | undefined> {
  const git = openGit(folder, silenceLimitMs);
  const places = await git
    .read("rev-parse", "--show-toplevel", "--git-common-dir", "--revs-only", "HEAD")
    .catch((error: unknown) => {
      const problem = openingProblem(error instanceof Error ? error.message : String(error), folder);
      if (problem === undefined) return undefined;
      throw new ProblemError([problem]);
    });
  const [root, commonDir, named] = places?.split("\n") ?? [];
  if (root === undefined || commonDir === undefined) return undefined;
  const head = named !== undefined && isObjectId(named) ? named : undefined;
  return {
    root,
    head: async () => head,
    ...commitsOf(git, openObjects(git, silenceLimitMs), resolvePath(folder, commonDir)),
  };
}

function commitsOf(git: Git, readObject: ReadObject, commonDir: string): Omit<Repository, "root" | "head"> {
  const readCommit = async (sha: string): Promise<Uint8Array | undefined> => {
    const object = await readObject(checkedId(sha), maxCommitBytes);
    return object.state === "read" && object.kind === "commit" ? object.bytes : undefined;
  };
  const has = async (sha: string): Promise<boolean> => (await readCommit(sha)) !== undefined;
  // Two fetches at once would lock each other out.
  let fetching: Promise<unknown> = Promise.resolve();
  return {
    resolve: (name) => resolveName(git, name),
    parents: async (sha) => {
      const commit = await readCommit(sha);
      return commit === undefined ? undefined : parseParents(Buffer.from(commit).toString("latin1"));
    },
    mergeBase: (a, b) => findMergeBase(git, commonDir, a, b),
    has,
    ensureCommit: async (sha) => {
      if (await has(sha)) return true;
      const turn = fetching.then(async () => {
        if (!(await has(sha))) await fetchCommit(git, commonDir, sha);
        return has(sha);
      });
      fetching = turn;
      return turn;
    },
    defaultBranch: () => findDefaultBranch(git),
    openTree: (sha) => openTree(git, readObject, sha),
  };
}

async function resolveName(git: Git, name: string): Promise<string | undefined> {
  if (name === "" || name.startsWith("-") || /\p{Cc}/u.test(name)) return undefined;
  const sha = await orNothing(git.read("rev-parse", "--verify", "--end-of-options", `${name}^{commit}`));
  return sha !== undefined && isObjectId(sha.trim()) ? sha.trim() : undefined;
}

/** The header of a commit ends at the first empty line. */
function parseParents(commit: string): readonly string[] {
  return commit
    .slice(0, commit.indexOf("\n\n"))
    .split("\n")
    .flatMap((line) => (line.startsWith("parent ") ? [checkedId(line.slice("parent ".length))] : []));
}

async function findDefaultBranch(git: Git): Promise<string | undefined> {
  const names = ["HEAD", "main", "master"].map((name) => `refs/remotes/origin/${name}`);
  const lines = (await git.read("for-each-ref", "--format=%(refname) %(objectname)", ...names)).split("\n");
  const shas = new Map(lines.map((line) => line.split(" ") as [string, string]));
  return names.map((name) => shas.get(name)).find((sha) => sha !== undefined);
}

/**
 * What keeps git from opening a repository that is there; undefined where there is none. In a container the checkout often belongs
 * to another user, and git then reads nothing of it.
 */
export function openingProblem(gitMessage: string, folder: string): Problem | undefined {
  if (
    /not a git repository|must be run in a work tree|cannot use bare repository|spawn git ENOENT/u.test(
      gitMessage,
    )
  )
    return undefined;
  if (/dubious ownership|unsafe repository/u.test(gitMessage)) {
    const [, named] = /^\s*git config --global --add safe\.directory (.+)$/mu.exec(gitMessage) ?? [];
    return {
      code: "git-untrusted-folder",
      message: `git reads nothing of ${quoteValue(folder)}, because the folder belongs to another user.`,
      fix: `Run \`git config --global --add safe.directory ${named ?? `'${folder}'`}\` as the user that runs llm-o11y.`,
    };
  }
  return {
    code: "git-failed",
    message: `git cannot open the repository of ${quoteValue(folder)}: ${quoteValue(gitMessage.split("\n", 1)[0])}.`,
    fix: "Run `git status` there, and repair what it says.",
  };
}

async function orNothing(output: Promise<string>): Promise<string | undefined> {
  return output.catch(() => undefined);
}
