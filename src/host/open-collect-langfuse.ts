import { openLangfuse } from "../edge/langfuse/open-langfuse.ts";
import type { ReadCounts } from "../edge/langfuse/read-counts.ts";
import type { LangfuseTrace } from "../edge/langfuse/reading.ts";
import { readLangfuseSettings } from "../edge/langfuse/server-address.ts";
import { openResumableFile } from "../edge/store/resumable-file.ts";
import { collectInOrder, type WholeTrace } from "../gate/loop/collect-in-order.ts";
import { orThrow } from "../gate/gather.ts";
import type { CollectReport } from "../gate/loop/trace-tally.ts";
import { importLangfuseRows } from "../traces/langfuse-rows.ts";
import type { PriceOf } from "../traces/with-trace.ts";
import { openFetch } from "./open-fetch.ts";

export type LangfuseCollect = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly since?: { readonly text: string; readonly ms: number };
  /** A file that a later run goes on with. */
  readonly out?: string;
  /** Where the lines go without a file. */
  readonly onLine: (line: string) => void;
  readonly stop: AbortSignal;
  readonly priceOf: PriceOf;
  /** This run goes on after so many traces of an earlier one. */
  readonly onResume: (traces: number) => void;
};

export type LangfuseCollected = { readonly report: CollectReport; readonly counts: ReadCounts };

/**
 * Reads the traces of the Langfuse whose keys are in the environment. Throws a ProblemError where the keys are not set or the server cannot
 * be read further, and what `stop` is aborted with; a file then keeps its place.
 */
export async function collectLangfuse(options: LangfuseCollect): Promise<LangfuseCollected> {
  const { env, since, out, stop, priceOf } = options;
  const settings = orThrow(readLangfuseSettings(env));
  const fetch = openFetch(settings.baseUrl, env);
  const langfuse = openLangfuse({ ...settings, signal: stop, ...(fetch === undefined ? {} : { fetch }) });
  const query = since === undefined ? {} : { fromStartTime: new Date(since.ms).toISOString() };
  const file = out === undefined ? undefined : await openResumableFile(out, asked(since));
  try {
    const earlier = file?.earlier;
    if (earlier !== undefined) options.onResume(earlier.lines);
    const traces = wholeTraces(langfuse.read(query, earlier?.cursor), stop);
    const journal = file ?? {
      append: (line: string) => Promise.resolve(options.onLine(line)),
      save: () => Promise.resolve(),
    };
    const report = await collectInOrder(traces, journal, { priceOf, now: () => performance.now() });
    await file?.finish();
    return { report, counts: langfuse.counts() };
  } finally {
    await file?.close();
  }
}

function asked(since: LangfuseCollect["since"]): string {
  return since === undefined ? "collect --from langfuse" : `collect --from langfuse --since ${since.text}`;
}

async function* wholeTraces(
  traces: AsyncIterable<LangfuseTrace>,
  stop: AbortSignal,
): AsyncGenerator<WholeTrace> {
  for await (const trace of traces) {
    yield { imported: importLangfuseRows(trace), cursor: trace.cursor };
    stop.throwIfAborted();
  }
}
