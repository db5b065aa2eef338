import { execFile, execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { openCache } from "../../../src/edge/store/open-cache.ts";
import { readEntry, writeEntry } from "../../../src/record/entry.ts";
import { tempFolder } from "../../temp-folder.ts";

const path = ".llm-o11y/cache";
const dayMs = 24 * 60 * 60 * 1000;
const startMs = 1_780_000_000_000;
const script = fileURLToPath(new URL("write-entries.ts", import.meta.url));

function keyOf(name: string): string {
  return `sha256:${hash("sha256", name)}`;
}

/** What stands in a pack for a text. */
function entry(key: string, text: string, length: string | number = Buffer.byteLength(text)): string {
  return `${key} ${length}\n${text}\n${Buffer.byteLength(text)}\n`;
}

/** Name of the pack of a process that started so many milliseconds later. */
function packName(afterMs = 0, version = 1): string {
  return `${startMs + afterMs}-${hash("sha256", `${afterMs}`).slice(0, 16)}.v${version}.pack`;
}

function cacheFolder(packs: Readonly<Record<string, string>>): string {
  return tempFolder(
    Object.fromEntries(Object.entries(packs).map(([name, text]) => [join(path, name), text])),
  );
}

/** The packs in a cache, the oldest first. */
function packsOf(root: string): readonly string[] {
  const names = existsSync(join(root, path)) ? readdirSync(join(root, path)) : [];
  return names.filter((name) => name.endsWith(".pack")).toSorted();
}

async function readIn(root: string, keys: readonly string[]): Promise<readonly (string | undefined)[]> {
  const cache = await openCache(root, path);
  return Promise.all(keys.map((key) => cache.read(key)));
}

function codes(problems: readonly { readonly code: string }[]): readonly string[] {
  return problems.map(({ code }) => code);
}

const [refund, greet, escalate] = [keyOf("refund"), keyOf("greet"), keyOf("escalate")];

it("gives back what was written, in this process and in the next", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  expect(await cache.read(refund)).toBeUndefined();
  await cache.write(refund, "first\n");
  await cache.write(refund, "\uFEFFsecond é ✓\n");
  expect(await cache.read(refund)).toBe("\uFEFFsecond é ✓\n");
  expect(await readIn(root, [refund])).toEqual(["\uFEFFsecond é ✓\n"]);
  await cache.remove(refund);
  await cache.remove(greet);
  expect(await cache.read(refund)).toBeUndefined();
  expect(await readIn(root, [refund])).toEqual([undefined]);
  expect(cache.warnings()).toEqual([]);
});

it("makes nothing until there is something to keep, and then keeps itself out of git", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  await cache.read(refund);
  await cache.remove(refund);
  await cache.prune({ nowMs: 0, longestAgeMs: 1, mostBytes: 1 });
  expect(readdirSync(root)).toEqual([]);
  await cache.write(refund, "x");
  expect(readFileSync(join(root, path, ".gitignore"), "utf8")).toBe("*\n");
});

it("appends what comes in one turn in its order, and gives it back before that is over", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  const writing = [
    cache.write(refund, "first"),
    cache.write(greet, ""),
    cache.remove(greet),
    cache.write(refund, "second"),
  ];
  expect(packsOf(root)).toEqual([]);
  expect(await cache.read(greet)).toBeUndefined();
  expect(await cache.read(refund)).toBe("second");
  await Promise.all(writing);
  const [pack = "", ...more] = packsOf(root);
  expect(more).toEqual([]);
  expect(readFileSync(join(root, path, pack), "utf8")).toBe(
    `${entry(refund, "first")}${entry(greet, "")}${greet} removed\n${entry(refund, "second")}`,
  );
});

it("keeps 10,000 results in a handful of files, with at most 100 bytes more than they say", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  const keys = Array.from({ length: 10_000 }, (_, at) => keyOf(`refund-${at}`));
  await Promise.all(keys.map((key) => cache.write(key, key.repeat(7))));
  expect(await readIn(root, keys)).toEqual(keys.map((key) => key.repeat(7)));
  expect(readdirSync(join(root, path))).toHaveLength(2);
  expect(statSync(join(root, path, packsOf(root)[0] ?? "")).size / 10_000).toBeLessThan(7 * 71 + 100);
});

