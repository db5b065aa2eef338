import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Repository, openRepository, openingProblem } from "../../../src/edge/git/open-repository.ts";
import { type GitRepository, gitRepository } from "../../git-repository.ts";
import { tempFolder } from "../../temp-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("opening a repository", () => {
  it("finds the root from a folder below it", async () => {
    const desk = gitRepository();
    desk.commit({ "prompts/refund.md": "Refund it." });
    const repository = await open(desk, "prompts");
    expect(repository.root).toBe(realpathSync(desk.folder));
  });

  it("opens a linked working tree", async () => {
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it." });
    const linked = join(tempFolder(), "linked");
    desk.git("worktree", "add", "-q", "--detach", linked, sha);
    const repository = await openRepository(linked);
    expect(repository?.root).toBe(realpathSync(linked));
    expect(await repository?.mergeBase(sha, sha)).toBe(sha);
  });

  it("gives nothing where there is no repository", async () => {
    expect(await openRepository(tempFolder())).toBeUndefined();
  });

  it("gives nothing where there is no working tree", async () => {
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    expect(await openRepository(desk.remote())).toBeUndefined();
  });

  it("gives nothing where there is no git", async () => {
    const desk = gitRepository();
    vi.stubEnv("PATH", tempFolder());
    expect(await openRepository(desk.folder)).toBeUndefined();
  });

  it("says what to do with a configuration that git cannot read", async () => {
    const desk = gitRepository();
    desk.git("config", "core.bare", "perhaps");
    await expect(openRepository(desk.folder)).rejects.toMatchObject({
      problems: [{ code: "git-failed", fix: expect.stringContaining("git status") as string }],
    });
  });

  it.each([
    "fatal: detected dubious ownership in repository at '/__w/desk'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /__w/desk",
    "fatal: unsafe repository ('/__w/desk' is owned by someone else)\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /__w/desk",
  ])("says how to trust a folder of another user (%#)", (message) => {
    expect(openingProblem(message, "/__w/desk/prompts")).toEqual({
      code: "git-untrusted-folder",
      message: 'git reads nothing of "/__w/desk/prompts", because the folder belongs to another user.',
      fix: "Run `git config --global --add safe.directory /__w/desk` as the user that runs llm-o11y.",
    });
  });

  it("takes what git itself says of another owner for that problem", () => {
    const desk = gitRepository();
    vi.stubEnv("LC_ALL", "C");
    let said = "";
    try {
      desk.git("-c", "alias.x=!GIT_TEST_ASSUME_DIFFERENT_OWNER=1 git rev-parse --show-toplevel", "x");
    } catch (error) {
      said = (error as { readonly stderr: string }).stderr;
    }
    expect(openingProblem(said, desk.folder)).toMatchObject({
      code: "git-untrusted-folder",
      fix: expect.stringContaining(`safe.directory ${realpathSync(desk.folder)}\``) as string,
    });
  });

  it("is not led elsewhere by the environment of a git hook", async () => {
    const other = gitRepository();
    other.commit({ "other.md": "other" });
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it." });
    vi.stubEnv("GIT_DIR", join(other.folder, ".git"));
    vi.stubEnv("GIT_WORK_TREE", other.folder);
    vi.stubEnv("GIT_INDEX_FILE", join(other.folder, ".git/index"));
    vi.stubEnv("GIT_OBJECT_DIRECTORY", join(other.folder, ".git/objects"));
    vi.stubEnv("GIT_CONFIG_PARAMETERS", "'core.worktree=/'");
    vi.stubEnv("EDITOR", "vi");
    const repository = await open(desk);
    expect(repository.root).toBe(realpathSync(desk.folder));
    expect(await repository.head()).toBe(sha);
  });

  it("does not take a bare repository among the files for one", async () => {
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it." });
    const planted = join(desk.folder, "planted");
    desk.git("init", "-q", "--bare", planted);
    desk.git("-C", planted, "config", "core.bare", "false");
    desk.git("-C", planted, "config", "core.worktree", desk.folder);
    expect(await openRepository(planted)).toBeUndefined();
    expect(await (await open(desk)).head()).toBe(sha);
  });
});

