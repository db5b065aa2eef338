import { isAbsolute, join } from "node:path";
import { findLinkOnTheWay } from "../edge/store/find-link-on-the-way.ts";
import { recordName } from "../gate/plan/shard.ts";
import type { Shard } from "../gate/plan/shard.ts";
import { ProblemError } from "../problem.ts";

/** Names of the files that a verdict is written to, in the folder of `--out`. */
export const verdictFiles = ["verdict.json", "comment.md", "summary.md", "junit.xml"] as const;

/**
 * Throws a ProblemError where an output folder below `workingDir`, or a file of ours in it, is a symbolic link: a pull request can
 * commit one, and what is written would go where it leads. An absolute folder is the workflow's own choice.
 */
export async function refuseLinkedOutput(
  workingDir: string,
  folders: readonly string[],
  shard?: Shard,
): Promise<void> {
  const records = (["baseline", "candidate"] as const).map((arm) => join("runs", recordName(arm, shard)));
  const files = [...verdictFiles, ...records];
  const paths = folders
    .filter((folder) => !isAbsolute(folder))
    .flatMap((folder) => files.map((file) => join(folder, file)));
  const links = await Promise.all(paths.map((path) => findLinkOnTheWay(workingDir, path)));
  const found = [...new Set(links.filter((link) => link !== undefined))];
  if (found.length === 0) return;
  throw new ProblemError(
    found.map((file) => ({
      code: "output-link",
      file,
      message: "this is a symbolic link, and the verdict would be written to where it leads.",
      fix: "Remove it from the repository, or name another folder with `out`.",
    })),
  );
}
