import { afterAll, describe, expect, it } from "vitest";
import { openEventCommits } from "../../src/action/open-event-commits.ts";
import type { CommitSources } from "../../src/action/open-event-commits.ts";
import { openRepository } from "../../src/edge/git/open-repository.ts";
import { openGithub } from "../../src/edge/github/open-github.ts";
import type { Change } from "../../src/edge/github/read-event.ts";
import type { Commits } from "../../src/gate/commits.ts";
import { gitRepository } from "../git-repository.ts";
import { startGithub } from "../stand-ins/github.ts";
import { tempFolder } from "../temp-folder.ts";

const api = await startGithub({ token: "token" });
afterAll(() => api.close());
const github = openGithub({
  apiUrl: api.apiUrl,
  repository: "acme/desk",
  token: "token",
  wait: () => Promise.resolve(0),
});

const unknown = "c0ffee0123456789c0ffee0123456789c0ffee01";

const repository = gitRepository();
const root = repository.commit({ "prompts/support.md": "First.\n" });
repository.branch("release");
repository.branch("pr");
const head = repository.commit({ "prompts/support.md": "Changed.\n" });
repository.branch("main-in-pr");
repository.checkout("main");
const main = repository.commit({ "readme.md": "Main moved on.\n" });
repository.branch("later");
const later = repository.commit({ "readme.md": "Again.\n" });
/** GitHub's merge commit of the branch into main. */
repository.branch("merge", "main");
const merge = repository.merge("pr");
repository.git("update-ref", "refs/pull/7/merge", merge);
repository.checkout("main-in-pr");
const headWithMain = repository.merge("main");
repository.checkout("main");

/** A working tree of the repository with this commit checked out. */
function checkedOut(sha: string): string {
  const folder = tempFolder();
  repository.git("worktree", "add", "-q", "--detach", folder, sha);
  return folder;
}
const onMain = repository.folder;
const onHead = checkedOut(head);
const onMerge = checkedOut(merge);
/** What actions/checkout makes by default: one commit. */
const headAlone = repository.shallowClone(head).folder;
const mainAlone = repository.shallowClone(main).folder;
const clone = repository.clone();
clone.git("checkout", "-q", "--detach", head);

function pull(
  headSha: string,
  baseSha: string,
  isFork = false,
): Extract<Change, { kind: "pull_request" | "pull_request_target" }> {
  return { kind: "pull_request", number: 7, headSha, baseSha, isFork, isDraft: false };
}

async function open(
  change: Change,
  {
    folder,
    sha = unknown,
    base,
    ...sources
  }: { folder?: string; sha?: string; base?: string } & CommitSources,
): Promise<Commits> {
  const opened = folder === undefined ? undefined : await openRepository(folder);
  return openEventCommits({ change, sha }, base, {
    ...(opened === undefined ? {} : { repository: opened }),
    ...sources,
  });
}

const shas = (commits: Commits) => ({
  head: commits.head.sha,
  policy: commits.policy.sha,
  fork: commits.fork.sha,
});

