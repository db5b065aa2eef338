import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { replaceFile } from "../../../src/edge/store/replace-file.ts";
import { tempFolder } from "../../temp-folder.ts";

async function* parts(count: number, end?: Error) {
  for (let n = 0; n < count; n += 1) yield `refund ${n}\n`;
  if (end !== undefined) throw end;
}

it("writes a file as its parts come, and makes the folders above it", async () => {
  const path = join(tempFolder(), "out", "traces.jsonl");
  await replaceFile(path, parts(20_000));
  const lines = readFileSync(path, "utf8").split("\n");
  expect([lines.length, lines[0], lines[19_999]]).toEqual([20_001, "refund 0", "refund 19999"]);
});

it("leaves what stood there, and nothing beside it, where the parts break off", async () => {
  const folder = tempFolder({ "traces.jsonl": "greet\n" });
  await expect(
    replaceFile(join(folder, "traces.jsonl"), parts(20_000, new Error("stopped"))),
  ).rejects.toThrow("stopped");
  expect(readdirSync(folder)).toEqual(["traces.jsonl"]);
  expect(readFileSync(join(folder, "traces.jsonl"), "utf8")).toBe("greet\n");
});

it("says what is wrong with a place that takes no file", async () => {
  const folder = tempFolder({ file: "" });
  await expect(replaceFile(join(folder, "file", "traces.jsonl"), parts(1))).rejects.toMatchObject({
    problems: [{ code: expect.stringMatching(/^file-/) }],
  });
});
