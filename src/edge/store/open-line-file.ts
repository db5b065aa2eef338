import { open } from "node:fs/promises";
import { ProblemError } from "../../problem.ts";
import { told } from "./user-files.ts";

/** A file that grows by whole lines, in the order in which they come. */
export type LineFile = {
  /**
   * Resolves when the line is with the system, so that it survives the end of this process, though not that of the machine. Where
   * the system does not take it, no later line is written either: it would stand behind a torn one.
   */
  readonly append: (line: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens the file to write after what is there, or a new one. */
export async function openLineFile(path: string): Promise<LineFile> {
  const handle = await told(path, open(path, "a"));
  // Lines that come in one turn of the event loop, or while others are being written, go together: one call of the system for all.
  let waiting = "";
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    next = undefined;
    const text = waiting;
    waiting = "";
    await handle.appendFile(text).catch((error: unknown) => {
      throw notTaken(path, error);
    });
  };
  return {
    append: (line) => {
      waiting += line;
      if (next === undefined) {
        next = writing.then(endOfTurn).then(flush);
        writing = next;
      }
      return next;
    },
    close: async () => {
      try {
        await writing;
      } finally {
        await handle.close();
      }
    },
  };
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function notTaken(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return new ProblemError([
    {
      code: "record-not-written",
      file: path,
      message: `the system does not take the next line of the record (${code}), so the run ends; the lines before are kept.`,
      fix: `${isFull ? "Make room" : "Repair that"}, and run the same command again: it goes on where this one ended.`,
    },
  ]);
}