it("goes on in another pack where one is full, so that pruning takes a part", async () => {
  const root = tempFolder();
  const cache = await openCache(root, path);
  const keys = Array.from({ length: 40 }, (_, at) => keyOf(`refund-${at}`));
  await Promise.all(keys.map((key) => cache.write(key, key.repeat(14_000))));
  expect(packsOf(root)).toHaveLength(2);
  const isThere = async (): Promise<readonly boolean[]> =>
    (await readIn(root, keys)).map((text, at) => text === keys[at]?.repeat(14_000));
  expect(await isThere()).toEqual(keys.map(() => true));
  await cache.prune({ nowMs: Date.now(), longestAgeMs: dayMs, mostBytes: 20 * 1024 * 1024 });
  const left = await isThere();
  expect(left.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => false));
  expect(left.slice(-5)).toEqual(Array.from({ length: 5 }, () => true));
});

describe("where several have written", () => {
  it("takes of a key what was written last: of the pack started last, and there the last", async () => {
    const root = cacheFolder({
      [packName(2)]: entry(refund, "newest but one") + entry(refund, "newest"),
      [packName(1)]: entry(refund, "oldest") + entry(greet, "greeting"),
      [packName(3)]: entry(escalate, "escalated"),
    });
    expect(await readIn(root, [refund, greet, escalate])).toEqual(["newest", "greeting", "escalated"]);
    await (await openCache(root, path)).write(refund, "now");
    expect(await readIn(root, [refund])).toEqual(["now"]);
  });

  it("takes nothing that a later pack removes, and what a still later one has again", async () => {
    const root = cacheFolder({
      [packName(1)]: entry(refund, "old") + entry(greet, "old"),
      [packName(2)]: `${refund} removed\n${greet} removed\n`,
      [packName(3)]: entry(greet, "new"),
    });
    expect(await readIn(root, [refund, greet])).toEqual([undefined, "new"]);
    await (await openCache(root, path)).remove(greet);
    expect(await readIn(root, [refund, greet])).toEqual([undefined, undefined]);
  });

  it("writes after them also where their clock was ahead", async () => {
    const root = cacheFolder({ [packName(3650 * dayMs)]: entry(refund, "of a year to come") });
    await (await openCache(root, path)).write(refund, "now");
    await (await openCache(root, path)).write(greet, "now");
    expect(await readIn(root, [refund, greet])).toEqual(["now", "now"]);
    expect(packsOf(root)).toHaveLength(3);
  });

  it("reads from more packs than it holds open", async () => {
    const keys = Array.from({ length: 50 }, (_, at) => keyOf(`refund-${at}`));
    const root = cacheFolder(Object.fromEntries(keys.map((key, at) => [packName(at), entry(key, key)])));
    expect(await readIn(root, [...keys, ...keys])).toEqual([...keys, ...keys]);
  });
});

