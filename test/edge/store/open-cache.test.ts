import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openCache } from "../../../src/edge/store/open-cache.ts";
import { tempFolder } from "../../temp-folder.ts";

const path = ".llm-o11y/cache";
const dayMs = 24 * 60 * 60 * 1000;

function keyOf(name: string): string {
  return `sha256:${hash("sha256", name)}`;
}

function fileOf(root: string, key: string): string {
  return join(root, path, key.slice(7, 9), key.slice(9));
}

function codes(problems: readonly { readonly code: string }[]): readonly string[] {
  return problems.map(({ code }) => code);
}

const [refund, greet] = [keyOf("refund"), keyOf("greet")];

it("gives back what was written, in this process and in the next", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  expect(await cache.read(refund)).toBeUndefined();
  await cache.write(refund, "first\n");
  await cache.write(refund, "\uFEFFsecond é ✓\n");
  expect(await cache.read(refund)).toBe("\uFEFFsecond é ✓\n");
  expect(await (await openCache(root, path)).read(refund)).toBe("\uFEFFsecond é ✓\n");
  await cache.remove(refund);
  await cache.remove(greet);
  expect(await cache.read(refund)).toBeUndefined();
  expect(cache.warnings()).toEqual([]);
});

it("makes nothing until there is something to keep, and then keeps itself out of git", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  await cache.read(refund);
  await cache.prune({ nowMs: 0, longestAgeMs: 1, mostBytes: 1 });
  expect(readdirSync(root)).toEqual([]);
  await cache.write(refund, "x");
  expect(readFileSync(join(root, path, ".gitignore"), "utf8")).toBe("*\n");
});

describe("is a miss, and no error", () => {
  it.each<[string, (file: string) => void]>([
    ["a folder in the place of an entry", (file) => mkdirSync(file)],
    ["bytes that are not UTF-8", (file) => writeFileSync(file, Buffer.from([0x61, 0xff, 0xfe]))],
    ["an entry longer than any that is written", (file) => writeFileSync(file, "x".repeat(1024 * 1024))],
  ])("%s", async (_, put) => {
    const root = tempFolder();
    const file = fileOf(root, refund);
    mkdirSync(dirname(file), { recursive: true });
    put(file);
    expect(await (await openCache(root, path)).read(refund)).toBeUndefined();
  });
});

it("does not keep what is too long to be read again", async () => {
  const cache = await openCache(tempFolder(), path);
  await cache.write(refund, "é".repeat(600 * 1024));
  await cache.write(greet, "short");
  expect(await cache.read(refund)).toBeUndefined();
  expect(await cache.read(greet)).toBe("short");
  expect(cache.warnings()).toEqual([]);
});

it.each(["../../etc/passwd", "sha256:..", `sha256:${"A".repeat(64)}`, ""])(
  "has no entry for %j",
  async (key) => {
    const cache = await openCache(tempFolder(), path);
    await expect(cache.read(key)).rejects.toThrow("not the key of an entry");
    await expect(cache.write(key, "x")).rejects.toThrow("not the key of an entry");
  },
);

describe("follows no symbolic link", () => {
  const place = (root: string, part: string): string => join(root, part);

  it.each([".llm-o11y", ".llm-o11y/cache"])("on the way: %s", async (part) => {
    const [root, elsewhere] = [tempFolder(), tempFolder()];
    await (await openCache(elsewhere, "cache")).write(refund, "from elsewhere");
    mkdirSync(dirname(place(root, part)), { recursive: true });
    symlinkSync(part.endsWith("cache") ? join(elsewhere, "cache") : elsewhere, place(root, part));
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    await cache.write(greet, "x");
    await cache.remove(refund);
    await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
    expect(readFileSync(join(elsewhere, "cache", refund.slice(7, 9), refund.slice(9)), "utf8")).toBe(
      "from elsewhere",
    );
    expect(existsSync(join(elsewhere, "cache", greet.slice(7, 9)))).toBe(false);
    expect(cache.warnings()).toMatchObject([{ code: "cache-link", file: part }]);
  });

  it("in the place of a folder of entries", async () => {
    const [root, elsewhere] = [tempFolder(), tempFolder({ [refund.slice(9)]: "from elsewhere" })];
    const folder = dirname(fileOf(root, refund));
    mkdirSync(dirname(folder), { recursive: true });
    symlinkSync(elsewhere, folder);
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    await cache.write(refund, "x");
    await cache.remove(refund);
    await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
    expect(readFileSync(join(elsewhere, refund.slice(9)), "utf8")).toBe("from elsewhere");
    expect(readdirSync(elsewhere)).toHaveLength(1);
    expect(codes(cache.warnings())).toEqual(["cache-link"]);
    await cache.write(greet, "kept all the same");
    expect(await cache.read(greet)).toBe("kept all the same");
  });

  it("in the place of an entry, which is replaced", async () => {
    const [root, elsewhere] = [tempFolder(), tempFolder({ secret: "a secret" })];
    const file = fileOf(root, refund);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(join(elsewhere, "secret"), file);
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    await cache.write(refund, "the answer");
    expect(await cache.read(refund)).toBe("the answer");
    expect(readFileSync(join(elsewhere, "secret"), "utf8")).toBe("a secret");
  });
});

