import { readGateName } from "../config/parse-gate-file.ts";
import type { Commits, Source } from "./commits.ts";

/**
 * The name of a gate whose files have problems: the comment that says so belongs to it. The base has the first word, so that a change
 * cannot write into another gate's comment.
 */
export async function readNameOfGate(config: string, { policy, head }: Commits): Promise<string> {
  for (const { files } of [policy, head] satisfies readonly Source[]) {
    const text = await files.readTextIfThere(config).catch(() => undefined);
    if (text !== undefined) return readGateName(config, text) ?? "default";
  }
  return "default";
}
