import { appendFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { told } from "./user-files.ts";

/** A file that lines are put after. */
export type TraceSink = {
  /** Returns when the line is with the system, so that nothing waits in memory. What the system says is thrown as it is. */
  readonly append: (line: string) => void;
  readonly close: () => Promise<void>;
};

/** Opens the file behind what is there, or a new one with the folders above it. */
export async function openTraceSink(path: string): Promise<TraceSink> {
  await told(path, mkdir(dirname(path), { recursive: true }));
  const handle = await told(path, open(path, "a"));
  return { append: (line) => appendFileSync(handle.fd, line), close: () => handle.close() };
}
