import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLineFile } from "../../../src/edge/store/open-line-file.ts";
import { tempFolder } from "../../temp-folder.ts";

it("has a line in the file when the append resolves", async () => {
  const path = join(tempFolder(), "candidate.jsonl");
  const file = await openLineFile(path);
  await file.append("refund\n");
  expect(readFileSync(path, "utf8")).toBe("refund\n");
  await file.append("greet\n");
  expect(readFileSync(path, "utf8")).toBe("refund\ngreet\n");
  await file.close();
});

it("writes after what is there", async () => {
  const path = join(tempFolder({ "candidate.jsonl": "greet\n" }), "candidate.jsonl");
  const file = await openLineFile(path);
  await file.append("refund\n");
  await file.close();
  expect(readFileSync(path, "utf8")).toBe("greet\nrefund\n");
});

it("keeps lines whole and in the order in which they come, however many come at once", async () => {
  const path = join(tempFolder(), "candidate.jsonl");
  const file = await openLineFile(path);
  const lines = Array.from({ length: 120 }, (_, index) => `${index} ${"é".repeat(index)}\n`);
  const seen: boolean[] = [];
  await Promise.all(
    lines.map(async (line, index) => {
      if (index % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      await file.append(line);
      seen.push(readFileSync(path, "utf8").includes(line));
    }),
  );
  await file.close();
  const written = readFileSync(path, "utf8").split(/(?<=\n)/);
  expect(written.toSorted()).toEqual(lines.toSorted());
  const undelayed = lines.filter((_, index) => index % 50 !== 0);
  expect(written.filter((line) => undelayed.includes(line))).toEqual(undelayed);
  expect(seen.every(Boolean)).toBe(true);
});

it("waits at its end for lines that nobody waited for", async () => {
  const path = join(tempFolder(), "candidate.jsonl");
  const file = await openLineFile(path);
  const appended = Promise.all([file.append("refund\n"), file.append("greet\n")]);
  await file.close();
  expect(readFileSync(path, "utf8")).toBe("refund\ngreet\n");
  await appended;
});

it("says what the system refuses, and where", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "a-folder.jsonl"));
  await expect(openLineFile(join(folder, "a-folder.jsonl"))).rejects.toMatchObject({
    problems: [{ code: "file-access", file: join(folder, "a-folder.jsonl") }],
  });
});

it.runIf(process.platform === "linux")(
  "says that the disk is full, for every line after it too, and closes all the same",
  async () => {
    const file = await openLineFile("/dev/full");
    const full = {
      problems: [{ code: "record-not-written", message: expect.stringContaining("ENOSPC") }],
    };
    await expect(file.append("refund\n")).rejects.toMatchObject(full);
    await expect(file.append("greet\n")).rejects.toMatchObject(full);
    await expect(file.close()).rejects.toMatchObject(full);
  },
);
