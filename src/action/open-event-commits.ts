import type { Repository } from "../edge/git/open-repository.ts";
import type { Github } from "../edge/github/open-github.ts";
import type { Change, PullRequest, RunnerEvent } from "../edge/github/read-event.ts";
import type { Commits, Source } from "../gate/commits.ts";
import { ProblemError } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { filesOfTree } from "../tree/files-of-tree.ts";

/** Where commits can be had: local objects, then a fetch of that one commit, then the API. */
export type CommitSources = {
  readonly repository?: Repository;
  /** Absent without a token. */
  readonly github?: Github;
};

/**
 * The commits of a gate by the event (contract, section 7): everything comes from the event's own payload and from the commits
 * themselves, never from a name that the pull request chooses. Throws a ProblemError where a commit cannot be had.
 */
export async function openEventCommits(
  { change, sha }: Pick<RunnerEvent, "change" | "sha">,
  base: string | undefined,
  sources: CommitSources,
): Promise<Commits> {
  const common = { isFromFork: false, policyFrom: "base" } as const;
  const open = sourceOpener(sources);
  switch (change.kind) {
    case "pull_request": {
      const headSha = (await sources.repository?.head()) ?? sha;
      const [forkSha] = await Promise.all([
        forkOf(headSha, change, sources),
        refuseOtherCheckout(headSha, sha, change, sources),
        open(headSha),
        open(change.baseSha),
      ]);
      const [head, policy, fork] = await Promise.all([headSha, change.baseSha, forkSha].map(open));
      return { ...common, ...three(head, policy, fork), isFromFork: change.isFork };
    }
    case "pull_request_target":
      return dataOnly(change.headSha, change.baseSha, change.isFork, sources, open);
    case "workflow_run": {
      if (change.pullRequest === undefined) throw new ProblemError([noPullRequest]);
      return dataOnly(change.headSha, change.pullRequest.baseSha, change.isFork, sources, open);
    }
    case "merge_group": {
      const [head, policy] = await Promise.all([change.headSha, change.baseSha].map(open));
      return { ...common, ...three(head, policy, policy) };
    }
    case "push": {
      const before = await reachable(change, sources);
      const [head, policy] = await Promise.all([change.after, before].map(open));
      return { ...common, ...three(head, policy, policy) };
    }
    case "schedule":
    case "workflow_dispatch": {
      const headSha = (await sources.repository?.head()) ?? sha;
      const forkSha = base === undefined ? headSha : await resolveInput(base, sources);
      const [head, fork] = await Promise.all([headSha, forkSha].map(open));
      return { ...common, ...three(head, head, fork) };
    }
  }
}

function three(
  head: Source | undefined,
  policy: Source | undefined,
  fork: Source | undefined,
): Pick<Commits, "head" | "policy" | "fork"> {
  if (head === undefined || policy === undefined || fork === undefined)
    throw new Error("a commit is missing");
  return { head, policy, fork };
}

/** The files of a commit, opened once for each sha. */
function sourceOpener({ repository, github }: CommitSources): (sha: string) => Promise<Source> {
  const opened = new Map<string, Promise<Source>>();
  const open = async (sha: string): Promise<Source> => {
    if (repository !== undefined && (await repository.ensureCommit(sha))) {
      const tree = repository.openTree(sha);
      // Every commit that is opened is read, so git may begin to list it; who reads it meets the failure, if there is one.
      tree.entries().catch(() => undefined);
      return { sha, files: filesOfTree(tree) };
    }
    if (github !== undefined) return { sha, files: filesOfTree(github.openTree(sha)) };
    throw new ProblemError([
      {
        code: "commit-not-here",
        message: `commit ${sha.slice(0, 7)} is not in the checkout, could not be fetched, and there is no token to ask GitHub for it.`,
        fix: "Check out with `fetch-depth: 0`, or pass `github-token`.",
      },
    ]);
  };
  return (sha) => {
    const source = opened.get(sha) ?? open(sha);
    opened.set(sha, source);
    return source;
  };
}

/**
 * What is checked out is the pull request: its head, the merge commit that the event names, or a commit on top of the head. A workflow
 * that checks out the base by mistake would compare the base with itself, and pass.
 */