describe("a pull request", () => {
  it("has the merge commit as its candidate, and its first parent as the baseline", async () => {
    const commits = await open(pull(head, main), { folder: onMerge });
    expect(shas(commits)).toEqual({ head: merge, policy: main, fork: main });
    expect(commits).toMatchObject({ isFromFork: false, policyFrom: "base" });
    expect(await commits.head.files.readText("prompts/support.md")).toBe("Changed.\n");
    expect(await commits.fork.files.readText("prompts/support.md")).toBe("First.\n");
  });

  it("has the tip of its base as the policy, also where the merge commit is from before it moved on", async () => {
    expect(shas(await open(pull(head, later), { folder: onMerge }))).toEqual({
      head: merge,
      policy: later,
      fork: main,
    });
  });

  it("that is behind its base has its baseline where it left, with its own head checked out", async () => {
    expect(shas(await open(pull(head, main), { folder: onHead }))).toEqual({
      head,
      policy: main,
      fork: root,
    });
  });

  it("whose head is itself a merge of main is not taken for GitHub's merge commit", async () => {
    const folder = checkedOut(headWithMain);
    expect(shas(await open(pull(headWithMain, main), { folder }))).toEqual({
      head: headWithMain,
      policy: main,
      fork: main,
    });
  });

  it("is not decided where something else is checked out, which would compare the base with itself and pass", async () => {
    for (const folder of [onMain, mainAlone])
      await expect(open(pull(head, main), { folder, github })).rejects.toMatchObject({
        problems: [{ code: "other-checkout", message: expect.stringContaining(main.slice(0, 7)) }],
      });
  });

  it("may come from a fork", async () => {
    expect(await open(pull(head, main, true), { folder: onMerge })).toMatchObject({ isFromFork: true });
  });

  it("is decided on a checkout of the merge commit alone, the base fetched by its sha", async () => {
    const shallow = repository.shallowClone(merge);
    const commits = await open(pull(head, main), { folder: shallow.folder });
    expect(shas(commits)).toMatchObject({ policy: main, fork: main });
    expect(await commits.policy.files.readText("readme.md")).toBe("Main moved on.\n");
  });

  it("asks GitHub for the merge-base where a checkout of the head alone cannot know it", async () => {
    api.state.mergeBases.set(`${main}...${head}`, root);
    const commits = await open(pull(head, main), { folder: headAlone, github });
    expect(shas(commits)).toEqual({ head, policy: main, fork: root });
    expect(await commits.fork.files.readText("prompts/support.md")).toBe("First.\n");
  });

  it("has a problem where the checkout does not reach back, and there is no token to ask with", async () => {
    await expect(open(pull(head, main), { folder: headAlone })).rejects.toMatchObject({
      problems: [{ code: "no-base", fix: expect.stringContaining("fetch-depth: 0") }],
    });
  });

  it("fetches a base that a full clone has not seen yet, without a token", async () => {
    const copy = gitRepository();
    copy.git("remote", "add", "origin", repository.remote());
    copy.git("fetch", "-q", "--no-tags", "origin", "pr");
    copy.git("checkout", "-q", "--detach", head);
    expect(shas(await open(pull(head, main), { folder: copy.folder }))).toEqual({
      head,
      policy: main,
      fork: root,
    });
  });

  it("reads what it cannot fetch through the API, and says so where it has no token", async () => {
    const shallow = repository.shallowClone(merge);
    shallow.git("remote", "remove", "origin");
    api.state.addCommit(main, { "readme.md": "Through the API.\n" });
    const commits = await open(pull(head, main), { folder: shallow.folder, github });
    expect(await commits.policy.files.readText("readme.md")).toBe("Through the API.\n");
    await expect(open(pull(head, main), { folder: shallow.folder })).rejects.toMatchObject({
      problems: [{ code: "commit-not-here", message: expect.stringContaining(main.slice(0, 7)) }],
    });
  });

  it("can be decided without a checkout at all", async () => {
    for (const sha of [merge, main]) api.state.addCommit(sha, { "readme.md": `${sha}\n` });
    api.state.mergeBases.set(`${main}...${merge}`, main);
    const commits = await open(pull(head, main), { sha: merge, github });
    expect(shas(commits)).toEqual({ head: merge, policy: main, fork: main });
    expect(await commits.head.files.readText("readme.md")).toBe(`${merge}\n`);
  });
});

