import type { Repository } from "../edge/git/open-repository.ts";
import type { Commits, Source } from "../gate/commits.ts";
import { ProblemError } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { filesOfTree } from "../tree/files-of-tree.ts";
import type { Files } from "../tree/tree.ts";

export type LocalCommits = {
  readonly base?: string;
  /** Absent = the working tree as it is. */
  readonly head?: string;
  readonly policyFrom: "base" | "head";
};

/**
 * The commits of a run on somebody's machine. Without `base` it is the merge-base with the default branch of `origin`. Throws a
 * ProblemError for a name that is no commit here.
 */
export async function openLocalCommits(
  { base, head, policyFrom }: LocalCommits,
  repository: Repository,
  workspace: Files,
): Promise<Commits> {
  const at = (sha: string): Source => ({ sha, files: filesOfTree(repository.openTree(sha)) });
  const headSha =
    head === undefined ? await repository.head() : await resolveName(head, "--head", repository);
  const headSource: Source = head === undefined || headSha === undefined ? { files: workspace } : at(headSha);
  const common = { head: headSource, isFromFork: false, policyFrom };
  if (base === undefined) {
    const fork = await mergeBaseWithDefault(headSha, repository);
    return { ...common, policy: at(fork), fork: at(fork) };
  }
  const policySha = await resolveName(base, "--base", repository);
  const forkSha = headSha === undefined ? undefined : await repository.mergeBase(policySha, headSha);
  const policy = at(policySha);
  return { ...common, policy, fork: forkSha === undefined || forkSha === policySha ? policy : at(forkSha) };
}

async function mergeBaseWithDefault(head: string | undefined, repository: Repository): Promise<string> {
  const trunk = await repository.defaultBranch();
  const found =
    head === undefined || trunk === undefined ? undefined : await repository.mergeBase(trunk, head);
  if (found !== undefined) return found;
  throw new ProblemError([
    {
      code: "no-base",
      message:
        trunk === undefined
          ? "there is no `origin` with a default branch, so it is not known what to compare with."
          : "this checkout does not reach back to where it left the default branch.",
      fix: "Name a commit with `--base`, such as `--base main` or `--base HEAD`.",
    },
  ]);
}

async function resolveName(name: string, option: string, repository: Repository): Promise<string> {
  const sha = await repository.resolve(name);
  if (sha !== undefined) return sha;
  throw new ProblemError([
    {
      code: "no-such-commit",
      message: `\`${option}\` is ${quoteValue(name)}, which is no commit here.`,
      fix: "Write a branch, a tag or a sha; `git fetch` it first where it is remote.",
    },
  ]);
}
