import { appendFile, constants, copyFile, mkdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { ProblemError } from "../../problem.ts";
import { told } from "./user-files.ts";

/**
 * Puts text after the bytes of a file that the user names, all of it or nothing: the bytes that are there stay as they are, and whoever
 * reads meanwhile has the old file or the new one. Makes the file, and the folders above it. `bytesBefore`: as many as were read when the
 * text was made for them; a file that has changed since is a problem.
 */
export async function appendText(path: string, text: string, bytesBefore?: number): Promise<void> {
  if (text === "") return;
  await told(path, mkdir(dirname(path), { recursive: true }));
  // Through a link, which is to stay one.
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    if ((await sizeOf(target)) !== undefined)
      await told(path, copyFile(target, draft, constants.COPYFILE_FICLONE));
    if (bytesBefore !== undefined && ((await sizeOf(draft)) ?? 0) !== bytesBefore) throw changed(path);
    await told(path, appendFile(draft, text, { flush: true }));
    await told(path, rename(draft, target));
  } finally {
    await rm(draft, { force: true });
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

function changed(path: string): ProblemError {
  return new ProblemError([
    {
      code: "file-changed",
      file: path,
      message: "the file was changed while cases were made for it; nothing was written.",
      fix: "Run the same command again.",
    },
  ]);
}
