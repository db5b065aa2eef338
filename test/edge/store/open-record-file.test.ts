import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRecordFile } from "../../../src/edge/store/open-record-file.ts";
import { tempFolder } from "../../temp-folder.ts";

const read = (path: string): string => readFileSync(path, "utf8");

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

it("makes the folders above it, and puts the plan beside the record", async () => {
  const folder = join(tempFolder(), "out", "runs");
  const record = await openRecordFile(join(folder, "candidate.jsonl"));
  expect(record.earlier).toBeUndefined();
  const lines = await record.start("the plan", ["header\n", "refund\n"]);
  await lines.append("greet\n");
  await lines.close();
  expect(read(join(folder, "candidate.jsonl"))).toBe("header\nrefund\ngreet\n");
  expect(read(join(folder, "candidate.plan.json"))).toBe("the plan");
  expect(readdirSync(folder)).toHaveLength(2);
});

it("tells what is there, with its plan, and puts the new lines in its place", async () => {
  const folder = tempFolder({
    "candidate.jsonl": "old\n",
    "candidate.plan.json": "the plan",
    "baseline.jsonl": "b\n",
  });
  const record = await openRecordFile(join(folder, "candidate.jsonl"));
  expect(record.earlier?.plan).toBe("the plan");
  expect(await textOf(record.earlier?.chunks ?? (async function* () {})())).toBe("old\n");
  await (await record.start("the plan", ["new\n"])).close();
  expect(read(join(folder, "candidate.jsonl"))).toBe("new\n");
  expect((await openRecordFile(join(folder, "baseline.jsonl"))).earlier?.plan).toBeUndefined();
});

it("starts over a draft that a killed process has left", async () => {
  const folder = tempFolder({ "candidate.jsonl.tmp": "half a li", "candidate.plan.json.tmp": "{" });
  await (await (await openRecordFile(join(folder, "candidate.jsonl"))).start("plan", ["new\n"])).close();
  expect(readdirSync(folder).toSorted()).toEqual(["candidate.jsonl", "candidate.plan.json"]);
});

it("writes through no link", async () => {
  const folder = tempFolder({ "elsewhere.txt": "mine" });
  for (const name of ["candidate.jsonl", "candidate.jsonl.tmp", "candidate.plan.json.tmp"])
    symlinkSync("elsewhere.txt", join(folder, name));
  await (await (await openRecordFile(join(folder, "candidate.jsonl"))).start("plan", ["new\n"])).close();
  expect(read(join(folder, "elsewhere.txt"))).toBe("mine");
  expect(read(join(folder, "candidate.jsonl"))).toBe("new\n");
});

it("says what the system refuses, and where", async () => {
  const folder = tempFolder({ "a-file": "" });
  mkdirSync(join(folder, "a-folder.jsonl"));
  for (const path of [join(folder, "a-folder.jsonl"), join(folder, "a-file", "candidate.jsonl")])
    await expect(openRecordFile(path).then(({ start }) => start("plan", []))).rejects.toMatchObject({
      problems: [{ code: "file-access", file: path }],
    });
});
