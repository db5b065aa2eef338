import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../src/edge/git/open-repository.ts";
import { openEffects } from "../../src/host/open-effects.ts";
import { openLocalCommits } from "../../src/host/open-local-commits.ts";
import type { LocalCommits } from "../../src/host/open-local-commits.ts";
import { gitRepository } from "../git-repository.ts";

const repository = gitRepository();
const root = repository.commit({ "prompts/support.md": "First.\n" });
repository.branch("topic");
const topic = repository.commit({ "prompts/support.md": "Changed.\n" });
repository.checkout("main");
const main = repository.commit({ "readme.md": "Main moved on.\n" });
repository.checkout("topic");
repository.write({ "prompts/support.md": "Not committed.\n" });

async function open(folder: string, options: Omit<LocalCommits, "policyFrom"> = {}) {
  const opened = await openRepository(folder);
  if (opened === undefined) throw new Error("no repository");
  const effects = await openEffects(folder, { workingDir: folder });
  return openLocalCommits({ policyFrom: "base", ...options }, opened, effects);
}

describe("the candidate", () => {
  it("is the working tree as it is, which no commit holds", async () => {
    const { head } = await open(repository.folder, { base: "main" });
    expect(head.sha).toBeUndefined();
    expect(await head.files.readText("prompts/support.md")).toBe("Not committed.\n");
  });

  it("is the commit that is named", async () => {
    const { head } = await open(repository.folder, { base: "main", head: "topic" });
    expect(head.sha).toBe(topic);
    expect(await head.files.readText("prompts/support.md")).toBe("Changed.\n");
  });
});

describe("the base", () => {
  it("that is named gives the policy, and the baseline where the candidate left it", async () => {
    const { policy, fork } = await open(repository.folder, { base: "main" });
    expect([policy.sha, fork.sha]).toEqual([main, root]);
  });

  it("gives both where the candidate is not behind", async () => {
    const { policy, fork } = await open(repository.folder, { base: root });
    expect([policy.sha, fork.sha]).toEqual([root, root]);
    expect(fork).toBe(policy);
  });

  it("can be a shortened sha, a tag, or relative to another", async () => {
    repository.git("tag", "v1", root);
    for (const base of [root.slice(0, 8), "v1", "HEAD~1", "topic^"])
      expect((await open(repository.folder, { base })).policy.sha).toBe(root);
  });

  it("is the base too where the two share no history", async () => {
    const other = gitRepository();
    const first = other.commit({ "a.md": "a\n" });
    other.git("checkout", "-q", "--orphan", "apart");
    other.commit({ "b.md": "b\n" });
    const { policy, fork } = await open(other.folder, { base: first });
    expect([policy.sha, fork.sha]).toEqual([first, first]);
  });

  it("is where the candidate left the default branch of origin, where none is named", async () => {
    const clone = repository.clone();
    clone.git("checkout", "-q", "--detach", topic);
    const { policy, fork } = await open(clone.folder);
    expect([policy.sha, fork.sha]).toEqual([root, root]);
  });

  it("is asked for where there is no origin, or no way back to it", async () => {
    const alone = gitRepository();
    alone.commit({ "a.md": "a\n" });
    await expect(open(alone.folder)).rejects.toMatchObject({
      problems: [
        {
          code: "no-base",
          message: expect.stringContaining("origin"),
          fix: expect.stringContaining("--base"),
        },
      ],
    });
    const shallow = repository.shallowClone(topic);
    shallow.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main");
    await expect(open(shallow.folder)).rejects.toMatchObject({
      problems: [{ code: "no-base", message: expect.stringContaining("does not reach back") }],
    });
  });
});

it.each([
  ["--base", { base: "no-such-branch" }],
  ["--base", { base: "--upload-pack=touch pwned" }],
  ["--head", { base: "main", head: "no-such-branch" }],
] as const)("says which option names no commit: `%s` of %j", async (option, names) => {
  await expect(open(repository.folder, names)).rejects.toMatchObject({
    problems: [{ code: "no-such-commit", message: expect.stringContaining(`\`${option}\``) }],
  });
});

it("works before the first commit, with the working tree for the candidate", async () => {
  const fresh = gitRepository();
  fresh.write({ "prompts/support.md": "New.\n" });
  await expect(open(fresh.folder)).rejects.toMatchObject({ problems: [{ code: "no-base" }] });
});

it("finds a file of the workspace from the root, and not one outside", async () => {
  const effects = await openEffects(repository.folder, { workingDir: join(repository.folder, "prompts") });
  expect(await effects.readTextIfThere("prompts/support.md")).toBe("Not committed.\n");
  expect(await effects.readTextIfThere("prompts/none.md")).toBeUndefined();
  await expect(effects.readText("../outside.md")).rejects.toMatchObject({
    problems: [{ code: expect.stringContaining("path-outside") }],
  });
});
