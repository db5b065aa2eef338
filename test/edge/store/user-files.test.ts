import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  listUserRecords,
  readUserFile,
  readUserText,
  writeUserFile,
} from "../../../src/edge/store/user-files.ts";
import { ProblemError } from "../../../src/problem.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "llm-o11y-user-"));
  await mkdir(join(folder, "shards"));
  for (const name of ["b.jsonl", "a.jsonl", "notes.txt"]) await writeFile(join(folder, "shards", name), name);
});

afterEach(() => rm(folder, { recursive: true }));

async function problemOf(promise: Promise<unknown>) {
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

describe("files that the user names", () => {
  it("may lie anywhere and be links", async () => {
    await symlink(join(folder, "shards", "a.jsonl"), join(folder, "link.jsonl"));
    expect(await drain(readUserFile(join(folder, "link.jsonl")))).toBe("a.jsonl");
    expect(await readUserText(join(folder, "link.jsonl"))).toBe("a.jsonl");
  });

  it("are one record, or the sorted records of a folder", async () => {
    const shards = join(folder, "shards");
    expect(await listUserRecords(shards)).toEqual([join(shards, "a.jsonl"), join(shards, "b.jsonl")]);
    expect(await listUserRecords(join(shards, "a.jsonl"))).toEqual([join(shards, "a.jsonl")]);
  });

  it("are a problem when they are not there, with the nearest name", async () => {
    const path = join(folder, "shards", "aa.jsonl");
    expect(await problemOf(listUserRecords(path))).toMatchObject({
      code: "file-not-found",
      fix: "Did you mean `a.jsonl`?",
    });
    expect(await problemOf(drain(readUserFile(path)))).toMatchObject({ code: "file-not-found", file: path });
    await mkdir(join(folder, "empty"));
    expect(await problemOf(listUserRecords(join(folder, "empty")))).toMatchObject({
      code: "no-file-matches",
    });
    expect(await problemOf(drain(readUserFile(folder)))).toMatchObject({ code: "not-a-file" });
  });

  it("are written part by part, with their folders", async () => {
    const path = join(folder, "out", "merged.jsonl");
    await writeUserFile(path, ["refund\n", "greet\n"]);
    expect(await readFile(path, "utf8")).toBe("refund\ngreet\n");
    expect(await problemOf(writeUserFile(folder, ["x"]))).toMatchObject({ code: "file-access" });
  });
});
