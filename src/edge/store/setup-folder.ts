import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bytesOf, type Stamps } from "./setup-files.ts";
import { giveLockBack, isHeld, takeLock } from "./setup-lock.ts";

/**
 * A folder for an arm: its files come to `tree`, and what belongs beside them to `folder`. It is this process's alone until it is given
 * back.
 */
export type ArmPlace = {
  readonly folder: string;
  readonly tree: string;
  /** What the setup of an earlier run has made here; absent where there is none. It may have been changed since. */
  readonly made?: Stamps;
  /** Keeps what the setup has made for later runs. Absent: the folder is removed when it is given back. */
  readonly keep?: (made: Stamps) => Promise<void>;
  /** Throws away what an earlier run has left. */
  readonly empty: () => Promise<void>;
  readonly giveBack: () => Promise<void>;
};

const longestAgeMs = 30 * 24 * 3_600_000;
const mostBytes = 10 * 1024 ** 3;

/** A folder that no run had before. `cacheDir` is made where it is not there; undefined where the system does not let us. */
export async function openFreshPlace(cacheDir: string): Promise<ArmPlace | undefined> {
  try {
    const arms = join(cacheDir, "arms");
    await mkdir(arms, { recursive: true, mode: 0o700 });
    const own = await mkdtemp(join(arms, "arm-"));
    if (!(await takeLock(join(own, "lock")))) return undefined;
    const empty = async (): Promise<void> => {
      await remove(join(own, "arm"));
      await mkdir(join(own, "arm"));
    };
    await empty();
    return {
      folder: join(own, "arm"),
      tree: join(own, "arm", "tree"),
      empty,
      giveBack: () => remove(own),
    };
  } catch {
    return undefined;
  }
}

/**
 * The folder where setups of this key are kept, always at the same path, since what is installed may hold it. Undefined where another
 * run has it, or the system does not let us.
 */
export async function openKeptPlace(cacheDir: string, key: string): Promise<ArmPlace | undefined> {
  const own = join(cacheDir, "setups", checkedKey(key));
  const lock = join(own, "lock");
  const isOurs = await mkdir(own, { recursive: true, mode: 0o700 })
    .then(() => takeLock(lock))
    .catch(() => false);
  if (!isOurs) return undefined;
  try {
    const folder = join(own, "arm");
    const made = await readMade(own);
    const empty = async (): Promise<void> => {
      await rm(join(own, "made.json"), { force: true });
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    };
    if (made === undefined) await empty();
    let isKept = made !== undefined;
    return {
      folder,
      tree: join(folder, "tree"),
      ...(made === undefined ? {} : { made }),
      empty: async () => {
        isKept = false;
        await empty();
      },
      keep: async (stamps) => {
        await writeMade(own, stamps);
        isKept = true;
      },
      giveBack: async () => {
        if (!isKept) await remove(folder);
        await giveLockBack(lock);
      },
    };
  } catch {
    await giveLockBack(lock);
    return undefined;
  }
}

/** Whether the run that has this `tree` of a place goes on. */
export async function isInUse(tree: string): Promise<boolean> {
  return isHeld(join(dirname(dirname(tree)), "lock"));
}

/**
 * Removes what runs that were killed have left, kept setups that nobody has used for 30 days, and the least used ones beyond 10 GB.
 * What another run has is left alone.
 */
export async function pruneSetups(cacheDir: string, nowMs: number): Promise<void> {
  for (const name of await namesIn(join(cacheDir, "arms"))) {
    const own = join(cacheDir, "arms", name);
    if (!(await isHeld(join(own, "lock"))) && (await isOld(own, nowMs, 60_000))) await remove(own);
  }
  const kept: { readonly own: string; readonly usedAtMs: number; readonly bytes: number }[] = [];
  for (const name of await namesIn(join(cacheDir, "setups"))) {
    const own = join(cacheDir, "setups", name);
    const size = await readFile(join(own, "bytes"), "utf8").catch(() => "");
    const stats = await stat(join(own, "made.json")).catch(() => undefined);
    kept.push({ own, usedAtMs: stats?.mtimeMs ?? 0, bytes: stats === undefined ? 0 : Number(size) });
  }
  let bytes = 0;
  for (const { own, ...setup } of kept.toSorted((a, b) => b.usedAtMs - a.usedAtMs)) {
    bytes += setup.bytes;
    const fits = nowMs - setup.usedAtMs <= longestAgeMs && bytes <= mostBytes;
    if (!fits && (await takeLock(join(own, "lock")))) await remove(own);
  }
}

function checkedKey(key: string): string {
  if (!/^[0-9a-f]{64}$/u.test(key)) throw new Error(`not the key of a setup: ${key}`);
  return key;
}

/** In one step, so that what is there is whole. */
async function writeMade(own: string, made: Stamps): Promise<void> {
  const draft = join(own, "made.draft");
  await writeFile(join(own, "bytes"), String(bytesOf(made)));
  await writeFile(draft, JSON.stringify([...made]));
  await rename(draft, join(own, "made.json"));
}

/** As it was told when it was made; whether it still is so is for the caller to see. */
async function readMade(own: string): Promise<Stamps | undefined> {
  try {
    const file = join(own, "made.json");
    const made: Stamps = new Map(JSON.parse(await readFile(file, "utf8")) as [string, string][]);
    await utimes(file, new Date(), new Date());
    return made;
  } catch {
    return undefined;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function isOld(folder: string, nowMs: number, ageMs: number): Promise<boolean> {
  const stats = await stat(folder).catch(() => undefined);
  return stats !== undefined && nowMs - stats.mtimeMs > ageMs;
}

/** What was installed can be without the right to be removed; it is left to the next one who tries. */
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
