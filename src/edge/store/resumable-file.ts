import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { ProblemError, quoteValue } from "../../problem.ts";
import { isThere } from "./find-repository.ts";
import { told } from "./user-files.ts";

const stateSchema = z.strictObject({
  version: z.literal(1),
  /** What is collected, as the user asked for it. */
  of: z.string(),
  cursor: z.string(),
  /** Of the lines that stand before the cursor. */
  bytes: z.int().check(z.nonnegative()),
  lines: z.int().check(z.nonnegative()),
});

/** A file of lines that comes into being over several runs. */
export type ResumableFile = {
  /** Where an earlier run got to. */
  readonly earlier?: { readonly cursor: string; readonly lines: number };
  readonly append: (line: string) => Promise<void>;
  /** All lines until now are kept, and a later run goes on with this cursor. */
  readonly save: (cursor: string) => Promise<void>;
  /** Puts the file in its place. */
  readonly finish: () => Promise<void>;
  /** Leaves it to a later run, where it is not finished. */
  readonly close: () => Promise<void>;
};

/**
 * Opens `PATH.part`, which holds the lines until all are there, and `PATH.cursor` beside it. What stands at `path` stays until then. Lines of
 * an earlier run that came after its cursor are taken off: they come again. `of`: what is collected; the cursor of something else is a
 * ProblemError.
 */
export async function openResumableFile(path: string, of: string): Promise<ResumableFile> {
  const [part, cursorFile] = [`${path}.part`, `${path}.cursor`];
  await told(path, mkdir(dirname(path), { recursive: true }));
  const state = await readState(cursorFile, of);
  const isWhole = state !== undefined && (await sizeOf(part)) >= state.bytes;
  let [bytes, lines] = isWhole ? [state.bytes, state.lines] : [0, 0];
  const handle = await told(part, open(part, "a"));
  await told(part, handle.truncate(bytes));
  return {
    ...(isWhole ? { earlier: { cursor: state.cursor, lines } } : {}),
    append: async (line) => {
      await told(part, handle.appendFile(line));
      bytes += Buffer.byteLength(line);
      lines += 1;
    },
    save: async (cursor) => {
      const next: z.infer<typeof stateSchema> = { version: 1, of, cursor, bytes, lines };
      await told(cursorFile, writeFile(`${cursorFile}.tmp`, `${JSON.stringify(next)}\n`));
      await told(cursorFile, rename(`${cursorFile}.tmp`, cursorFile));
    },
    finish: async () => {
      await told(path, rename(part, path));
      await rm(cursorFile, { force: true });
    },
    close: () => handle.close(),
  };
}

async function readState(file: string, of: string): Promise<z.infer<typeof stateSchema> | undefined> {
  if (!(await isThere(file))) return undefined;
  const read = z.safeParse(stateSchema, parseJson(await told(file, readFile(file, "utf8"))));
  const refuse = (message: string): ProblemError =>
    new ProblemError([
      {
        code: "collect-cursor",
        file,
        message,
        fix: "Repeat that command to go on with it, or remove this file to begin anew.",
      },
    ]);
  if (!read.success) throw refuse("this is not a cursor that `collect` has saved.");
  if (read.data.of !== of)
    throw refuse(
      `an earlier run for ${quoteValue(read.data.of)} is not through, and this one is for ${quoteValue(of)}.`,
    );
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}