it("says once that the system takes nothing, and lets the run go on", async () => {
  const root = tempFolder({ [path]: "a file" });
  const cache = await openCache(root, path);
  await cache.write(refund, "x");
  await cache.write(greet, "x");
  expect(await cache.read(refund)).toBeUndefined();
  await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
  expect(cache.warnings()).toMatchObject([{ code: "cache-not-written", file: path }]);
  expect(readFileSync(join(root, path), "utf8")).toBe("a file");
});

describe("pruning", () => {
  const nowMs = 1_780_000_000_000;

  /** A cache with entries of 10 bytes, each as old as is said. */
  async function cacheOf(ages: Readonly<Record<string, number>>) {
    const root = tempFolder();
    const cache = await openCache(root, path);
    for (const [name, ageMs] of Object.entries(ages)) {
      await cache.write(keyOf(name), "0123456789");
      const at = (nowMs - ageMs) / 1000;
      utimesSync(fileOf(root, keyOf(name)), at, at);
    }
    const left = async () => {
      const read = await Promise.all(
        Object.keys(ages).map(async (name) => [name, await cache.read(keyOf(name))]),
      );
      return read.filter(([, text]) => text !== undefined).map(([name]) => name);
    };
    return { root, cache, left };
  }

  it("removes what is too old, or of a clock that jumped", async () => {
    const { cache, left } = await cacheOf({ young: dayMs, old: 8 * dayMs, future: -8 * dayMs, now: 0 });
    await cache.prune({ nowMs, longestAgeMs: 7 * dayMs, mostBytes: 1000 });
    expect(await left()).toEqual(["young", "now"]);
  });

  it("removes the oldest until the rest fits", async () => {
    const { cache, left } = await cacheOf({ b: 2 * dayMs, d: 4 * dayMs, a: dayMs, c: 3 * dayMs });
    await cache.prune({ nowMs, longestAgeMs: 7 * dayMs, mostBytes: 25 });
    expect(await left()).toEqual(["b", "a"]);
  });

  it("removes drafts of processes that died, and leaves alone what is not its own", async () => {
    const { root, cache } = await cacheOf({ refund: 0 });
    const folder = dirname(fileOf(root, refund));
    const draft = `${fileOf(root, refund)}.123.0.tmp`;
    writeFileSync(draft, "0123");
    writeFileSync(join(folder, "notes.txt"), "mine");
    utimesSync(draft, 1, 1);
    utimesSync(join(folder, "notes.txt"), 1, 1);
    await cache.prune({ nowMs, longestAgeMs: 7 * dayMs, mostBytes: 1000 });
    expect(readdirSync(folder).toSorted()).toEqual([refund.slice(9), "notes.txt"].toSorted());
  });
});

it("gives three processes that share it whole entries only", async () => {
  const root = tempFolder();
  const keys = ["refund", "greet", "escalate", "refund-2"].map(keyOf);
  const script = fileURLToPath(new URL("write-entries.ts", import.meta.url));
  const ran = await Promise.all(
    ["one", "two", "three"].map((name) =>
      promisify(execFile)(process.execPath, ["--no-warnings", script, root, name, keys.join(",")]),
    ),
  );
  expect(ran.map(({ stdout }) => JSON.parse(stdout) as unknown)).toEqual(
    ran.map(() => ({ torn: [], warnings: [] })),
  );
  const files = readdirSync(join(root, path), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  expect(files.map(({ name }) => name).toSorted()).toEqual(
    [".gitignore", ...keys.map((key) => key.slice(9))].toSorted(),
  );
});
