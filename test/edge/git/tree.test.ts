import { join } from "node:path";
import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../../src/edge/git/open-repository.ts";
import { openWorkspace } from "../../../src/edge/store/workspace.ts";
import { ProblemError } from "../../../src/problem.ts";
import { filesOfTree } from "../../../src/tree/files-of-tree.ts";
import type { Files, Tree } from "../../../src/tree/tree.ts";
import { type Contents, gitRepository } from "../../git-repository.ts";
import { tempFolder } from "../../temp-folder.ts";

const odd: Contents = {
  "refund.md": "Refund it.\n",
  "run.sh": { executable: "#!/bin/sh\n" },
  "datasets/ gap .jsonl": "{}\n",
  "datasets/Grüße ☂.jsonl": "{}\n",
  'datasets/"quoted".jsonl': "{}\n",
  "datasets/tab\there.jsonl": "{}\n",
  "datasets/new\nline.jsonl": "{}\n",
  "datasets/-rf.jsonl": "{}\n",
  "datasets/empty.jsonl": "",
  "bytes.bin": Uint8Array.from({ length: 1000 }, (_, index) => index % 256),
  current: { link: "refund.md" },
  vendor: { submodule: "1234567890123456789012345678901234567890" },
};

describe("the tree of a commit", () => {
  it("lists files, links and submodules by their paths as they are", async () => {
    const { tree } = await commitOf(odd);
    const entries = await tree.entries();
    expect(Object.fromEntries(entries.map(({ path, kind }) => [path, kind]))).toEqual(
      Object.fromEntries(
        Object.keys(odd).map((path) => [
          path,
          path === "current" ? "link" : path === "vendor" ? "submodule" : "file",
        ]),
      ),
    );
  });

  it("gives each file byte for byte", async () => {
    const { tree } = await commitOf(odd);
    const files = (await tree.entries()).filter(({ kind }) => kind === "file");
    const read = await Promise.all(
      files.map(async (entry) => Buffer.from(await tree.readBlob(entry, 10_000))),
    );
    for (const [index, { path }] of files.entries()) {
      const content = odd[path];
      const expected = typeof content === "string" || content instanceof Uint8Array ? content : "#!/bin/sh\n";
      expect(read[index], path).toEqual(Buffer.from(expected));
    }
  });

  it("gives the files of two commits, and equal ids for equal bytes", async () => {
    const desk = gitRepository();
    const base = desk.commit({ "refund.md": "Refund it.", "greet.md": "Hello" });
    const head = desk.commit({ "refund.md": "Refund it at once.", "greet.md": "Hello" });
    const repository = await openRepository(desk.folder);
    const trees = [base, head].map((sha) => repository?.openTree(sha) as Tree);
    const texts = trees.flatMap((tree) =>
      ["refund.md", "greet.md"].map((path) => filesOfTree(tree).readText(path)),
    );
    expect(await Promise.all(texts)).toEqual(["Refund it.", "Hello", "Refund it at once.", "Hello"]);
    const ids = await Promise.all(
      trees.map(async (tree) => (await tree.entries()).find(({ path }) => path === "greet.md")?.oid),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it("still reads a file that was read before, without git", async () => {
    const { tree, folder } = await commitOf({ "refund.md": "Refund it." });
    const files = filesOfTree(tree);
    await files.readText("refund.md");
    rmSync(join(folder, ".git/objects"), { recursive: true });
    expect(await files.readText("refund.md")).toBe("Refund it.");
  });

  it("refuses a file over the limit, and reads its neighbour asked for at the same time", async () => {
    const { tree, sha } = await commitOf({ "large.md": "x".repeat(4 * 1024 * 1024), "small.md": "x" });
    const entries = await tree.entries();
    const [large, small] = await Promise.allSettled(
      entries.map((entry) => tree.readBlob(entry, 1024 * 1024)),
    );
    expect(large).toMatchObject({
      reason: {
        problems: [
          {
            code: "file-too-large",
            file: "large.md",
            message: `the file is larger than 1 MiB at commit \`${sha.slice(0, 7)}\`.`,
          },
        ],
      },
    });
    expect(small).toMatchObject({ status: "fulfilled" });
    await expect(tree.readBlob(entries[1] as never, 0)).rejects.toThrow("larger than 0 MiB");
  });

  it("reads the tree of an empty commit", async () => {
    const { tree } = await commitOf({});
    expect(await tree.entries()).toEqual([]);
    expect(await filesOfTree(tree).readTextIfThere("refund.md")).toBeUndefined();
  });

  it("does not take a commit that is not here for an empty one", async () => {
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    const repository = await openRepository(desk.folder);
    const tree = repository?.openTree("1234567890123456789012345678901234567890") as Tree;
    expect(await codesOf(filesOfTree(tree).readTextIfThere("refund.md"))).toEqual(["commit-unreadable"]);
  });

  it("does not take a content that is not here for an absent file", async () => {
    const { tree, folder } = await commitOf({ "refund.md": "Refund it." });
    await tree.entries();
    rmSync(join(folder, ".git/objects"), { recursive: true });
    expect(await codesOf(filesOfTree(tree).readTextIfThere("refund.md"))).toEqual(["commit-unreadable"]);
  });

  it("fetches from a partial clone only what is read", async () => {
    const desk = gitRepository();
    const sha = desk.commit({ "refund.md": "Refund it.", "greet.md": "Hello" });
    const folder = tempFolder();
    desk.git("clone", "-q", "--filter=blob:none", "--no-checkout", `file://${desk.remote()}`, folder);
    const tree = (await openRepository(folder))?.openTree(sha) as Tree;
    expect(await filesOfTree(tree).readText("refund.md")).toBe("Refund it.");
    const greet = (await tree.entries()).find(({ path }) => path === "greet.md");
    const absent = desk.git("-C", folder, "rev-list", "--objects", "--all", "--missing=print").split("\n");
    expect(absent).toContain(`?${greet?.oid}`);
  });
});

describe("a commit and its working tree are read by the same rules", async () => {
  const { tree, folder } = await commitOf(odd);
  const files = filesOfTree(tree);
  const paths = [
    "refund.md",
    "./datasets//empty.jsonl",
    "datasets/Grüße ☂.jsonl",
    "bytes.bin",
    "datasets",
    "current",
    "missing.md",
    "refund.md/x",
    "../refund.md",
    "/etc/passwd",
    "refund.m",
  ];
  const patterns = [
    "datasets/*.jsonl",
    "**/*.jsonl",
    "*.md",
    "*",
    "{refund,missing}.md",
    'datasets/[-"]*.jsonl',
    "!refund.md",
    "@(refund|greet).md",
    "none/*",
    "datasets",
    "missing.md",
    "curr*",
  ];

  it.each(paths)("%s", async (path) => {
    const workspace = await openWorkspace(folder);
    expect(await outcome(files.readText(path))).toEqual(await outcome(workspace.readText(path)));
  });

  it.each(patterns)("%s", async (pattern) => {
    const workspace: Pick<Files, "glob"> = await openWorkspace(folder);
    expect(await outcome(files.glob([pattern]))).toEqual(await outcome(workspace.glob([pattern])));
  });
});

async function commitOf(files: Contents): Promise<{
  readonly tree: Tree;
  readonly sha: string;
  readonly folder: string;
}> {
  const desk = gitRepository();
  const sha = desk.commit(files);
  const repository = await openRepository(desk.folder);
  if (repository === undefined) throw new Error("no repository");
  return { tree: repository.openTree(sha), sha, folder: desk.folder };
}

async function codesOf(promise: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problems.map(({ code }) => code);
  throw new Error("no ProblemError was thrown", { cause: error });
}

/** The value, or codes, places and remedies of what is thrown. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ code, file, fix }) => ({ code, file, fix }));
  }
}
