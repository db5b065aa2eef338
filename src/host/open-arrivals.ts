import { resolve } from "node:path";
import { openLangfuse } from "../edge/langfuse/open-langfuse.ts";
import type { LangfuseQuery } from "../edge/langfuse/reading.ts";
import { readLangfuseSettings } from "../edge/langfuse/server-address.ts";
import { readUserFile } from "../edge/store/user-files.ts";
import { type Arrival, readTraceFiles } from "../gate/loop/collect-traces.ts";
import { ProblemError } from "../problem.ts";
import { importLangfuseRows } from "../traces/langfuse-rows.ts";
import { openNamedFiles } from "./open-effects.ts";
import { openFetch } from "./open-fetch.ts";

export type ArrivalHost = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  readonly stop: AbortSignal;
  /** A key that must not be shown. */
  readonly onSecret: (secret: string) => void;
  /** How a pause between two attempts is waited for. */
  readonly wait?: (ms: number) => Promise<unknown>;
};

/** Traces in files that the user names; what each one is, its form tells. Throws a ProblemError where none is there. */
export async function openFileArrivals(
  names: readonly string[],
  host: Pick<ArrivalHost, "workingDir">,
): Promise<AsyncIterable<readonly Arrival[]>> {
  const { glob } = await openNamedFiles(host);
  const files = await glob(names);
  return readTraceFiles(
    files.map((file) => ({ file, open: () => readUserFile(resolve(host.workingDir, file)) })),
  );
}

/**
 * Traces of the Langfuse whose keys are in the environment. Where it breaks off, what came before stands, and a problem that ends the
 * arrivals says so. Throws a ProblemError where the keys are not set, or nothing can be read at all.
 */
export function openLangfuseArrivals(
  query: LangfuseQuery,
  { env, stop, onSecret, wait }: ArrivalHost,
): AsyncIterable<readonly Arrival[]> {
  const settings = readLangfuseSettings(env);
  if (!settings.ok) throw new ProblemError(settings.problems);
  onSecret(settings.value.secretKey);
  const fetch = openFetch(settings.value.baseUrl, env);
  const langfuse = openLangfuse({
    ...settings.value,
    signal: stop,
    ...(fetch === undefined ? {} : { fetch }),
    ...(wait === undefined ? {} : { wait }),
  });

  async function* arrivals(): AsyncGenerator<readonly Arrival[]> {
    let traces = 0;
    try {
      for await (const trace of langfuse.read(query)) {
        traces++;
        yield [{ imported: importLangfuseRows(trace) }];
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || traces === 0) throw error;
      yield error.problems.map((problem) => ({ problem }));
    }
    const { brokenRows, brokenScores, cutTraces, unreadTraces } = langfuse.counts();
    const parts = [
      [brokenRows + brokenScores, "rows could not be read"],
      [cutTraces, "traces have more observations than are read"],
      [unreadTraces, "traces could not be read"],
    ] as const;
    for (const [count, what] of parts)
      if (count > 0)
        yield [
          { problem: { code: "trace-part-unreadable", message: `Langfuse: ${count} ${what}; left out.` } },
        ];
  }
  return arrivals();
}
