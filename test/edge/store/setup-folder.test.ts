import { existsSync, readdirSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { madeSince, stampFiles } from "../../../src/edge/store/setup-files.ts";
import { openKeptPlace, pruneSetups } from "../../../src/edge/store/setup-folder.ts";
import { isHeld, takeLock } from "../../../src/edge/store/setup-lock.ts";
import { tempFolder } from "../../temp-folder.ts";

const nowMs = Date.parse("2026-11-25T09:00:00Z");
const dayMs = 24 * 3_600_000;

/** A kept setup that was last used so many days ago, and takes so much room. */
async function keep(cacheDir: string, digit: string, { days = 0, bytes = 0 }): Promise<string> {
  const key = digit.repeat(64);
  const place = await openKeptPlace(cacheDir, key);
  if (place?.keep === undefined) throw new Error("no place");
  const before = stampFiles(place.folder);
  writeFileSync(join(place.folder, "installed.js"), "");
  truncateSync(join(place.folder, "installed.js"), bytes);
  await place.keep(madeSince(before, stampFiles(place.folder)));
  await place.giveBack();
  const usedAt = new Date(nowMs - days * dayMs);
  utimesSync(join(cacheDir, "setups", key, "made.json"), usedAt, usedAt);
  return key;
}

it("setups that nobody has used for 30 days go", async () => {
  const cacheDir = tempFolder();
  await keep(cacheDir, "a", { days: 31 });
  const used = await keep(cacheDir, "b", { days: 29 });
  await pruneSetups(cacheDir, nowMs);
  expect(readdirSync(join(cacheDir, "setups"))).toEqual([used]);
});

it("the least used go where all take more than 10 GB", async () => {
  const cacheDir = tempFolder();
  const bytes = 4 * 1024 ** 3;
  await keep(cacheDir, "a", { days: 3, bytes });
  const kept = [await keep(cacheDir, "b", { days: 1, bytes }), await keep(cacheDir, "c", { days: 2, bytes })];
  await pruneSetups(cacheDir, nowMs);
  expect(readdirSync(join(cacheDir, "setups")).toSorted()).toEqual(kept);
});

it("one that is in use stays, however old", async () => {
  const cacheDir = tempFolder();
  const key = await keep(cacheDir, "a", { days: 1 });
  const place = await openKeptPlace(cacheDir, key);
  await pruneSetups(cacheDir, nowMs + 365 * dayMs);
  expect(place !== undefined && existsSync(join(place.folder, "installed.js"))).toBe(true);
  await place?.giveBack();
  await pruneSetups(cacheDir, Date.now() + 365 * dayMs);
  expect(readdirSync(join(cacheDir, "setups"))).toEqual([]);
});

it("of many that take one lock at once one has it, also where a dead process left it", async () => {
  for (const left of [undefined, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "" }), ""]) {
    const lock = join(tempFolder(), "lock");
    if (left !== undefined) writeFileSync(lock, left);
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(lock)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await isHeld(lock)).toBe(true);
    expect(readdirSync(join(lock, ".."))).toEqual(["lock"]);
  }
});
