import { constants, type FileHandle, open } from "node:fs/promises";
import { ProblemError } from "../../problem.ts";

const chunkBytes = 256 * 1024;

export type OpenFile = { readonly handle: FileHandle; readonly maxBytes: number };

/**
 * Opens a file that must turn out to be a regular one. Without `followLinks` a link at the end of the path is refused by the system
 * itself, also one that was put there after any check. `path` is what a message calls it.
 */
export async function openRegular(
  file: string,
  path: string,
  { maxBytes, followLinks }: { readonly maxBytes: number; readonly followLinks: boolean },
): Promise<OpenFile> {
  // Windows has neither constant. Non-blocking: opening a pipe must not wait for its writer.
  const {
    O_RDONLY,
    O_NOFOLLOW = 0,
    O_NONBLOCK = 0,
  } = constants as Partial<typeof constants> & typeof constants;
  const handle = await open(file, O_RDONLY | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW));
  try {
    const stats = await handle.stat();
    if (!stats.isFile())
      throw new ProblemError([
        {
          code: "not-a-file",
          file: path,
          ...(stats.isDirectory()
            ? {
                message: "this is a folder, not a file.",
                fix: `Name a file in it, or a pattern such as '${path.replace(/\/$/, "")}/*.jsonl'.`,
              }
            : { message: "this is not a regular file.", fix: "Name a file." }),
        },
      ]);
    if (stats.size > maxBytes) throw tooLarge(path, maxBytes);
    return { handle, maxBytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Each chunk is a buffer of its own. The size that the system tells may be too small (in /proc it is 0), so bytes are counted. */
export async function* readAllChunks(
  { handle, maxBytes }: OpenFile,
  path: string,
): AsyncGenerator<Uint8Array> {
  try {
    let total = 0;
    for (;;) {
      const { buffer, bytesRead } = await handle.read(
        Buffer.allocUnsafeSlow(chunkBytes),
        0,
        chunkBytes,
        null,
      );
      if (bytesRead === 0) return;
      total += bytesRead;
      if (total > maxBytes) throw tooLarge(path, maxBytes);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

export async function readAllText(file: OpenFile, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readAllChunks(file, path)) chunks.push(chunk);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ProblemError([
      { code: "not-utf8", file: path, message: "the file is not UTF-8.", fix: "Save it as UTF-8." },
    ]);
  }
}

function tooLarge(path: string, maxBytes: number): ProblemError {
  return new ProblemError([
    {
      code: "file-too-large",
      file: path,
      message: `the file is larger than ${maxBytes / 1024 / 1024} MiB.`,
      fix: "Split it.",
    },
  ]);
}
