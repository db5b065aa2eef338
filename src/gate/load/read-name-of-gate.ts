import { readExtends, readGateName } from "../../config/parse-gate-file.ts";
import type { Files } from "../../tree/tree.ts";
import type { Commits, Source } from "../commits.ts";
import { besideFile } from "../paths.ts";

/**
 * The name of a gate whose files have problems: the comment that says so belongs to it. The base has the first word, so that a change
 * cannot write into another gate's comment.
 */
export async function readNameOfGate(config: string, { policy, head }: Commits): Promise<string> {
  for (const { files } of [policy, head] satisfies readonly Source[]) {
    const text = await readIfPossible(files, config);
    if (text === undefined) continue;
    const extended = readExtends(config, text);
    const base = extended === undefined ? undefined : besideFile(config, extended);
    const baseText = base === undefined ? undefined : await readIfPossible(files, base);
    return readGateName(config, text) ?? readGateName(base ?? config, baseText ?? "") ?? "default";
  }
  return "default";
}

async function readIfPossible(files: Files, path: string): Promise<string | undefined> {
  return files.readTextIfThere(path).catch(() => undefined);
}
