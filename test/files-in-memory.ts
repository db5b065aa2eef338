import type { GateEffects } from "../src/gate/effects.ts";
import { ProblemError } from "../src/problem.ts";

/** The gate's files as texts: a repository and records in memory. Globs are the file names themselves. */
export function filesInMemory(files: Readonly<Record<string, string>>): GateEffects {
  const read = (path: string): string => {
    const text = files[path];
    if (text === undefined)
      throw new ProblemError([{ code: "file-not-found", file: path, message: "file not found." }]);
    return text;
  };
  async function* chunks(path: string): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(read(path));
  }
  return {
    readText: async (path) => read(path),
    readTextIfThere: async (path) => files[path],
    readChunks: chunks,
    glob: async (patterns) => patterns.filter((pattern) => read(pattern) !== ""),
    contentIds: async (patterns = Object.keys(files)) =>
      new Map(patterns.map((path) => [path, `100644 ${read(path)}`])),
    openRecord: async (path) => [{ file: path, chunks: chunks(path) }],
  };
}
