import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../src/edge/git/open-repository.ts";
import { openEffects } from "../../src/host/open-effects.ts";
import { ProblemError } from "../../src/problem.ts";
import { filesOfTree } from "../../src/tree/files-of-tree.ts";
import { type GitRepository, gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";

const desk = {
  ".gitignore": "*.log\n",
  "app.mjs": "export default () => 'refund';\n",
  "tools/greet.mjs": "export const greet = 1;\n",
  "run.sh": { executable: "#!/bin/sh\n" },
  current: { link: "app.mjs" },
  "prompts/süß.md": "Grüße\n",
  'prompts/"quoted" \\ name.md': "Quoted\n",
  vendor: { submodule: "c0ffee0123456789c0ffee0123456789c0ffee01" },
} as const;

async function idsAt(repository: GitRepository, sha: string, patterns?: readonly string[]) {
  const opened = await openRepository(repository.folder);
  if (opened === undefined) throw new Error("no repository");
  return filesOfTree(opened.openTree(sha)).contentIds(patterns);
}

async function idsNow(folder: string, patterns?: readonly string[]) {
  const effects = await openEffects(folder, { workingDir: folder });
  return effects.contentIds(patterns);
}

function changedPaths(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .toSorted();
}

describe("an unchanged working tree has the ids of its commit", () => {
  it.each(["sha1", "sha256"] as const)("in a repository of %s", async (objectFormat) => {
    const repository = gitRepository({ objectFormat });
    const { vendor, ...files } = desk;
    const sha = repository.commit(objectFormat === "sha1" ? { ...files, vendor } : files);
    const ids = await idsAt(repository, sha);
    expect(ids.get("run.sh")).toMatch(/^100755 [0-9a-f]+$/u);
    expect(ids.get("app.mjs")).toMatch(/^100644 /u);
    expect(ids.get("current")).toMatch(/^120000 /u);
    expect(changedPaths(ids, await idsNow(repository.folder))).toEqual([]);
  });

  it("also after every file was written again", async () => {
    const repository = gitRepository();
    const sha = repository.commit(desk);
    const { vendor: _, ...files } = desk;
    repository.write(files);
    expect(changedPaths(await idsAt(repository, sha), await idsNow(repository.folder))).toEqual([]);
  });

  it("whatever line endings the checkout has", async () => {
    const repository = gitRepository();
    const sha = repository.commit({ ".gitattributes": "*.mjs text eol=crlf\n", "app.mjs": "a\nb\n" });
    repository.write({ "app.mjs": "a\r\nb\r\n" });
    expect(changedPaths(await idsAt(repository, sha), await idsNow(repository.folder))).toEqual([]);
  });

  it("where it is a shallow clone, or another worktree", async () => {
    const repository = gitRepository();
    repository.commit(desk);
    const sha = repository.commit({ "app.mjs": "changed\n" });
    const ids = await idsAt(repository, sha);
    expect(changedPaths(ids, await idsNow(repository.shallowClone(sha).folder))).toEqual([]);
    const linked = join(tempFolder(), "linked");
    repository.git("worktree", "add", "-q", "--detach", linked, sha);
    expect(changedPaths(ids, await idsNow(linked))).toEqual([]);
  });
});

describe("a change of the working tree", () => {
  it.each<readonly [string, (repository: GitRepository) => void, readonly string[]]>([
    ["an edit", ({ write }) => write({ "app.mjs": "edited\n" }), ["app.mjs"]],
    ["a new file", ({ write }) => write({ "tools/refund.mjs": "new\n" }), ["tools/refund.mjs"]],
    [
      "a new file that is added",
      (repository) => {
        repository.write({ "tools/refund.mjs": "new\n" });
        repository.git("add", "--intent-to-add", "tools/refund.mjs");
      },
      ["tools/refund.mjs"],
    ],
    ["a new name of any form", ({ write }) => write({ '"a\nb".md': "x\n" }), ['"a\nb".md']],
    ["a deleted file", ({ write }) => write({ "run.sh": null }), ["run.sh"]],
    ["an executable bit", ({ write }) => write({ "app.mjs": { executable: desk["app.mjs"] } }), ["app.mjs"]],
    ["a link that leads elsewhere", ({ write }) => write({ current: { link: "run.sh" } }), ["current"]],
    ["a file in the place of a link", ({ write }) => write({ current: "app.mjs" }), ["current"]],
    ["an ignored file", ({ write }) => write({ "tools/run.log": "noise\n" }), []],
    [
      "a link in the place of a folder",
      ({ folder }) => {
        rmSync(join(folder, "tools"), { recursive: true });
        symlinkSync("/", join(folder, "tools"));
      },
      ["tools", "tools/greet.mjs"],
    ],
  ])("%s", async (_, change, paths) => {
    const repository = gitRepository();
    const sha = repository.commit(desk);
    change(repository);
    expect(changedPaths(await idsAt(repository, sha), await idsNow(repository.folder))).toEqual(paths);
  });

  it("in a repository inside of it counts too, each edit as another", async () => {
    const repository = gitRepository();
    repository.commit(desk);
    repository.git("init", "-q", "other");
    const empty = await idsNow(repository.folder);
    repository.write({ "other/a.md": "a\n" });
    repository.git("-C", "other", "add", "a.md");
    repository.git("-C", "other", "commit", "-q", "-m", "a");
    const first = await idsNow(repository.folder);
    repository.write({ "other/a.md": "b\n" });
    const second = await idsNow(repository.folder);
    expect(changedPaths(empty, first)).toEqual(["other"]);
    expect(changedPaths(first, second)).toEqual(["other"]);
  });
});

describe("patterns", () => {
  it("pick files by the same rules at a commit and in the working tree", async () => {
    const repository = gitRepository();
    const sha = repository.commit(desk);
    repository.write({ "tools/run.log": "noise\n" });
    for (const patterns of [["tools/**", "app.mjs"], ["**/*.mjs"]]) {
      const ids = await idsAt(repository, sha, patterns);
      expect([...ids.keys()]).toEqual(["app.mjs", "tools/greet.mjs"]);
      expect(await idsNow(repository.folder, patterns)).toEqual(ids);
    }
  });

  it.each([
    ["none/**", "no-file-matches"],
    ["../other/**", "path-outside-workspace"],
    ["cur*", "path-outside-workspace"],
    ["tools", "not-a-file"],
  ])("refuses %s as %s at both", async (pattern, code) => {
    const repository = gitRepository();
    const sha = repository.commit(desk);
    expect(await codesOf(idsAt(repository, sha, [pattern]))).toEqual([code]);
    expect(await codesOf(idsNow(repository.folder, [pattern]))).toEqual([code]);
  });
});

it("a folder in no repository has ids too, of all but what was installed", async () => {
  const folder = tempFolder({ "app.mjs": "one\n", "node_modules/pack/index.js": "x\n" });
  const before = await idsNow(folder);
  expect([...before.keys()]).toEqual(["app.mjs"]);
  const other = tempFolder({ "app.mjs": "two\n" });
  expect((await idsNow(other)).get("app.mjs")).not.toBe(before.get("app.mjs"));
});

async function codesOf(promise: Promise<unknown>): Promise<readonly string[]> {
  try {
    await promise;
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ code }) => code);
  }
}
