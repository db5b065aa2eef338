import { resolve } from "node:path";
import { replaceFile } from "../../edge/store/replace-file.ts";
import { readUserFile, writeUserFile } from "../../edge/store/user-files.ts";
import { detectFailures } from "../../gate/loop/detect-failures.ts";
import { loadDetection } from "../../gate/loop/load-detection.ts";
import { openGate, openNamedFiles } from "../../host/open-effects.ts";
import { failureCountsJson } from "../../report/failure-figures.ts";
import { renderFailures } from "../../report/failures-terminal.ts";
import type { Exit, Io } from "../io.ts";
import { printProblems } from "../print-problems.ts";

export type DetectOptions = {
  readonly config?: string;
  readonly out?: string;
  readonly page?: string;
  readonly json: boolean;
};

/**
 * `detect TRACES`: the failed ones of the traces that `collect` wrote, on stdout or in a file, and on stderr what to put right first. With
 * `--json` stdout has the figures instead.
 */
export async function detect(traces: readonly string[], options: DetectOptions, io: Io): Promise<Exit> {
  const [{ config, effects }, { glob }] = await Promise.all([
    openGate(options.config, io),
    openNamedFiles(io),
  ]);
  const [rules, names] = await Promise.all([loadDetection(config, effects), glob(traces)]);
  const files = names.map((file) => ({ file, open: () => readUserFile(resolve(io.workingDir, file)) }));
  const { lines, report } = detectFailures(files, rules);
  if (options.out !== undefined) await replaceFile(resolve(io.workingDir, options.out), lines());
  else for await (const line of lines()) if (!options.json) io.stdout(line);
  const { counts, problems, unreadLines } = report();
  printProblems(problems, io, "warning");
  if (unreadLines > problems.length)
    io.stderr(`warning: ${unreadLines - problems.length} more lines could not be read.\n`);
  if (options.page !== undefined) await writePage(resolve(io.workingDir, options.page));
  if (options.json)
    io.stdout(
      `${JSON.stringify({ ok: true, ...failureCountsJson(counts), unread_lines: unreadLines }, undefined, 2)}\n`,
    );
  else io.stderr(renderFailures(counts));
  return 0;

  async function writePage(path: string): Promise<void> {
    const [{ renderFailuresPage }, { findRises }] = await Promise.all([
      import("../../report/failures-page.ts"),
      import("../../gate/loop/find-rises.ts"),
    ]);
    await writeUserFile(path, [renderFailuresPage(counts, findRises(counts))]);
  }
}