async function refuseOtherCheckout(
  headSha: string,
  eventSha: string,
  { headSha: pullHead }: PullRequest,
  { repository }: CommitSources,
): Promise<void> {
  if (repository === undefined || headSha === pullHead || headSha === eventSha) return;
  if ((await repository.parents(headSha))?.includes(pullHead) === true) return;
  if ((await repository.has(pullHead)) && (await repository.mergeBase(pullHead, headSha)) === pullHead)
    return;
  throw new ProblemError([
    {
      code: "other-checkout",
      message: `commit ${headSha.slice(0, 7)} is checked out, which is not this pull request (its head is ${pullHead.slice(0, 7)}).`,
      fix: "Check out without a `ref`, or with `ref: ${{ github.event.pull_request.head.sha }}`.",
    },
  ]);
}

/**
 * Where the pull request left its base. GitHub's merge commit has the base as its first parent and the pull request's head as its
 * second; a head that is itself a merge has other parents, and must not be taken for it.
 */
async function forkOf(
  headSha: string,
  { headSha: pullHead, baseSha }: PullRequest,
  { repository, github }: CommitSources,
): Promise<string> {
  const [parents, hasBase] = await Promise.all([
    repository?.parents(headSha),
    repository?.ensureCommit(baseSha),
  ]);
  const [first, second] = parents ?? [];
  if (first !== undefined && second === pullHead) return first;
  // A commit on top of the base left it there.
  if (first === baseSha && second === undefined) return baseSha;
  const local = hasBase === true ? await repository?.mergeBase(baseSha, headSha) : undefined;
  const found = local ?? (await github?.mergeBase(baseSha, headSha));
  if (found !== undefined) return found;
  throw new ProblemError([
    {
      code: "no-base",
      message: "this checkout does not reach back to where the pull request left its base.",
      fix: "Check out with `fetch-depth: 0`, or pass `github-token`.",
    },
  ]);
}

/** Events that run with secrets beside code that nobody has reviewed: the head is data, read through the API, and never checked out. */
async function dataOnly(
  headSha: string,
  baseSha: string,
  isFromFork: boolean,
  { github }: CommitSources,
  open: (sha: string) => Promise<Source>,
): Promise<Commits> {
  if (github === undefined)
    throw new ProblemError([
      {
        code: "no-token",
        message: "this event reads the pull request through the API, and there is no token.",
        fix: "Pass `github-token`.",
      },
    ]);
  const forkSha = (await github.mergeBase(baseSha, headSha)) ?? baseSha;
  const [policy, fork] = await Promise.all([baseSha, forkSha].map(open));
  const head = { sha: headSha, files: filesOfTree(github.openTree(headSha)) };
  return { ...three(head, policy, fork), isFromFork, isDataOnly: true, policyFrom: "base" };
}

/** The commit before a push; of a new or rewritten branch the one where it left the default branch. */
async function reachable(
  { before, after, defaultBranch }: Extract<Change, { kind: "push" }>,
  { repository, github }: CommitSources,
): Promise<string> {
  if (before !== undefined && (repository === undefined || (await repository.ensureCommit(before))))
    return before;
  const trunk =
    (defaultBranch === undefined ? undefined : await repository?.resolve(`origin/${defaultBranch}`)) ??
    (await repository?.defaultBranch());
  const local = trunk === undefined ? undefined : await repository?.mergeBase(trunk, after);
  // A checkout of one commit does not have the default branch; GitHub knows it by its name too.
  const asked = trunk ?? defaultBranch;
  const found = local ?? (asked === undefined ? undefined : await github?.mergeBase(asked, after));
  if (found !== undefined) return found;
  throw new ProblemError([
    {
      code: "no-base",
      message:
        "the commit before this push is gone, and the checkout does not reach back to the default branch.",
      fix: "Check out with `fetch-depth: 0`, or pass `github-token`.",
    },
  ]);
}

async function resolveInput(name: string, { repository }: CommitSources): Promise<string> {
  const isSha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(name);
  const found = isSha
    ? name
    : ((await repository?.resolve(name)) ?? (await repository?.resolve(`origin/${name}`)));
  if (found !== undefined) return found;
  throw new ProblemError([
    {
      code: "no-such-commit",
      message: `the input \`base\` is ${quoteValue(name)}, which is no commit of this checkout.`,
      fix: "Write a full sha, or check out with `fetch-depth: 0` and write a branch or a tag.",
    },
  ]);
}

const noPullRequest = {
  code: "no-pull-request",
  message: "this `workflow_run` names no single pull request of this repository, so its base is not known.",
  fix: "Run on `pull_request`, or on `pull_request_target` for forks.",
};
