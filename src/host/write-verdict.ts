import { join } from "node:path";
import { writeUserFile } from "../edge/store/user-files.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { ProblemError } from "../problem.ts";
import { renderComment, renderSummary } from "../report/comment.ts";
import type { CommentOptions } from "../report/comment.ts";
import { renderJunit } from "../report/junit.ts";
import { renderVerdictJson } from "../report/verdict-json.ts";
import { verdictFiles } from "./output-files.ts";

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
