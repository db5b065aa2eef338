import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendText } from "../../../src/edge/store/append-text.ts";
import { tempFolder } from "../../temp-folder.ts";

describe("appendText", () => {
  it("keeps the bytes that are there, whatever they are", async () => {
    const folder = tempFolder({ "a.jsonl": "\uFEFF{}\r\n" });
    const path = join(folder, "a.jsonl");
    const { mode } = statSync(path);
    await appendText(path, "{}\n", 7);
    expect(readFileSync(path, "utf8")).toBe("\uFEFF{}\r\n{}\n");
    expect(statSync(path).mode).toBe(mode);
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });

  it("makes the file and its folders", async () => {
    const path = join(tempFolder(), "deep", "er", "a.jsonl");
    await appendText(path, "{}\n", 0);
    expect(readFileSync(path, "utf8")).toBe("{}\n");
  });

  it("writes through a link", async () => {
    const folder = tempFolder({ "a.jsonl": "{}\n" });
    symlinkSync("a.jsonl", join(folder, "link.jsonl"));
    await appendText(join(folder, "link.jsonl"), "[]\n");
    expect(readFileSync(join(folder, "a.jsonl"), "utf8")).toBe("{}\n[]\n");
    expect(lstatSync(join(folder, "link.jsonl")).isSymbolicLink()).toBe(true);
  });

  it("makes no file for nothing", async () => {
    const folder = tempFolder();
    await appendText(join(folder, "a.jsonl"), "", 0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["has more than was read", { "a.jsonl": "{}\n{}\n" }, 3],
    ["has come since", { "a.jsonl": "{}\n" }, 0],
    ["is gone", {}, 3],
  ])("writes nothing where the file %s", async (_, files, bytesBefore) => {
    const folder = tempFolder(files);
    await expect(appendText(join(folder, "a.jsonl"), "[]\n", bytesBefore)).rejects.toThrow(/was changed/);
    expect(readdirSync(folder)).toEqual(Object.keys(files));
  });
});
