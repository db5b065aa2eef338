import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { told } from "./user-files.ts";

/** A file that grows by whole lines, in the order in which they come. */
export type LineFile = {
  /** Resolves when the line is with the system, so that it survives the end of this process. */
  readonly append: (line: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens a new file, in place of one that is there, and makes the folders above it. */
export async function openLineFile(path: string): Promise<LineFile> {
  await told(path, mkdir(dirname(path), { recursive: true }));
  const handle = await told(path, open(path, "w"));
  // Lines that come while one is being written wait and go together: one call of the system for all of them.
  let waiting = "";
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    next = undefined;
    const text = waiting;
    waiting = "";
    await told(path, handle.appendFile(text));
  };
  return {
    append: (line) => {
      waiting += line;
      if (next === undefined) {
        next = writing.then(flush);
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
