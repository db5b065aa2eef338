import { resolve } from "node:path";
import { openPrices } from "../../edge/model/prices.ts";
import type { ReadCounts } from "../../edge/langfuse/read-counts.ts";
import { collectLangfuse } from "../../host/open-collect-langfuse.ts";
import { ProblemError } from "../../problem.ts";
import { terminalText } from "../../report/untrusted.ts";
import type { Exit, Io } from "../io.ts";
import { printProblems } from "../print-problems.ts";
import { tellCollected } from "../tell-collected.ts";
import type { CollectOptions } from "./collect.ts";

/** `collect --from langfuse`: the traces of a project, read over its API. With `--out` a run that broke off is gone on with. */
export async function collectFromLangfuse(options: CollectOptions, io: Io): Promise<Exit> {
  const { since, out, json } = options;
  const stop = io.stopSignal();
  const { priceOf } = await openPrices({}, new Date());
  let earlier = 0;
  let written = 0;
  try {
    const { report, counts } = await collectLangfuse({
      env: io.env,
      ...(since === undefined ? {} : { since }),
      ...(out === undefined ? {} : { out: resolve(io.workingDir, out) }),
      onLine: (line) => {
        written += 1;
        if (!json) io.stdout(line);
      },
      stop,
      priceOf,
      onResume: (traces) => {
        earlier = traces;
        io.stderr(`Going on after ${traces} traces of an earlier run.\n`);
      },
    });
    const notes = counts.notes.map((note) => terminalText(note, 400));
    for (const line of sentencesOf({ ...counts, notes })) io.stderr(`${line}\n`);
    tellCollected(report, options, io, { earlier_traces: earlier, langfuse: { ...counts, notes } });
    return 0;
  } catch (error) {
    const goesOn = out === undefined ? "" : " Run the same command again: it goes on.";
    if (stop.aborted) {
      io.stderr(`Stopped before the end.${goesOn}\n`);
      return 3;
    }
    if (!(error instanceof ProblemError) || !error.problems.every(isOutage)) throw error;
    if (out === undefined && written === 0) throw error;
    printProblems(error.problems, io, "error");
    io.stderr(`The server was not read to the end.${goesOn}\n`);
    return 3;
  }
}

function isOutage({ code }: { readonly code: string }): boolean {
  return code === "langfuse-unavailable";
}

function* sentencesOf(counts: ReadCounts): Generator<string> {
  for (const { what, where, reason } of counts.unread)
    yield `warning: Langfuse, ${terminalText(`${what} ${where}: ${reason}`, 400)}.`;
  const keys = Object.entries(counts.brokenKeys).map(([key, count]) => `${key} (${count})`);
  if (keys.length > 0)
    yield `note: keys of rows whose values are not as Langfuse writes them: ${terminalText(keys.join(", "), 400)}`;
  const others: readonly (readonly [number, string])[] = [
    [counts.brokenRows, "rows could not be read"],
    [counts.brokenScores, "scores could not be read"],
    [counts.cutTraces, "traces have more observations than are read"],
    [counts.unreadTraces, "traces could not be read"],
    [counts.otherTraces, "traces are of experiments or of Langfuse itself, and were passed over"],
  ];
  for (const [count, what] of others) if (count > 0) yield `note: ${count} ${what}`;
  for (const note of counts.notes) yield `note: Langfuse says: ${note}`;
}
