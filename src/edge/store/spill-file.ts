import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProblemError } from "../../problem.ts";

/**
 * A temporary file for what the memory should not hold. Its folder is of this user alone, and where the system allows it (all but Windows)
 * it is removed as soon as it is open, so that nothing is left however the process ends. A full disk is a problem.
 */
export async function openSpillFile(folder = tmpdir()): Promise<{
  readonly write: (text: string) => Promise<{ readonly start: number; readonly bytes: number }>;
  readonly read: (start: number, bytes: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}> {
  const own = await asked(folder, mkdtemp(join(folder, "llm-o11y-traces-")));
  const remove = () => rm(own, { recursive: true, force: true });
  const handle = await asked(folder, open(join(own, "spill"), "wx+", 0o600)).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  await remove().catch(() => undefined);
  let size = 0;
  return {
    write: async (text) => {
      const bytes = Buffer.from(text);
      const start = size;
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await asked(folder, handle.write(bytes, at, bytes.length - at, start + at));
        at += bytesWritten;
      }
      size += bytes.length;
      return { start, bytes: bytes.length };
    },
    read: async (start, bytes) => {
      const buffer = Buffer.allocUnsafeSlow(bytes);
      for (let at = 0; at < bytes;) {
        const { bytesRead } = await asked(folder, handle.read(buffer, at, bytes - at, start + at));
        if (bytesRead === 0) throw new Error("a temporary file is shorter than what was written to it");
        at += bytesRead;
      }
      return buffer;
    },
    close: async () => {
      await handle.close();
      await remove();
    },
  };
}

async function asked<T>(folder: string, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const isFull = code === "ENOSPC" || code === "EDQUOT";
    throw new ProblemError([
      {
        code: "no-temporary-file",
        file: folder,
        message: `the system takes no temporary file there (${code}).`,
        fix: `${isFull ? "Make room for about twice the size of the input" : "Make the folder writable"}, or name another with TMPDIR.`,
      },
    ]);
  }
}
