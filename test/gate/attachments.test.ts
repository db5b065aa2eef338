import { describe, expect, it } from "vitest";
import { blobId } from "../../src/experiment/content-hash.ts";
import { isJsonObject } from "../../src/experiment/json.ts";
import type { Json } from "../../src/experiment/json.ts";
import { inspectDatasetFiles } from "../../src/gate/inspect-dataset.ts";
import { diffDatasets } from "../../src/gate/load/diff-datasets.ts";
import { loadDatasetFiles } from "../../src/gate/load/load-dataset-files.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { ProblemError } from "../../src/problem.ts";
import { filesOfTree } from "../../src/tree/files-of-tree.ts";
import type { Tree } from "../../src/tree/tree.ts";
import { filesInMemory } from "../files-in-memory.ts";
import { treeInMemory } from "../tree/tree-in-memory.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
import { commitsOf, deskFiles, gateText, openDeskRun, rowsText } from "./desk-in-memory.ts";
import type { Texts } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";

const gif = (text: string) => `GIF89a ${text}`;
const part = { type: "image", path: "../images/cup.gif" };
const input = [{ role: "user", content: [{ type: "text", text: "What is broken?" }, part] }];
const row = (fields: object = {}) => ({ id: "photo-1", input, expected: "30 days", ...fields });

function desk(
  image: string,
  rows: readonly object[] = [row()],
  file: Readonly<Record<string, unknown>> = {},
): Texts {
  return deskFiles({
    "datasets/refunds.jsonl": rowsText(6, rows),
    "llm-o11y.yml": gateText(file),
    "images/cup.gif": image,
  });
}

const change = (base: Texts): Texts => ({ ...base, "prompts/support.md": "Be kind.\n" });

