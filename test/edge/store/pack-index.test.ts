import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { PackIndex } from "../../../src/edge/store/pack-index.ts";

function keyOf(name: string | number): string {
  return `sha256:${hash("sha256", `${name}`)}`;
}

it("tells where each entry is, also after it moved and went", () => {
  const index = new PackIndex();
  const placeOf = (at: number) => ({ pack: at % 7, at: at * 1000, textBytes: at });
  for (let at = 0; at < 1000; at++) index.set(keyOf(at), placeOf(at));
  for (let at = 0; at < 1000; at += 2) index.set(keyOf(at), placeOf(at + 1));
  for (let at = 0; at < 1000; at += 3) index.delete(keyOf(at));
  for (let at = 0; at < 1000; at++) {
    const moved = at % 2 === 0 ? placeOf(at + 1) : placeOf(at);
    expect(index.get(keyOf(at))).toEqual(at % 3 === 0 ? undefined : moved);
  }
  expect(index.get(keyOf("none"))).toBeUndefined();
  index.set(keyOf(0), placeOf(5));
  expect(index.get(keyOf(0))).toEqual(placeOf(5));
});

it.each([70_000, 100_000, 140_000])("holds %d entries in 150 bytes each", (count) => {
  const source = fileURLToPath(new URL("../../../src/edge/store/pack-index.ts", import.meta.url));
  const script = `
    const { hash } = await import("node:crypto");
    const { PackIndex } = await import(${JSON.stringify(source)});
    const inUse = () => { gc(); gc(); const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers; };
    const fill = (count) => {
      const index = new PackIndex();
      for (let at = 0; at < count; at++) index.set("sha256:" + hash("sha256", String(at)), { pack: at % 9, at: at * 800, textBytes: at % 2000 });
      return index;
    };
    fill(100);
    const before = inUse();
    const index = fill(${count});
    console.log(inUse() - before);
    if (index.get("sha256:" + hash("sha256", "7")) === undefined) throw new Error("not there");
  `;
  const args = ["--expose-gc", "--input-type=module", "--no-warnings", "-e", script];
  const bytes = Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
  expect(bytes / count).toBeLessThan(150);
});
