import { isAbsolute, join } from "node:path";
import { findLinkOnTheWay } from "../edge/store/find-link-on-the-way.ts";
import { writeUserFile } from "../edge/store/user-files.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { ProblemError } from "../problem.ts";
import { renderComment, renderSummary } from "../report/comment.ts";
import type { CommentOptions } from "../report/comment.ts";
import { renderJunit } from "../report/junit.ts";
import { renderVerdictJson } from "../report/verdict-json.ts";

/** Names of the files that a verdict is written to, in the folder of `--out`. */
export const verdictFiles = ["verdict.json", "comment.md", "summary.md", "junit.xml"] as const;

/**
 * Writes the verdict's files. Gives the reason where the folder cannot be written, which changes nothing about the verdict.
 */
export async function writeVerdict(
  verdict: Verdict,
  folder: string,
  options: CommentOptions,
): Promise<string | undefined> {
  const texts: Readonly<Record<(typeof verdictFiles)[number], string>> = {
    "verdict.json": renderVerdictJson(verdict),
    "comment.md": renderComment(verdict, options),
    "summary.md": renderSummary(verdict, options),
    "junit.xml": renderJunit(verdict),
  };
  try {
    await Promise.all(verdictFiles.map((name) => writeUserFile(join(folder, name), [texts[name]])));
    return undefined;
  } catch (error) {
    const isOfTheSystem = error instanceof Error && "code" in error;
    if (!(error instanceof ProblemError) && !isOfTheSystem) throw error;
    return `The files of the verdict could not be written: ${error.message}`;
  }
}

/**
 * Throws a ProblemError where an output folder below `workingDir`, or a file of ours in it, is a symbolic link: a pull request can
 * commit one, and what is written would go where it leads. An absolute folder is the workflow's own choice.
 */
export async function refuseLinkedOutput(workingDir: string, folders: readonly string[]): Promise<void> {
  const files = [...verdictFiles, "runs/baseline.jsonl", "runs/candidate.jsonl"];
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
