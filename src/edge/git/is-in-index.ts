import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { openGit } from "./run-git.ts";

const silenceLimitMs = 60_000;

/** Whether git tracks the file, or what it links to. True where git cannot tell; false for a file in no repository. */
export async function isInIndex(file: string): Promise<boolean> {
  const real = await realpath(file);
  const git = openGit(dirname(real), silenceLimitMs);
  try {
    return (await git.read("ls-files", "--", `:(literal)${basename(real)}`)) !== "";
  } catch (error) {
    return !(error instanceof Error && error.message.includes("not a git repository"));
  }
}
