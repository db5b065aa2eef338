import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { told } from "./user-files.ts";

/**
 * Writes a file that the user names, as its parts come: memory is flat. What stood there stays until all is written, so that the parts may
 * come from the file itself, and a run that is broken off leaves it as it was.
 */
export async function replaceFile(path: string, parts: AsyncIterable<string>): Promise<void> {
  await told(path, mkdir(dirname(path), { recursive: true }));
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await told(path, writeFile(draft, joinStreamed(parts)));
    await told(path, rename(draft, path));
  } finally {
    await rm(draft, { force: true });
  }
}

const writtenLength = 64 * 1024;

/** Fewer and larger parts, since each is one call of the system. */
export async function* joinStreamed(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let text = "";
  for await (const part of parts) {
    text += part;
    if (text.length < writtenLength) continue;
    yield text;
    text = "";
  }
  yield text;
}
