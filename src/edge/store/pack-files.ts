import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A pack that has reached this is not written to any more, so that pruning takes no more than this at once. */
export const mostPackBytes = 32 * 1024 * 1024;

const version = 1;
/** When it was started, in milliseconds since 1970, so that the order of the names is that of the packs; chance; and the format. */
const packPattern = /^(\d{13})-[0-9a-f]{16}\.v(\d{1,4})\.pack$/;

export function packName(startedMs: number): string {
  return `${startedMs}-${randomBytes(8).toString("hex")}.v${version}.pack`;
}

/** In milliseconds since 1970; 0 for what is no pack. */
export function startOf(name: string): number {
  return Number(packPattern.exec(name)?.[1] ?? 0);
}

export type PackFile = {
  readonly name: string;
  /** Written in the format that this version of the gate reads. */
  readonly isReadable: boolean;
  readonly isLink: boolean;
};

/** The packs in a folder, the first started first. Anything else in it is not ours. */
export function listPacks(folder: string): readonly PackFile[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => packPattern.test(each.name) && (each.isFile() || each.isSymbolicLink()))
      .map((each) => ({
        name: each.name,
        isReadable: Number(packPattern.exec(each.name)?.[2]) === version,
        isLink: each.isSymbolicLink(),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

export type PruneLimits = {
  readonly nowMs: number;
  readonly longestAgeMs: number;
  readonly mostBytes: number;
};

/**
 * Removes packs that were changed too long ago or in the future, then those started first until the rest fits: a removal never goes
 * before what it removes. Those of other versions go too, since an upgrade leaves nobody else to do it.
 */
export function prunePacks(folder: string, { nowMs, longestAgeMs, mostBytes }: PruneLimits): void {
  let totalBytes = 0;
  for (const { name, isLink } of listPacks(folder).toReversed()) {
    if (isLink) continue;
    const file = join(folder, name);
    try {
      const { mtimeMs, size } = lstatSync(file);
      const isUsable = Math.abs(nowMs - mtimeMs) < longestAgeMs;
      if (isUsable) totalBytes += size;
      if (!isUsable || totalBytes > mostBytes) rmSync(file, { force: true });
    } catch {
      // It is gone, or is pruned by a later run.
    }
  }
}