async function gate(base: Texts, head: Texts, options: Parameters<typeof openDeskRun>[1] = {}) {
  const models = modelStub(() => answered("30 days"));
  const run = openDeskRun(models, options);
  const request = { config: "llm-o11y.yml", commits: commitsOf({ base, head }), today: "2026-01-05" };
  const { verdict } = await runGate(request, run.effects, run.run);
  const sent = models.requests.flatMap(({ body }) => JSON.stringify(body).match(/data:[^"]+/g) ?? []);
  return { verdict, run, models, sent };
}

const url = (image: string) => `data:image/gif;base64,${Buffer.from(image).toString("base64")}`;

async function problemsOf(step: Promise<unknown>) {
  const error = await step.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error("no problem was found");
  return error.problems;
}

/** A commit that says which of its files were read. */
function watched(files: Texts) {
  const read: string[] = [];
  const tree = treeInMemory(files);
  const spied: Tree = {
    ...tree,
    readBlob: async (entry, most) => {
      read.push(entry.path);
      return tree.readBlob(entry, most);
    },
  };
  return { read, files: filesOfTree(spied) };
}

describe("an image of a case", () => {
  it("is sent with its bytes on both arms, and no record holds them", async () => {
    const base = desk(gif("red"));
    const { verdict, sent, run } = await gate(base, change(base));
    expect(verdict.verdict).toBe("pass");
    expect(sent).toEqual([url(gif("red")), url(gif("red"))]);
    expect([...run.records.values()].join("")).not.toContain("base64");
  });

  it("of a known case is that of the base, of an added case that of the candidate", async () => {
    const base = desk(gif("red"));
    const added = row({ id: "photo-2", input: [{ role: "user", content: [part] }] });
    const head = change(desk(gif("blue"), [row(), added]));
    const { sent, verdict } = await gate(base, head);
    expect(sent.toSorted()).toEqual(
      [url(gif("red")), url(gif("red")), url(gif("blue")), url(gif("blue"))].toSorted(),
    );
    expect(verdict.dataset).toMatchObject({ added: ["photo-2"], edited: ["photo-1"] });
  });

  it("that is changed makes an edited case and another version, though its row is the same", async () => {
    const base = desk(gif("red"), [row({ critical: true })]);
    const head = desk(gif("blue"), [row({ critical: true })]);
    const diff = await diffDatasets("llm-o11y.yml", commitsOf({ base, head }));
    expect(diff).toMatchObject({
      added: [],
      removed: [],
      edited: [{ case: "photo-1", fields: [], changes: [] }],
    });
    const { verdict } = await gate(base, head);
    expect(verdict.dataset.edited).toEqual(["photo-1"]);
    const version = async (files: Texts) =>
      (await loadDatasetFiles(["datasets/refunds.jsonl"], filesInMemory(files))).version;
    expect(await version(base)).not.toBe(await version(head));
    expect(await version(base)).toBe(await version(base));
  });

  it("has the same hash in a working tree as in a commit", async () => {
    const files = desk(gif("red"));
    const tree = treeInMemory(files);
    const entries = (await tree.entries()).map((entry) => ({
      ...entry,
      oid: blobId(new TextEncoder().encode(files[entry.path] ?? "")),
    }));
    const commit = filesOfTree({
      ...tree,
      entries: async () => entries,
      readBlob: async ({ path }) => new TextEncoder().encode(files[path] ?? ""),
    });
    const patterns = ["datasets/refunds.jsonl"];
    const [a, b] = await Promise.all([
      loadDatasetFiles(patterns, commit),
      loadDatasetFiles(patterns, filesInMemory(files)),
    ]);
    expect(a.version).toBe(b.version);
    // `printf hello | git hash-object --stdin`
    expect(blobId(new TextEncoder().encode("hello"))).toBe("b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
  });

  it("leaves the hash of every other case as it is", async () => {
    const hashes = async (image: string) => {
      const { cases } = await loadDatasetFiles(["datasets/refunds.jsonl"], filesInMemory(desk(image)));
      return new Map(cases.map(({ id, hash }) => [id, hash]));
    };
    const [red, blue] = await Promise.all([hashes(gif("red")), hashes(gif("blue"))]);
    expect([...red].filter(([id, hash]) => blue.get(id) !== hash).map(([id]) => id)).toEqual(["photo-1"]);
  });

  it("that is changed is no longer answered from the cache", async () => {
    const cache = cacheInMemory();
    const red = desk(gif("red"));
    await gate(red, change(red), { cache });
    const again = await gate(red, { ...red, "prompts/support.md": "Be brief.\n" }, { cache });
    expect(again.sent).toEqual([url(gif("red"))]);
    const blue = desk(gif("blue"));
    const edited = await gate(blue, { ...blue, "prompts/support.md": "Be brief.\n" }, { cache });
    expect(edited.sent).toEqual([url(gif("blue")), url(gif("blue"))]);
  });
});

describe("bytes are read", () => {
  it("of no case that does not run, and of none where nothing is asked", async () => {
    const rows = [
      row({ tags: ["photo"] }),
      row({
        id: "photo-2",
        draft: true,
        input: [{ role: "user", content: [{ ...part, path: "../images/draft.gif" }] }],
      }),
      row({ id: "photo-3", input: [{ role: "user", content: [{ ...part, path: "../images/other.gif" }] }] }),
    ];
    const more = { "images/draft.gif": gif("draft"), "images/other.gif": gif("other") };
    const files = { ...desk(gif("red"), rows, { select: { tags: ["photo"] } }), ...more };
    for (const [head, expected] of [
      [change(files), ["images/cup.gif"]],
      [files, []],
    ] as const) {
      const base = watched(files);
      const policy = { sha: "a".repeat(40), files: base.files };
      const candidate = watched(head);
      const commits = {
        policy,
        fork: policy,
        head: { sha: "b".repeat(40), files: candidate.files },
        isFromFork: false,
        policyFrom: "base" as const,
      };
      const run = openDeskRun(modelStub(() => answered("30 days")));
      await runGate({ config: "llm-o11y.yml", commits, today: "2026-01-05" }, run.effects, run.run);
      const images = [...base.read, ...candidate.read].filter((path) => path.startsWith("images/"));
      expect(images).toEqual(expected);
    }
  });

  it("of the cases of a shard only", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `images/${index}.gif`);
    const rows = names.map((name, index) =>
      row({ id: `photo-${index}`, input: [{ role: "user", content: [{ ...part, path: `../${name}` }] }] }),
    );
    const files = {
      ...desk(gif("red"), rows),
      ...Object.fromEntries(names.map((name) => [name, gif(name)])),
    };
    const read = async (index: number) => {
      const base = watched(files);
      const policy = { sha: "a".repeat(40), files: base.files };
      const commits = { policy, fork: policy, head: policy, isFromFork: false, policyFrom: "base" as const };
      const run = openDeskRun(modelStub(() => answered("30 days")));
      const shard = { index, total: 2 };
      await recordArms({ config: "llm-o11y.yml", commits, arms: ["candidate"], shard }, run.effects, run.run);
      return base.read.filter((path) => path.startsWith("images/"));
    };
    const [first, second] = [await read(1), await read(2)];
    expect([...first, ...second].toSorted()).toEqual(names.toSorted());
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
  });
});

describe("a file that cannot be sent is told at the line of its case", () => {
  const place = { file: "datasets/refunds.jsonl", line: 7 };

  it.each([
    ["is missing", "../images/cop.gif", "file-not-found"],
    ["is a folder", "../images", "not-a-file"],
    ["leads out of the repository", "../../secret.gif", "path-outside-workspace"],
  ])("where it %s", async (_, path, code) => {
    const rows = [row({ input: [{ role: "user", content: [{ ...part, path }] }] })];
    const { verdict, models } = await gate(desk(gif("red")), desk(gif("red"), rows));
    expect(verdict.verdict).toBe("error");
    expect(verdict.problems).toEqual([expect.objectContaining({ code, ...place })]);
    expect(verdict.problems[0]?.message).toContain(`the case names "${path}"`);
    expect(models.requests).toEqual([]);
  });

  it.each([
    ["is no image by its bytes, whatever its name says", "not a picture", "attachment-type"],
    [
      "is a pointer of Git LFS",
      "version https://git-lfs.github.com/spec/v1\noid sha256:ab\n",
      "git-lfs-pointer",
    ],
    ["is larger than 10 MiB", gif("x".repeat(10 * 1024 * 1024)), "attachment-too-large"],
  ])("where it %s", async (_, image, code) => {
    const base = desk(image);
    const { verdict, models } = await gate(base, change(base));
    expect(verdict).toMatchObject({ verdict: "error", problems: [{ code, ...place }] });
    expect(models.requests).toEqual([]);
  });

  it("where all of them are more than a run holds", async () => {
    const rows = Array.from({ length: 27 }, (_, index) =>
      row({
        id: `photo-${index}`,
        input: [{ role: "user", content: [{ ...part, path: `../images/${index}.gif` }] }],
      }),
    );
    const large = new TextEncoder().encode(gif("x".repeat(10 * 1024 * 1024 - 64)));
    const images = Object.fromEntries(rows.map((_, index) => [`images/${index}.gif`, ""]));
    const tree = treeInMemory({ ...desk(gif("red"), rows), ...images });
    const readBlob: Tree["readBlob"] = async (entry, most) =>
      /[0-9]\.gif$/.test(entry.path) ? large : tree.readBlob(entry, most);
    const policy = { sha: "a".repeat(40), files: filesOfTree({ ...tree, readBlob }) };
    const commits = { policy, fork: policy, head: policy, isFromFork: false, policyFrom: "base" as const };
    const run = openDeskRun(modelStub(() => answered("30 days")));
    const recording = recordArms(
      { config: "llm-o11y.yml", commits, arms: ["candidate"] },
      run.effects,
      run.run,
    );
    expect(await problemsOf(recording)).toEqual([expect.objectContaining({ code: "attachments-too-large" })]);
  });

  it("by `dataset check` too", async () => {
    const files = filesInMemory({ "datasets/refunds.jsonl": rowsText(6, [row()]) });
    expect(await problemsOf(inspectDatasetFiles(["datasets/refunds.jsonl"], files))).toEqual([
      expect.objectContaining({ code: "file-not-found", ...place }),
    ]);
  });
});

it("reads a file that many cases name once", async () => {
  const rows = Array.from({ length: 5 }, (_, index) => row({ id: `photo-${index}` }));
  const files = desk(gif("red"), rows);
  const base = watched(files);
  const policy = { sha: "a".repeat(40), files: base.files };
  const run = openDeskRun(modelStub(() => answered("30 days")));
  const commits = { policy, fork: policy, head: policy, isFromFork: false, policyFrom: "base" as const };
  await recordArms({ config: "llm-o11y.yml", commits, arms: ["candidate"] }, run.effects, run.run);
  expect(base.read.filter((path) => path === "images/cup.gif")).toHaveLength(1);
});

it("shows a judge the path of an image, and never its bytes", async () => {
  const scorers = [{ type: "exact" }, { type: "judge", criteria: ["Is it polite?"], model: "gpt-5" }];
  const base = desk(gif("red"), [row()], { scorers });
  const { models } = await gate(base, change(base));
  const judged = models.requests.filter(
    ({ body }) => isJsonObject(body as Json) && body["model"] === "gpt-5",
  );
  const texts = judged
    .map(({ body }) => JSON.stringify(body))
    .filter((text) => text.includes("What is broken?"));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    expect(text).toContain("[image: ../images/cup.gif]");
    expect(text).not.toContain("base64");
  }
});