describe("a pack that is damaged", () => {
  const [first, second, third] = [entry(refund, "one\ntwo\n"), entry(greet, "é✓"), entry(escalate, "three")];
  const keys = [refund, greet, escalate];

  it("has all that was whole before it was cut off, wherever that was", async () => {
    const whole = Buffer.from(first + second + third);
    const root = cacheFolder({ [packName()]: "" });
    for (let cut = whole.length; cut >= 0; cut--) {
      writeFileSync(join(root, path, packName()), whole.subarray(0, cut));
      const ends = [first, first + second, first + second + third].map((text) => Buffer.byteLength(text));
      expect(await readIn(root, keys), `cut at ${cut}`).toEqual(
        ["one\ntwo\n", "é✓", "three"].map((text, at) => (cut >= (ends[at] ?? 0) ? text : undefined)),
      );
    }
  });

  it.each<[string, string]>([
    ["a length to an earlier line feed", entry(greet, "one\ntwo", 3)],
    ["a length that is too short", entry(greet, "one", 2)],
    ["a length that is too long", entry(greet, "one", 4)],
    ["a length beyond the end", entry(greet, "one", 100_000)],
    ["a length beyond any entry", entry(greet, "one", 9_999_999)],
    ["a length that is no number", entry(greet, "one", "-3")],
    ["a length in another form", entry(greet, "one", "03")],
    ["a key that is none", entry("sha256:greet", "one")],
    ["zeros", "\0".repeat(500)],
    ["a line that is none of ours", "notes of somebody\n"],
    ["a line without an end", "x".repeat(100_000)],
    ["an empty line", "\n"],
  ])("has nothing from there on: %s", async (_, text) => {
    const root = cacheFolder({ [packName()]: first + text + third });
    expect(await readIn(root, keys)).toEqual(["one\ntwo\n", undefined, undefined]);
  });

  it("has no entry that is not UTF-8, or longer than any that is written", async () => {
    const long = entry(greet, "x".repeat(1024 * 1024));
    const root = cacheFolder({ [packName(1)]: first, [packName(2)]: long + third });
    appendFileSync(
      join(root, path, packName(1)),
      Buffer.concat([Buffer.from(`${greet} 3\n`), Buffer.from([0x61, 0xff, 0xfe]), Buffer.from("\n3\n")]),
    );
    expect(await readIn(root, keys)).toEqual(["one\ntwo\n", undefined, undefined]);
  });

  it("never has another text than was written, whichever byte is another", async () => {
    const one = z.literal("30 days");
    const text = writeEntry({ key: refund, storedMs: startMs }, `${JSON.stringify("30 days")}\n`);
    const whole = Buffer.from(entry(refund, text));
    const root = cacheFolder({ [packName()]: "" });
    for (const at of whole.keys()) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(join(root, path, packName()), bytes);
      const [read] = await readIn(root, [refund]);
      expect(read === undefined ? undefined : readEntry(read, refund, one), `byte ${at}`).toBeUndefined();
    }
    writeFileSync(join(root, path, packName()), whole);
    expect(readEntry((await readIn(root, [refund]))[0] ?? "", refund, one)?.body).toBe("30 days");
  });

  it.each<[string, (file: string) => void]>([
    ["is gone", (file) => rmSync(file)],
    ["is cut off", (file) => truncateSync(file, 10)],
    ["is another", (file) => writeFileSync(file, third + second + first)],
    ["is a folder", (file) => (rmSync(file), mkdirSync(file))],
  ])("is a miss where since it was opened it %s", async (_, change) => {
    const root = cacheFolder({ [packName()]: first + second + third });
    const cache = await openCache(root, path);
    change(join(root, path, packName()));
    expect(await cache.read(refund)).toBeUndefined();
    await cache.write(refund, "again");
    expect(await cache.read(refund)).toBe("again");
    expect(cache.warnings()).toEqual([]);
  });
});

describe("is no pack", () => {
  it.each<[string, (file: string) => void]>([
    ["a folder", (file) => mkdirSync(file)],
    ["a pipe, which nobody waits for", (file) => execFileSync("mkfifo", [file])],
    [
      "a file longer than any that is written",
      (file) => {
        writeFileSync(file, entry(refund, "x"));
        truncateSync(file, 33 * 1024 * 1024);
      },
    ],
    [
      "a file of a later version",
      (file) => writeFileSync(join(dirname(file), packName(1, 2)), entry(refund, "x")),
    ],
    ["a file of another name", (file) => writeFileSync(`${file}.bak`, entry(refund, "x"))],
  ])("%s", async (_, put) => {
    const root = cacheFolder({ [packName(2)]: entry(greet, "greeting") });
    put(join(root, path, packName(1)));
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    expect(await cache.read(greet)).toBe("greeting");
    expect(cache.warnings()).toEqual([]);
  });
});

it("does not keep what is too long to be read again", async () => {
  const cache = await openCache(tempFolder(), path);
  await cache.write(refund, "é".repeat(600 * 1024));
  await cache.write(greet, "short");
  await cache.write(escalate, "x".repeat(1008 * 1024));
  expect(await cache.read(refund)).toBeUndefined();
  expect(await cache.read(greet)).toBe("short");
  expect((await cache.read(escalate))?.length).toBe(1008 * 1024);
  expect(cache.warnings()).toEqual([]);
});

it.each(["../../etc/passwd", "sha256:..", `sha256:${"A".repeat(64)}`, `${refund}\n`, ""])(
  "has no entry for %j",
  async (key) => {
    const cache = await openCache(tempFolder(), path);
    await expect(cache.read(key)).rejects.toThrow("not the key of an entry");
    await expect(cache.write(key, "x")).rejects.toThrow("not the key of an entry");
    await expect(cache.remove(key)).rejects.toThrow("not the key of an entry");
  },
);

