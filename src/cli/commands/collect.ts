import { resolve } from "node:path";
import { openPrices } from "../../edge/model/prices.ts";
import { replaceFile } from "../../edge/store/replace-file.ts";
import { openSpillFile } from "../../edge/store/spill-file.ts";
import { readUserFile } from "../../edge/store/user-files.ts";
import {
  type Arrival,
  type CollectReport,
  collectTraces,
  readTraceFiles,
} from "../../gate/loop/collect-traces.ts";
import { limitGarbage } from "../../host/limit-garbage.ts";
import { openNamedFiles } from "../../host/open-effects.ts";
import { ProblemError } from "../../problem.ts";
import type { TraceSystem } from "../../traces/normal-trace.ts";
import type { Exit, Io } from "../io.ts";
import { printProblems } from "../print-problems.ts";

export type CollectOptions = {
  readonly from?: TraceSystem;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly out?: string;
  readonly json: boolean;
};

/**
 * `collect [FILES]`: traces of any system in the normal form, on stdout or in a file, and on stderr what could not be read. With `--json`
 * stdout has the figures instead.
 */
export async function collect(files: readonly string[], options: CollectOptions, io: Io): Promise<Exit> {
  const signal = io.stopSignal();
  const endLimit = limitGarbage();
  const { priceOf } = await openPrices({}, new Date());
  const { lines, report } = collectTraces(
    untilStopped(await openSource(files, options, io), signal),
    { openSpill: openSpillFile, priceOf },
    options.since === undefined ? {} : { sinceMs: options.since },
  );
  try {
    const written = untilStopped(lines(), signal);
    if (options.out !== undefined) await replaceFile(resolve(io.workingDir, options.out), written);
    else for await (const line of written) if (!options.json) io.stdout(line);
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    io.stderr("Stopped before the end. Run the same command again: it begins anew.\n");
    return 3;
  } finally {
    endLimit();
  }
  const counted = report();
  if (options.json) io.stdout(`${JSON.stringify(figuresOf(counted), undefined, 2)}\n`);
  printProblems(counted.problems, io, "warning");
  for (const line of sentencesOf(counted)) io.stderr(`${line}\n`);
  return 0;
}

function figuresOf({ traces, countBySystem, tooOld, problems, unread, notes }: CollectReport): object {
  return {
    ok: true,
    traces,
    systems: Object.fromEntries(countBySystem),
    too_old: tooOld,
    unread,
    problems,
    notes,
  };
}

function* sentencesOf({ traces, countBySystem, tooOld, problems, unread, notes }: CollectReport) {
  if (unread > problems.length)
    yield `warning: ${unread} parts of the input could not be read; the first ${problems.length} are shown.`;
  for (const { reason, count } of notes) yield `note: ${count === 1 ? "" : `${count} times: `}${reason}`;
  if (tooOld > 0) yield `left out as older than --since: ${tooOld}`;
  const systems = Array.from(countBySystem, ([system, count]) => `${count} ${system}`).join(", ");
  yield `${traces} ${traces === 1 ? "trace" : "traces"}${systems === "" ? "" : ` (${systems})`}.`;
}

/** Where the traces come from. */
async function openSource(
  files: readonly string[],
  { from }: CollectOptions,
  io: Io,
): Promise<AsyncIterable<readonly Arrival[]>> {
  if (files.length === 0)
    throw new ProblemError([
      {
        code: "no-traces",
        message: "no file of traces is named.",
        fix: "Name files, or patterns such as 'exports/*.jsonl'.",
      },
    ]);
  const { glob } = await openNamedFiles(io);
  const names = await glob(files);
  return readTraceFiles(
    names.map((file) => ({ file, open: () => readUserFile(resolve(io.workingDir, file)) })),
    from,
  );
}

class StoppedError extends Error {}

async function* untilStopped<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const each of source) {
    if (signal.aborted) throw new StoppedError();
    yield each;
  }
}
