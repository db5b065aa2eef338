import { relative, resolve } from "node:path";
import type { Verdict } from "../experiment/verdict.ts";
import { exitCode } from "../gate/exit-code.ts";
import { verdictFiles } from "../host/output-files.ts";
import { writeVerdict } from "../host/write-verdict.ts";
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
  io.stdout(options.json ? renderVerdictJson(verdict) : renderTerminal(verdict, io));
  const folder = resolve(io.workingDir, options.out);
  const fault = await writeVerdict(verdict, folder, { today: io.today });
  if (fault !== undefined) io.stderr(`${fault}\n`);
  else if (!options.json)
    io.stdout(`\n${verdictFiles.join("  ")}\nare in ${relative(io.workingDir, folder) || "."}/\n`);
  return exitCode(verdict);
}
