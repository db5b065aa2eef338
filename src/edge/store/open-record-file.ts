import { mkdir, open, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isThere } from "./find-repository.ts";
import { openLineFile } from "./open-line-file.ts";
import type { LineFile } from "./open-line-file.ts";
import { joinParts, readUserFile, told } from "./user-files.ts";

/** The place of a run record, and what an earlier run has left there. */
export type RecordFile = {
  readonly earlier?: {
    /** The plan that it was made for; absent where none is beside it. */
    readonly plan?: string;
    readonly chunks: AsyncIterable<Uint8Array>;
  };
  /** Puts the lines in place of what is there, in one step, with the plan beside them. */
  readonly start: (plan: string, lines: Iterable<string>) => Promise<LineFile>;
};

/** The plan of a record stands beside it: `runs/candidate.plan.json`. */
export async function openRecordFile(path: string): Promise<RecordFile> {
  const planPath = `${path.replace(/\.jsonl$/, "")}.plan.json`;
  const [hasRecord, hasPlan] = await Promise.all([isThere(path), isThere(planPath)]);
  const plan = hasPlan ? await told(planPath, readFile(planPath, "utf8")) : undefined;
  return {
    ...(hasRecord
      ? { earlier: { chunks: readUserFile(path), ...(plan === undefined ? {} : { plan }) } }
      : {}),
    start: async (newPlan, lines) => {
      await told(path, mkdir(dirname(path), { recursive: true }));
      if (plan !== newPlan) {
        // The record goes first, so that it never stands beside the plan of another run.
        await told(path, removeFile(path));
        await replaceFile(planPath, [newPlan]);
      }
      await replaceFile(path, lines);
      return openLineFile(path);
    },
  };
}

/** In one step: at any moment the file is the old one or the new one. A link is replaced, not written through. */
async function replaceFile(path: string, parts: Iterable<string>): Promise<void> {
  const draft = `${path}.tmp`;
  const write = async (): Promise<void> => {
    await removeFile(draft);
    const handle = await open(draft, "wx");
    try {
      await writeFile(handle, joinParts(parts));
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  };
  try {
    await told(path, write());
  } catch (error) {
    await removeFile(draft).catch(() => undefined);
    throw error;
  }
}

/** A link goes, not what it leads to; a folder is refused by the system. */
async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}
