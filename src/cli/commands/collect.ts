import { resolve } from "node:path";
import { openPrices } from "../../edge/model/prices.ts";
import { replaceFile } from "../../edge/store/replace-file.ts";
import { openSpillFile } from "../../edge/store/spill-file.ts";
import { readUserFile } from "../../edge/store/user-files.ts";
import { type Arrival, collectTraces, readTraceFiles } from "../../gate/loop/collect-traces.ts";
import { limitGarbage } from "../../host/limit-garbage.ts";
import { openNamedFiles } from "../../host/open-effects.ts";
import { ProblemError } from "../../problem.ts";
import type { TraceSystem } from "../../traces/normal-trace.ts";
import type { Exit, Io } from "../io.ts";
import { tellCollected } from "../tell-collected.ts";

export type CollectOptions = {
  readonly from?: TraceSystem;
  readonly listen?: number;
  /** Seconds after which listening ends by itself. */
  readonly for?: number;
  /** Seconds without a span after which a received trace is over. */
  readonly idle: number;
  readonly since?: Since;
  readonly out?: string;
  readonly json: boolean;
};

/** As it was written, and as milliseconds since 1970. */
export type Since = { readonly text: string; readonly ms: number };

/**
 * `collect [FILES]`: traces of any system in the normal form, on stdout or in a file, and on stderr what could not be read. With `--json`
 * stdout has the figures instead. Without files they are received (`--listen`), or asked of a server (`--from langfuse`).
 */
export async function collect(files: readonly string[], options: CollectOptions, io: Io): Promise<Exit> {
  const endLimit = limitGarbage();
  try {
    if (options.listen !== undefined) {
      const { listen } = await import("./collect-listen.ts");
      return await listen(files, { ...options, listen: options.listen }, io);
    }
    if (options.for !== undefined)
      throw new ProblemError([
        {
          code: "wrong-flags",
          message: "`--for` goes with `--listen`.",
          fix: "Leave it out, or add `--listen 4318`.",
        },
      ]);
    if (files.length === 0 && options.from === "langfuse") {
      const { collectFromLangfuse } = await import("./collect-langfuse.ts");
      return await collectFromLangfuse(options, io);
    }
    return await collectFiles(files, options, io);
  } finally {
    endLimit();
  }
}

async function collectFiles(files: readonly string[], options: CollectOptions, io: Io): Promise<Exit> {
  const signal = io.stopSignal();
  const { priceOf } = await openPrices({}, new Date());
  const { lines, report } = collectTraces(
    untilStopped(await openSource(files, options, io), signal),
    { openSpill: openSpillFile, priceOf },
    options.since === undefined ? {} : { sinceMs: options.since.ms },
  );
  try {
    const written = untilStopped(lines(), signal);
    if (options.out !== undefined) await replaceFile(resolve(io.workingDir, options.out), written);
    else for await (const line of written) if (!options.json) io.stdout(line);
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    io.stderr("Stopped before the end. Run the same command again: it begins anew.\n");
    return 3;
  }
  tellCollected(report(), options, io);
  return 0;
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
        fix: "Name files, or patterns such as 'exports/*.jsonl'; or `--from langfuse`, or `--listen 4318`.",
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
