import { join, relative, resolve } from "node:path";
import { writeUserFile } from "../edge/store/user-files.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { exitCode } from "../gate/exit-code.ts";
import { renderComment, renderSummary } from "../report/comment.ts";
import { renderJunit } from "../report/junit.ts";
import { renderTerminal } from "../report/terminal.ts";
import { renderVerdictJson } from "../report/verdict-json.ts";
import type { Exit, Io } from "./io.ts";

/** The default of `--out`. */
export const defaultOut = "llm-o11y-out";

/**
 * Writes the verdict's files into `out` and prints it: the table on stdout, or with `json` exactly verdict.json there. A folder
 * that cannot be written changes nothing about the verdict.
 */
export async function deliverVerdict(
  verdict: Verdict,
  options: { readonly out: string; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const json = renderVerdictJson(verdict);
  const { today } = io;
  const files: Readonly<Record<string, string>> = {
    "verdict.json": json,
    "comment.md": renderComment(verdict, { today }),
    "summary.md": renderSummary(verdict, { today }),
    "junit.xml": renderJunit(verdict),
  };
  io.stdout(options.json ? json : renderTerminal(verdict, io));
  const folder = resolve(io.workingDir, options.out);
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeUserFile(join(folder, name), [text])));
    if (!options.json) {
      io.stdout(`\n${Object.keys(files).join("  ")}\nare in ${relative(io.workingDir, folder) || "."}/\n`);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.stderr(`The files of the verdict could not be written to ${folder}: ${why}\n`);
  }
  return exitCode(verdict);
}
