import { hash } from "node:crypto";
import { expect, it } from "vitest";
import { entryBytes, entryOf, removalOf, scanEntries } from "../../../src/edge/store/pack-entries.ts";
import { readInChunks } from "../../../src/edge/store/pack-reader.ts";

const keys = Array.from({ length: 10_000 }, (_, at) => `sha256:${hash("sha256", `${at}`)}`);

/** A pack, how its entries are found in chunks, and what that took. */
function scan(pack: Buffer, chunkBytes: number) {
  const reads: number[] = [];
  const readAt = readInChunks(chunkBytes, (chunk, at) => {
    reads.push(at);
    return at < pack.length ? pack.copy(chunk, 0, at, at + chunkBytes) : 0;
  });
  return { found: [...scanEntries(readAt)], reads };
}

it("finds 10,000 entries and their removals by reading a pack once", () => {
  const pack = Buffer.from(
    keys.map((key) => entryOf(key, "30 days ".repeat(90), 720) + removalOf(key)).join(""),
  );
  const { found, reads } = scan(pack, 1024 * 1024);
  expect(found).toHaveLength(20_000);
  const [key = ""] = keys.slice(-1);
  expect(found.slice(-2)).toEqual([
    { key, at: pack.length - removalOf(key).length - entryBytes(key, 720), textBytes: 720 },
    { key, at: pack.length - removalOf(key).length },
  ]);
  // At the end it looks twice whether there is more.
  expect(reads.length).toBeLessThan(pack.length / 1024 / 1024 + 4);
});

it("jumps over texts that are longer than what it reads at once", () => {
  const text = "30 days ".repeat(10_000);
  const pack = Buffer.from(
    keys
      .slice(0, 100)
      .map((key) => entryOf(key, text, text.length))
      .join(""),
  );
  const { found, reads } = scan(pack, 1024);
  expect(found.map(({ key }) => key)).toEqual(keys.slice(0, 100));
  expect(reads.length).toBeLessThan(210);
});

it("finds the same whatever it reads at once", () => {
  const texts = keys.slice(0, 60).map((key, at) => entryOf(key, "é".repeat(at), 2 * at));
  const pack = Buffer.from(texts.join("") + removalOf(keys[0] ?? ""));
  const whole = scan(pack, pack.length).found;
  expect(whole).toHaveLength(61);
  for (let chunkBytes = 96; chunkBytes < 400; chunkBytes++)
    expect(scan(pack, chunkBytes).found, `${chunkBytes} bytes`).toEqual(whole);
});
