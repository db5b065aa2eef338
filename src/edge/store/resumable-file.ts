import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ProblemError, quoteValue } from "../../problem.ts";
import { isThere } from "./find-repository.ts";
import { told } from "./user-files.ts";

type State = {
  readonly version: 1;
  /** What is collected, as the user asked for it. */
  readonly of: string;
  readonly cursor: string;
  /** Of the lines that stand before the cursor. */
  readonly bytes: number;
  readonly lines: number;
};

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
      const next: State = { version: 1, of, cursor, bytes, lines };
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

async function readState(file: string, of: string): Promise<State | undefined> {
  if (!(await isThere(file))) return undefined;
  const state = parseState(await told(file, readFile(file, "utf8")));
  if (state?.of === of) return state;
  const message =
    state === undefined
      ? "this is not a cursor that `collect` has saved."
      : `an earlier run for ${quoteValue(state.of)} is not through, and this one is for ${quoteValue(of)}.`;
  throw new ProblemError([
    {
      code: "collect-cursor",
      file,
      message,
      fix: "Repeat that command to go on with it, or remove this file to begin anew.",
    },
  ]);
}

function parseState(text: string): State | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof State, unknown>> | null;
    const { version, of, cursor, bytes, lines } = value ?? {};
    if (version !== 1 || typeof of !== "string" || typeof cursor !== "string") return undefined;
    return isCount(bytes) && isCount(lines) ? { version, of, cursor, bytes, lines } : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}