describe("follows no symbolic link", () => {
  it.each([".llm-o11y", ".llm-o11y/cache"])("on the way: %s", async (part) => {
    const [root, elsewhere] = [tempFolder(), tempFolder()];
    await (await openCache(elsewhere, "cache")).write(refund, "from elsewhere");
    mkdirSync(dirname(join(root, part)), { recursive: true });
    symlinkSync(part.endsWith("cache") ? join(elsewhere, "cache") : elsewhere, join(root, part));
    const there = () =>
      readdirSync(join(elsewhere, "cache")).map((name) =>
        readFileSync(join(elsewhere, "cache", name), "utf8"),
      );
    const before = there();
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    await cache.write(greet, "x");
    await cache.remove(refund);
    await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
    expect(there()).toEqual(before);
    expect(before).toContain(entry(refund, "from elsewhere"));
    expect(cache.warnings()).toMatchObject([{ code: "cache-link", file: part }]);
  });

  it("in the place of a pack", async () => {
    const [root, elsewhere] = [
      cacheFolder({ [packName(2)]: entry(greet, "greeting") }),
      tempFolder({ pack: entry(refund, "from elsewhere") }),
    ];
    symlinkSync(join(elsewhere, "pack"), join(root, path, packName(1)));
    const cache = await openCache(root, path);
    expect(await cache.read(refund)).toBeUndefined();
    expect(await cache.read(greet)).toBe("greeting");
    await cache.write(refund, "kept all the same");
    expect(await cache.read(refund)).toBe("kept all the same");
    await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
    expect(readFileSync(join(root, path, packName(1)), "utf8")).toBe(entry(refund, "from elsewhere"));
    expect(packsOf(root)).toEqual([packName(1)]);
    expect(cache.warnings()).toMatchObject([{ code: "cache-link", file: join(path, packName(1)) }]);
  });

  it("that takes the place of a pack after it was opened", async () => {
    const root = cacheFolder({ [packName()]: entry(refund, "one") });
    const elsewhere = tempFolder({ pack: entry(refund, "two") });
    const cache = await openCache(root, path);
    rmSync(join(root, path, packName()));
    symlinkSync(join(elsewhere, "pack"), join(root, path, packName()));
    expect(await cache.read(refund)).toBeUndefined();
  });
});

describe("where the system takes nothing", () => {
  it("says so once, and lets the run go on", async () => {
    const root = tempFolder({ [path]: "a file" });
    const cache = await openCache(root, path);
    await cache.write(refund, "x");
    await cache.write(greet, "x");
    expect(await cache.read(refund)).toBeUndefined();
    await cache.remove(refund);
    await cache.prune({ nowMs: 1e15, longestAgeMs: 1, mostBytes: 0 });
    expect(cache.warnings()).toMatchObject([{ code: "cache-not-written", file: path }]);
    expect(readFileSync(join(root, path), "utf8")).toBe("a file");
  });

  it("any more, has what it took before, and nothing behind the entry that was cut off", async () => {
    const root = tempFolder();
    const limited = [
      "-c",
      'trap "" XFSZ; ulimit -f 64; exec "$@"',
      "bash",
      process.execPath,
      "--no-warnings",
    ];
    const keys = ["refund", "greet"].map(keyOf);
    const ran = await promisify(execFile)("bash", [...limited, script, root, "one", keys.join(",")]);
    const said = JSON.parse(ran.stdout) as { torn: unknown; missing: number; warnings: { code: string }[] };
    // Three fit; from then on one of the keys has nothing, and the other what it had.
    expect(said).toMatchObject({ torn: [], missing: 49 });
    expect(codes(said.warnings)).toEqual(["cache-not-written"]);
    expect(packsOf(root).map((name) => statSync(join(root, path, name)).size)).toEqual([64 * 1024]);
    expect(await readIn(root, keys)).toEqual(keys.map(() => "one ".repeat(5000)));
  });
});