describe("names of commits", () => {
  it("resolves branches, tags, short and full shas, and no other text", async () => {
    const desk = gitRepository();
    const first = desk.commit({ "refund.md": "Refund it." });
    desk.git("tag", "-a", "v1", "-m", "first");
    desk.branch("pr/größer");
    const second = desk.commit({ "refund.md": "Refund it at once." });
    const { resolve } = await open(desk);
    expect(await resolve("main")).toBe(first);
    expect(await resolve("v1")).toBe(first);
    expect(await resolve("pr/größer")).toBe(second);
    expect(await resolve("HEAD~1")).toBe(first);
    expect(await resolve(second.slice(0, 8))).toBe(second);
    expect(await resolve(second)).toBe(second);
  });

  it.each(["", "nope", "^HEAD", "main..pr", "HEAD:refund.md", "0000000000000000000000000000000000000000"])(
    "gives nothing for %j",
    async (name) => {
      const desk = gitRepository();
      desk.commit({ "refund.md": "Refund it." });
      expect(await (await open(desk)).resolve(name)).toBeUndefined();
    },
  );

  it.each([
    "--output=./pwned.txt",
    "--git-dir=/",
    "-h",
    "main\n--output=pwned.txt",
    "main\u0000",
    "\u001b[2J",
  ])("never hands %j to git as an option", async (name) => {
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    expect(await (await open(desk)).resolve(name)).toBeUndefined();
    expect(existsSync(join(desk.folder, "pwned.txt"))).toBe(false);
  });

  it.each(["--output=./pwned.txt", "main", "HEAD", "abc1234", "", `${"a".repeat(40)}\n`, "A".repeat(40)])(
    "takes %j in the place of a sha for a defect",
    async (text) => {
      const desk = gitRepository();
      const sha = desk.commit({ "refund.md": "Refund it." });
      const repository = await open(desk);
      expect(() => repository.openTree(text)).toThrow("not a full object id");
      await expect(repository.parents(text)).rejects.toThrow("not a full object id");
      await expect(repository.has(text)).rejects.toThrow("not a full object id");
      await expect(repository.ensureCommit(text)).rejects.toThrow("not a full object id");
      await expect(repository.mergeBase(text, sha)).rejects.toThrow("not a full object id");
      await expect(repository.mergeBase(sha, text)).rejects.toThrow("not a full object id");
      const entry = { path: "refund.md", kind: "file", oid: text } as const;
      await expect(repository.openTree(sha).readBlob(entry, 10)).rejects.toThrow("not a full object id");
      expect(existsSync(join(desk.folder, "pwned.txt"))).toBe(false);
    },
  );

  it("has no head before the first commit", async () => {
    expect(await (await open(gitRepository())).head()).toBeUndefined();
  });

  it("finds the default branch of origin as it was fetched", async () => {
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it." });
    expect(await (await open(desk)).defaultBranch()).toBeUndefined();
    expect(await (await open(desk.clone())).defaultBranch()).toBe(sha);
  });

  it.each(["main", "master"])("takes origin/%s where origin has no HEAD", async (name) => {
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it." });
    desk.git("update-ref", `refs/remotes/origin/${name}`, sha);
    desk.git("update-ref", "refs/remotes/origin/other", desk.commit({}));
    expect(await (await open(desk)).defaultBranch()).toBe(sha);
  });

  it("reads the commit itself where refs/replace names another", async () => {
    const desk = gitRepository();
    const first = desk.commit({ "refund.md": "Refund it." });
    const second = desk.commit({ "refund.md": "Refund nothing." });
    desk.git("replace", second, first);
    expect(await (await open(desk)).parents(second)).toEqual([first]);
  });
});

it("reads a repository with SHA-256 ids", async () => {
  const desk = gitRepository({ objectFormat: "sha256" });
  const base = desk.commit({ "refund.md": "Refund it." });
  const head = desk.commit({ "refund.md": "Refund it at once." });
  const repository = await open(desk);
  expect(base).toHaveLength(64);
  expect(await repository.head()).toBe(head);
  expect(await repository.parents(head)).toEqual([base]);
  expect(await repository.mergeBase(base, head)).toBe(base);
  const tree = repository.openTree(base);
  const [entry] = await tree.entries();
  expect(entry === undefined ? "" : Buffer.from(await tree.readBlob(entry, 100)).toString()).toBe(
    "Refund it.",
  );
});

async function open({ folder }: GitRepository, below = ""): Promise<Repository> {
  const repository = await openRepository(join(folder, below));
  if (repository === undefined) throw new Error("no repository");
  return repository;
}