describe("a pull request as data only", () => {
  it("reads the head through the API, though the checkout would have it, and the base from the checkout", async () => {
    api.state.mergeBases.set(`${main}...${head}`, root);
    api.state.addCommit(head, { "prompts/support.md": "Through the API.\n" });
    const change = { ...pull(head, main, true), kind: "pull_request_target" as const };
    const commits = await open(change, { folder: onMain, github });
    expect(shas(commits)).toEqual({ head, policy: main, fork: root });
    expect(commits.isFromFork).toBe(true);
    expect(await commits.head.files.readText("prompts/support.md")).toBe("Through the API.\n");
    expect(await commits.policy.files.readText("readme.md")).toBe("Main moved on.\n");
    expect(repository.head()).toBe(main);
  });

  it("fetches nothing of the head into the checkout", async () => {
    api.state.mergeBases.set(`${main}...${head}`, root);
    api.state.addCommit(head, { "prompts/support.md": "Through the API.\n" });
    const change = { ...pull(head, main, true), kind: "pull_request_target" as const };
    const commits = await open(change, { folder: mainAlone, github });
    await commits.head.files.readText("prompts/support.md");
    expect(await (await openRepository(mainAlone))?.has(head)).toBe(false);
  });

  it("takes the base for the baseline where GitHub knows no merge-base", async () => {
    const change = { ...pull(unknown, main, true), kind: "pull_request_target" as const };
    expect(shas(await open(change, { folder: onMain, github }))).toMatchObject({ fork: main });
  });

  it("needs a token", async () => {
    const change = { ...pull(head, main, true), kind: "pull_request_target" as const };
    await expect(open(change, { folder: onMain })).rejects.toMatchObject({
      problems: [{ code: "no-token" }],
    });
  });

  it("is the same after another workflow, whose payload must name the pull request", async () => {
    api.state.mergeBases.set(`${main}...${head}`, root);
    const change = { kind: "workflow_run", headSha: head, isFork: false } as const;
    const named = { ...change, pullRequest: { number: 7, baseSha: main } };
    expect(shas(await open(named, { folder: onMain, github }))).toEqual({
      head,
      policy: main,
      fork: root,
    });
    await expect(open(change, { folder: onMain, github })).rejects.toMatchObject({
      problems: [{ code: "no-pull-request" }],
    });
  });
});

it("takes both commits of a merge group from its payload, whatever is checked out", async () => {
  const commits = await open({ kind: "merge_group", headSha: head, baseSha: main }, { folder: onMain });
  expect(shas(commits)).toEqual({ head, policy: main, fork: main });
});

describe("a push", () => {
  const push = (after: string, before?: string): Change => ({
    kind: "push",
    after,
    ...(before === undefined ? {} : { before }),
    defaultBranch: "main",
  });

  it("is compared with the commit before it", async () => {
    expect(shas(await open(push(main, root), { folder: onMain }))).toEqual({
      head: main,
      policy: root,
      fork: root,
    });
  });

  it("is compared with it on a checkout of one commit too", async () => {
    expect(shas(await open(push(main, root), { folder: mainAlone }))).toMatchObject({ policy: root });
  });

  it.each([
    ["is the first of its branch", undefined],
    ["rewrote it, so that the commit before is gone", unknown],
  ])("that %s is compared with where it left the default branch", async (_, before) => {
    expect(shas(await open(push(head, before), { folder: clone.folder }))).toEqual({
      head,
      policy: root,
      fork: root,
    });
  });

  it("of a new branch asks GitHub where it left, on a checkout of one commit", async () => {
    api.state.mergeBases.set(`main...${head}`, root);
    expect(shas(await open(push(head), { folder: headAlone, github }))).toEqual({
      head,
      policy: root,
      fork: root,
    });
    await expect(open(push(head), { folder: headAlone })).rejects.toMatchObject({
      problems: [{ code: "no-base", fix: expect.stringContaining("fetch-depth: 0") }],
    });
  });
});

describe.each(["schedule", "workflow_dispatch"] as const)("%s", (kind) => {
  it("compares the checked-out commit with itself", async () => {
    expect(shas(await open({ kind }, { folder: onMain }))).toEqual({
      head: main,
      policy: main,
      fork: main,
    });
  });

  it("compares it with `base`, by the candidate's policy: a sha, a branch, a branch of the remote", async () => {
    for (const base of [root, "release", root.slice(0, 10)])
      expect(shas(await open({ kind }, { folder: onMain, base }))).toEqual({
        head: main,
        policy: main,
        fork: root,
      });
    expect(shas(await open({ kind }, { folder: clone.folder, base: "release" }))).toMatchObject({
      fork: root,
    });
  });

  it.each(["no-such-branch", "--output=pwned", "refs/pull/7/head", ""])(
    "says that `base: %s` is no commit of the checkout (F05)",
    async (base) => {
      await expect(open({ kind }, { folder: onMain, base })).rejects.toMatchObject({
        problems: [{ code: "no-such-commit" }],
      });
    },
  );
});
