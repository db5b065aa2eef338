import * as z from "zod/mini";
import { type Problem, ProblemError, quoteValue } from "../../problem.ts";
import { type Api, readReply } from "./call-api.ts";
import { shaSchema } from "./event-schema.ts";
import { GithubFailure } from "./github-failure.ts";
import { listPulls, type OpenPull } from "./pull-request.ts";
import { readMergeBase, toProblem } from "./read-commits.ts";

/** A branch for one pull request, and where the next commit on it goes. Nothing is ever forced: what a person pushed there stays. */
export type PullBranch = {
  readonly branch: string;
  /** The default branch, which the pull request goes to. */
  readonly base: { readonly branch: string; readonly sha: string };
  /** The commit whose files the next change goes on top of: the tip, or the base where the branch begins anew. */
  readonly sha: string;
  /** Of the next commit. The first one, or where the branch is not there the base, is what the branch has to be at then. */
  readonly parents: readonly string[];
  readonly isThere: boolean;
  /** Nobody else's commit is on it. */
  readonly isOurs: boolean;
  /** It has commits of ours that no pull request shows yet. */
  readonly isUnshown: boolean;
  readonly pull?: OpenPull;
};

export type FileChange = {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** First line of the commit message. */
  readonly subject: string;
};

const repositorySchema = z.object({ default_branch: z.string() });
const refSchema = z.object({ object: z.object({ sha: shaSchema }) });
const shaOnlySchema = z.object({ sha: shaSchema });
const commitSchema = z.object({ message: z.string(), tree: z.object({ sha: shaSchema }) });

const treeMark = "LLM-O11y-Tree";
const permission = "contents: write";

/**
 * Looks where the branch is. It begins anew from the base where it is not there or is merged; where its pull request was closed, only if
 * nobody else's commit is on it. Throws a ProblemError where it cannot be used, or GitHub does not say.
 */
export async function openPullBranch(api: Api, branch: string): Promise<PullBranch> {
  const base = await told(readBase(api), "read the default branch");
  if (base.branch === branch) throw new ProblemError([isDefault(branch)]);
  const tip = await told(readRef(api, branch), `read the branch \`${branch}\``);
  const anew = { branch, base, sha: base.sha, isOurs: true, isUnshown: false };
  if (tip === undefined) return { ...anew, parents: [base.sha], isThere: false };
  const pulls = await told(listPulls(api, branch, base.branch), "list pull requests", "pull-requests: write");
  const open = pulls.find(({ isOpen }) => isOpen);
  const goesOn = { branch, base, sha: tip, parents: [tip], isThere: true };
  const isOurs = await told(isOwnCommit(api, tip), `read commit ${tip.slice(0, 7)}`);
  if (open !== undefined) return { ...goesOn, isOurs, isUnshown: false, pull: open };
  if ((await readMergeBase(api, base.sha, tip)) === tip)
    return { ...anew, parents: tip === base.sha ? [tip] : [tip, base.sha], isThere: true };
  const shown = pulls.find(({ headSha }) => headSha === tip);
  // Its commits stay in the history of the branch, so that no push has to be forced.
  if (shown !== undefined && (shown.isMerged || isOurs))
    return { ...anew, parents: [tip, base.sha], isThere: true };
  if (shown === undefined && isOurs) return { ...goesOn, isOurs, isUnshown: true };
  throw new ProblemError([isForeign(branch)]);
}

/** Puts one commit with the changed file on the branch. Throws a ProblemError where GitHub does not take it. */
export async function pushFile(api: Api, on: PullBranch, change: FileChange): Promise<PullBranch> {
  const todo = `write the branch \`${on.branch}\``;
  const sha = await told(writeCommit(api, on, change), todo, permission);
  try {
    await moveBranch(api, on, sha);
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === "refused")
      throw new ProblemError([isRefused(on.branch)]);
    throw toProblem(error, todo, permission);
  }
  const { pull, ...rest } = on;
  return {
    ...rest,
    sha,
    parents: [sha],
    isThere: true,
    isUnshown: pull === undefined,
    ...(pull === undefined ? {} : { pull }),
  };
}

async function writeCommit(api: Api, on: PullBranch, { path, bytes, subject }: FileChange): Promise<string> {
  const create = async (route: string, body: Readonly<Record<string, unknown>>) =>
    readReply(shaOnlySchema, (await api.send(route, body)).data).sha;
  const { tree: before } = await readCommit(api, on.sha);
  const blob = await create("POST /repos/{owner}/{repo}/git/blobs", {
    content: Buffer.from(bytes).toString("base64"),
    encoding: "base64",
  });
  const tree = await create("POST /repos/{owner}/{repo}/git/trees", {
    base_tree: before.sha,
    tree: [{ path, mode: "100644", type: "blob", sha: blob }],
  });
  return create("POST /repos/{owner}/{repo}/git/commits", {
    message: on.isOurs ? `${subject}\n\n${treeMark}: ${tree}\n` : `${subject}\n`,
    tree,
    parents: on.parents,
  });
}

async function moveBranch(api: Api, { branch, isThere }: PullBranch, sha: string): Promise<void> {
  if (isThere) {
    await api.send("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ref: `heads/${branch}`,
      sha,
      force: false,
    });
    return;
  }
  await api.send("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/heads/${branch}`, sha }, async () =>
    (await readRef(api, branch)) === sha ? { sha } : undefined,
  );
}

async function readBase(api: Api): Promise<PullBranch["base"]> {
  const { data } = await api.send("GET /repos/{owner}/{repo}");
  const { default_branch: branch } = readReply(repositorySchema, data);
  const sha = await readRef(api, branch);
  if (sha === undefined) throw new GithubFailure("not_found");
  return { branch, sha };
}

async function readRef(api: Api, branch: string): Promise<string | undefined> {
  try {
    const { data } = await api.send("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: `heads/${branch}` });
    return readReply(refSchema, data).object.sha;
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === "not_found") return undefined;
    throw error;
  }
}

async function readCommit(api: Api, sha: string) {
  const { data } = await api.send("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { commit_sha: sha });
  return readReply(commitSchema, data);
}

/** The message names the tree, so a commit that was amended is no longer ours; nor is one on top of somebody else's, which has no mark. */
async function isOwnCommit(api: Api, sha: string): Promise<boolean> {
  const { message, tree } = await readCommit(api, sha);
  return message.split(/\r?\n/u).includes(`${treeMark}: ${tree.sha}`);
}

async function told<T>(promise: Promise<T>, todo: string, needs?: string): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw toProblem(error, todo, needs);
  }
}

function isDefault(branch: string): Problem {
  return {
    code: "promote-branch",
    message: `the input \`branch\` is ${quoteValue(branch)}, which is the default branch.`,
    fix: "Name a branch for the pull request alone.",
  };
}

function isForeign(branch: string): Problem {
  return {
    code: "promote-branch",
    message: `the branch ${quoteValue(branch)} holds commits of somebody else and has no open pull request, so nothing was written.`,
    fix: "Open a pull request of it, delete it, or name another `branch`.",
  };
}

function isRefused(branch: string): Problem {
  return {
    code: "promote-branch",
    message: `GitHub does not let the branch ${quoteValue(branch)} be moved: somebody pushed to it meanwhile, or a rule protects it.`,
    fix: "Run the job again; where a ruleset covers the branch, leave it out of the ruleset.",
  };
}
