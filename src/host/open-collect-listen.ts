import { clearInterval, setInterval } from "node:timers";
import { openReceiver } from "../edge/otel/open-receiver.ts";
import { openTraceSink } from "../edge/store/trace-sink.ts";
import { told } from "../edge/store/user-files.ts";
import { type LiveOptions, openLiveTraces } from "../gate/loop/listen-traces.ts";
import type { CollectReport } from "../gate/loop/trace-tally.ts";
import { importExport } from "../traces/import-export.ts";

export type Listening = {
  /** Such as `http://127.0.0.1:4318`. */
  readonly url: string;
  /** Writes all that has come, once the signal aborts or a line cannot be written: that is thrown. */
  readonly untilStopped: () => Promise<CollectReport>;
};

export type ListenOptions = Omit<LiveOptions, "onLine"> & {
  readonly port: number;
  readonly stop: AbortSignal;
} & ({ readonly out: string } | { readonly onLine: (line: string) => void });

const tickMs = 200;

/** Listens on 127.0.0.1 for spans of any sender. A ProblemError where the port is taken or the file cannot be written. */
export async function openListening(options: ListenOptions): Promise<Listening> {
  const { port, stop, ...live } = options;
  const sink =
    "out" in options ? await openTraceSink(options.out) : { append: options.onLine, close: async () => {} };
  const traces = openLiveTraces({ ...live, onLine: sink.append });
  const ended = new AbortController();
  let isOver = false;
  const writing = (write: () => void): boolean => {
    try {
      write();
      return true;
    } catch (error) {
      ended.abort(error);
      return false;
    }
  };
  const receiver = await openReceiver({
    port,
    anyone: "anyone",
    *onExport(_sender, request, signal) {
      yield;
      const imported = importExport(request, signal);
      if (imported === undefined) return undefined;
      const isTaken =
        !isOver && !ended.signal.aborted && writing(() => traces.take(imported, performance.now()));
      if (!isTaken) return undefined;
      const [first] = imported.rejected;
      const rejected = imported.rejected.reduce((sum, { count }) => sum + count, 0);
      return { rejected, ...(first === undefined ? {} : { reason: first.reason }) };
    },
  }).catch(async (error: unknown) => {
    await sink.close();
    throw error;
  });
  const timer = setInterval(() => {
    if (!isOver && !ended.signal.aborted) writing(() => traces.tick(performance.now()));
  }, tickMs);
  return {
    url: receiver.url,
    untilStopped: async () => {
      try {
        await anyAborts([stop, ended.signal]);
        await receiver.close();
        // What is still on its way was not answered with a success.
        isOver = true;
        if (!ended.signal.aborted) writing(() => traces.end());
        if (ended.signal.aborted)
          await told("out" in options ? options.out : "stdout", Promise.reject(ended.signal.reason as Error));
        return traces.report();
      } finally {
        isOver = true;
        clearInterval(timer);
        await sink.close();
      }
    },
  };
}

function anyAborts(signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}
