import { expect, it } from "vitest";
import { baseSha, headSha, newerSha, openDesk } from "./open-stand-in.ts";

const files = {
  "llm-o11y.yml": "version: 1\n",
  "prompts/support.md": "Answer refunds.\n",
  "prompts/deep/greet.md": "Greet.\n",
  "datasets/logo.png": Buffer.from([0, 255, 128, 10, 13]),
};

const byName = (a: string, b: string) => (a < b ? -1 : 1);

it("knows where two commits part", async () => {
  const { github, state } = await openDesk();
  state.mergeBases.set(`${baseSha}...${headSha}`, newerSha);
  expect(await github.mergeBase(baseSha, headSha)).toBe(newerSha);
  expect(await github.mergeBase(headSha, baseSha)).toBeUndefined();
});

it("does not take an outage for two commits without a common ancestor", async () => {
  const { github, faults } = await openDesk();
  faults.push({ times: Infinity, reply: { status: 503 } });
  await expect(github.mergeBase(baseSha, headSha)).rejects.toMatchObject({
    problems: [
      {
        code: "github-api",
        message:
          "Could not find the merge-base of 1d20e7c and 9f3c1ab: GitHub answers 503. Run the job again.",
      },
    ],
  });
});

it("lists the files of a commit once, and reads them as bytes", async () => {
  const { github, state, sent } = await openDesk();
  state.addCommit(baseSha, files);
  const tree = github.openTree(baseSha);
  expect(sent()).toBe(0);
  const entries = await tree.entries();
  expect(await tree.entries()).toBe(entries);
  expect(sent()).toBe(1);
  expect(entries.map(({ path }) => path).toSorted(byName)).toEqual(Object.keys(files).toSorted(byName));
  expect(entries.every(({ kind }) => kind === "file")).toBe(true);
  for (const [path, content] of Object.entries(files)) {
    const entry = entries.find((one) => one.path === path)!;
    expect(entry.sizeBytes).toBe(content.length);
    expect(Buffer.from(await tree.readBlob(entry, 100))).toEqual(Buffer.from(content as string));
  }
});

it("tells links and submodules from files", async () => {
  const { github, state } = await openDesk();
  const sha = "a".repeat(40);
  state.trees.set(baseSha, [
    { path: "link", mode: "120000", type: "blob", sha, size: 3 },
    { path: "module", mode: "160000", type: "commit", sha },
    { path: "run.sh", mode: "100755", type: "blob", sha, size: 3 },
  ]);
  expect((await github.openTree(baseSha).entries()).map(({ kind }) => kind)).toEqual([
    "link",
    "submodule",
    "file",
  ]);
});

it("asks folder by folder where GitHub cuts the list, and misses nothing", async () => {
  const { github, state } = await openDesk();
  state.addCommit(baseSha, files);
  state.treeLimit = 4;
  expect((await github.openTree(baseSha).entries()).map(({ path }) => path).toSorted(byName)).toEqual(
    Object.keys(files).toSorted(byName),
  );
});

it("refuses a folder that GitHub cannot list", async () => {
  const { github, state } = await openDesk();
  state.addCommit(baseSha, files);
  state.treeLimit = 2;
  await expect(github.openTree(baseSha).entries()).rejects.toMatchObject({
    problems: [{ code: "tree-too-large" }],
  });
});

it("says that a commit is not there", async () => {
  const { github } = await openDesk();
  await expect(github.openTree(newerSha).entries()).rejects.toMatchObject({
    problems: [
      { code: "commit-not-found", message: expect.stringContaining("no commit 4be01c2 in acme/desk") },
    ],
  });
});

it("refuses a large file before it is asked for, and one that is larger than announced", async () => {
  const { github, state, sent } = await openDesk();
  state.addCommit(baseSha, { "refunds.jsonl": "refund\n".repeat(100) });
  const tree = github.openTree(baseSha);
  const [entry] = await tree.entries();
  await expect(tree.readBlob(entry!, 699)).rejects.toMatchObject({
    problems: [{ code: "file-too-large", file: "refunds.jsonl" }],
  });
  expect(sent()).toBe(1);
  await expect(
    tree.readBlob({ path: "refunds.jsonl", kind: "file", oid: entry!.oid }, 699),
  ).rejects.toMatchObject({
    problems: [{ code: "file-too-large" }],
  });
});

it("reads the head of a pull request, and names the one that is not there", async () => {
  const { github } = await openDesk();
  expect(await github.pullHead(7)).toBe(headSha);
  await expect(github.pullHead(8)).rejects.toMatchObject({
    problems: [{ code: "github-api", message: expect.stringContaining("Could not read pull request 8") }],
  });
});