describe("pruning", () => {
  const nowMs = startMs;
  const limits = { nowMs, longestAgeMs: 7 * dayMs, mostBytes: 1000 };

  /** A cache with a pack of 100 bytes for each name, changed as long ago as is said, and started in the order of the names. */
  async function cacheOf(ages: Readonly<Record<string, number>>) {
    const texts = Object.keys(ages).map((name) => entry(keyOf(name), "0123456789012345678"));
    const root = cacheFolder(Object.fromEntries(texts.map((text, at) => [packName(at), text])));
    for (const [at, ageMs] of Object.values(ages).entries()) {
      const changed = (nowMs - ageMs) / 1000;
      utimesSync(join(root, path, packName(at)), changed, changed);
    }
    const cache = await openCache(root, path);
    const left = async () => {
      const names = Object.keys(ages);
      const read = await readIn(root, names.map(keyOf));
      const own = await Promise.all(names.map((name) => cache.read(keyOf(name))));
      expect(own).toEqual(read);
      return names.filter((_, at) => read[at] !== undefined);
    };
    return { root, cache, left };
  }

  it("removes what was changed too long ago, or by a clock that jumped", async () => {
    const { cache, left } = await cacheOf({ young: dayMs, old: 8 * dayMs, future: -8 * dayMs, now: 0 });
    expect(await left()).toEqual(["young", "old", "future", "now"]);
    await cache.prune(limits);
    expect(await left()).toEqual(["young", "now"]);
  });

  it("removes those started first until the rest fits, whichever was changed first", async () => {
    const { cache, left } = await cacheOf({ a: 4 * dayMs, b: 0, c: 3 * dayMs, d: dayMs });
    await cache.prune({ ...limits, mostBytes: 250 });
    expect(await left()).toEqual(["c", "d"]);
  });

  it("never brings back what was removed", async () => {
    const root = cacheFolder({
      [packName(1)]: entry(refund, "0123456789".repeat(5)),
      [packName(2)]: `${refund} removed\n`,
      [packName(3)]: entry(greet, "0123456789"),
    });
    for (const name of packsOf(root)) utimesSync(join(root, path, name), nowMs / 1000, nowMs / 1000);
    for (const mostBytes of [250, 200, 100]) {
      await (await openCache(root, path)).prune({ ...limits, mostBytes });
      expect(await readIn(root, [refund, greet])).toEqual([undefined, "0123456789"]);
    }
    expect(packsOf(root)).toEqual([packName(3)]);
  });

  it("leaves alone what is not its own, and takes packs of other versions", async () => {
    const { root, cache } = await cacheOf({ refund: 0 });
    const folder = join(root, path);
    mkdirSync(join(folder, "ab"));
    for (const name of ["notes.txt", "ab/cd", "mine.v1.pack", packName(1, 2)]) {
      writeFileSync(join(folder, name), "mine");
      utimesSync(join(folder, name), 1, 1);
    }
    await cache.prune(limits);
    expect(readdirSync(folder).toSorted()).toEqual(
      [packName(), "ab", "mine.v1.pack", "notes.txt"].toSorted(),
    );
    expect(readdirSync(join(folder, "ab"))).toEqual(["cd"]);
  });

  it("goes on in a new pack, and has what was written before", async () => {
    const root = tempFolder();
    const cache = await openCache(root, path);
    const writing = cache.write(refund, "before");
    await cache.prune({ ...limits, nowMs: Date.now() });
    await writing;
    await cache.write(greet, "after");
    expect(await Promise.all([refund, greet].map(cache.read))).toEqual(["before", "after"]);
    expect(await readIn(root, [refund, greet])).toEqual(["before", "after"]);
    expect(packsOf(root)).toHaveLength(2);
  });
});

it("gives three processes that share it whole entries only", async () => {
  const root = tempFolder();
  const keys = ["refund", "greet", "escalate", "refund-2"].map(keyOf);
  const ran = await Promise.all(
    ["one", "two", "three"].map((name) =>
      promisify(execFile)(process.execPath, ["--no-warnings", script, root, name, keys.join(",")]),
    ),
  );
  expect(ran.map(({ stdout }) => JSON.parse(stdout) as unknown)).toEqual(
    ran.map(() => ({ torn: [], missing: 0, warnings: [] })),
  );
  expect(packsOf(root)).toHaveLength(3);
  expect(readdirSync(join(root, path))).toHaveLength(4);
  const whole = ["one", "two", "three"].map((name) => `${name} `.repeat(5000));
  for (const text of await readIn(root, keys)) expect(whole).toContain(text);
});
