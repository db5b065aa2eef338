import { execFileSync } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace, type Workspace } from "../../../src/edge/store/workspace.ts";
import { type Problem, ProblemError } from "../../../src/problem.ts";

let folder: string;
let root: string;
let workspace: Workspace;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "llm-o11y-store-")));
  root = join(folder, "repository");
  await mkdir(join(root, "datasets", "deep"), { recursive: true });
  await mkdir(join(root, ".llm-o11y"));
  await writeFile(join(root, "datasets", "support.jsonl"), "\uFEFFrefund\n");
  await writeFile(join(root, "datasets", "deep", "greet.jsonl"), "greet\n");
  await writeFile(join(root, ".llm-o11y", "waivers.yml"), "version: 1\n");
  await writeFile(join(folder, "secret.jsonl"), "secret");
  workspace = await openWorkspace(root);
});

afterEach(() => rm(folder, { recursive: true }));

async function problemOf(promise: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  return undefined;
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

/** Every way in which a path gets to the disk. */
const uses: readonly (readonly [string, (path: string) => Promise<unknown>])[] = [
  ["readText", (path) => workspace.readText(path)],
  ["readChunks", (path) => drain(workspace.readChunks(path))],
  ["glob", (path) => workspace.glob([path])],
  ["writeText", (path) => workspace.writeText(path, "x")],
];

describe("a workspace", () => {
  it("reads a text without its BOM, and bytes as they are", async () => {
    expect(await workspace.readText("datasets/support.jsonl")).toBe("refund\n");
    expect(await workspace.readText("./datasets/deep/../support.jsonl")).toBe("refund\n");
    expect(await drain(workspace.readChunks("datasets/support.jsonl"))).toBe("\uFEFFrefund\n");
  });

  it("reads a file of many chunks whole", async () => {
    const text = "refund ".repeat(200_000);
    await writeFile(join(root, "long.txt"), text);
    expect(await drain(workspace.readChunks("long.txt"))).toBe(text);
  });

  const hostilePaths = [
    "../../../../etc/passwd",
    "../secret.jsonl",
    "/proc/self/environ",
    "/etc/*",
    "C:\\Windows\\win.ini",
    "\\\\host\\share\\x.jsonl",
    "~/.ssh/id_rsa",
    "datasets/../../secret.jsonl",
    "datasets/%2e%2e/x.jsonl",
    "datasets/a\u0000.jsonl",
    "file:///etc/passwd",
    "{..,datasets}/*.jsonl",
    "",
  ];
  it.each(uses.flatMap(([name, use]) => hostilePaths.map((path) => [name, path, use] as const)))(
    "F01: %s refuses the path %j",
    async (_, path, use) => {
      const problem = await problemOf(use(path));
      expect(problem).toMatchObject({ code: "path-outside-workspace" });
      expect(problem?.message).not.toContain("secret\n");
      expect(problem?.message).not.toMatch(/\p{Cc}/u);
    },
  );

  it.each(uses)("F02: %s refuses a symbolic link, wherever it leads", async (_, use) => {
    await symlink("/proc/self/environ", join(root, "datasets", "environment.jsonl"));
    await symlink("support.jsonl", join(root, "datasets", "inside.jsonl"));
    for (const path of ["datasets/environment.jsonl", "datasets/inside.jsonl"])
      expect(await problemOf(use(path))).toMatchObject({ code: "path-outside-workspace", file: path });
  });

  it.each(uses)("F02: %s refuses a path through a folder that links out", async (_, use) => {
    await symlink(folder, join(root, "out"));
    expect(await problemOf(use("out/secret.jsonl"))).toMatchObject({ code: "path-outside-workspace" });
    expect(await readFile(join(folder, "secret.jsonl"), "utf8")).toBe("secret");
  });

  it("F02: a glob refuses a link that it would match, looks into none, and leaves nothing out in silence", async () => {
    await mkdir(join(root, "links"));
    await symlink("/proc/self/environ", join(root, "links", "environment.jsonl"));
    await symlink(folder, join(root, "links", "out"));
    expect(await workspace.glob(["datasets/**/*.jsonl"])).toEqual([
      "datasets/deep/greet.jsonl",
      "datasets/support.jsonl",
    ]);
    for (const pattern of ["**/*.jsonl", "links/**/*.jsonl", "links/*"]) {
      expect(await problemOf(workspace.glob([pattern]))).toMatchObject({
        code: "path-outside-workspace",
        file: expect.stringContaining("links/"),
      });
    }
  });

  it("refuses folders, pipes and files that are too large", async () => {
    execFileSync("mkfifo", [join(root, "pipe.jsonl")]);
    await writeFile(join(root, "large.txt"), "");
    await truncate(join(root, "large.txt"), 10 * 1024 * 1024 + 1);
    expect(await problemOf(workspace.readText("datasets"))).toMatchObject({ code: "not-a-file" });
    expect(await problemOf(workspace.readText("pipe.jsonl"))).toMatchObject({ code: "not-a-file" });
    expect(await problemOf(workspace.readText("large.txt"))).toMatchObject({ code: "file-too-large" });
    await truncate(join(root, "large.txt"), 10 * 1024 * 1024);
    expect(await problemOf(workspace.readText("large.txt"))).toBeUndefined();
  });

  it("refuses a text that is not UTF-8", async () => {
    await writeFile(join(root, "latin.md"), new Uint8Array([0x67, 0xfc]));
    expect(await problemOf(workspace.readText("latin.md"))).toMatchObject({
      code: "not-utf8",
      file: "latin.md",
    });
  });

  it("suggests the name that a missing file most likely means", async () => {
    expect(await problemOf(workspace.readText("datasets/suport.jsonl"))).toEqual({
      code: "file-not-found",
      file: "datasets/suport.jsonl",
      message: "file not found.",
      fix: "Did you mean `support.jsonl`?",
    });
    expect(await problemOf(workspace.readText("datasetz/support.jsonl"))).toMatchObject({
      code: "file-not-found",
    });
    expect(await problemOf(workspace.readText("datasets/support.jsonl/x"))).toMatchObject({
      code: "file-not-found",
    });
  });

  describe("glob", () => {
    it("gives sorted paths, each once, dot files only by name", async () => {
      await writeFile(join(root, "datasets", ".draft.jsonl"), "");
      await writeFile(join(root, "datasets", "Zebra.jsonl"), "");
      expect(
        await workspace.glob(["datasets/**/*.jsonl", "datasets/support.jsonl", "./datasets/*.jsonl"]),
      ).toEqual(["datasets/Zebra.jsonl", "datasets/deep/greet.jsonl", "datasets/support.jsonl"]);
      expect(await workspace.glob([".llm-o11y/*.yml"])).toEqual([".llm-o11y/waivers.yml"]);
      expect(
        await workspace.glob(["**/*.yml", "datasets/*.jsonl"]).catch((error: unknown) => error),
      ).toBeInstanceOf(ProblemError);
    });

    it("names every pattern that matches nothing", async () => {
      const error = await workspace
        .glob(["data/*.jsonl", "datasets/*.json", "datasets/*.jsonl"])
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as ProblemError).problems.map(({ code, message }) => [code, message])).toEqual([
        ["no-file-matches", 'no file matches "data/*.jsonl".'],
        ["no-file-matches", 'no file matches "datasets/*.json".'],
      ]);
    });
  });

  describe("writing", () => {
    it("makes the folders, replaces the file, and leaves nothing beside it", async () => {
      await workspace.writeText("out/runs/baseline.jsonl", "one");
      await workspace.writeText("out/runs/baseline.jsonl", "two");
      expect(await workspace.readText("out/runs/baseline.jsonl")).toBe("two");
      expect(await readdir(join(root, "out", "runs"))).toEqual(["baseline.jsonl"]);
    });

    it("F02: makes no folder through a link that leads out", async () => {
      await symlink(folder, join(root, "out"));
      expect(await problemOf(workspace.ensureDir("out/runs"))).toMatchObject({
        code: "path-outside-workspace",
      });
      expect(await readdir(folder)).not.toContain("runs");
    });

    it("refuses a folder below a file", async () => {
      expect(await problemOf(workspace.writeText("datasets/support.jsonl/x.txt", "x"))).toMatchObject({
        code: "not-a-folder",
      });
    });
  });
});
