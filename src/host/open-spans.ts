import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { openReceiver } from "../edge/otel/open-receiver.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Problem } from "../problem.ts";
import { SpanCollector } from "../traces/collect-spans.ts";
import { readOtlpLogs } from "../traces/otlp-logs.ts";
import { readOtlpByPieces } from "../traces/otlp-spans.ts";
import { readSpans } from "../traces/read-spans.ts";
import type { TraceReading } from "../traces/trace.ts";

/** The spans of apps, from where they are received to the trial that they belong to. */
export type Spans = {
  /** What a process of an arm is told: where it sends its spans, and the span that it is started under (W3C Trace Context). */
  readonly placeOf: (
    arm: ArmName,
    process: string,
  ) => { readonly endpoint: string; readonly traceparent: string };
  /** A trial has gone out to this process. */
  readonly begin: (trial: {
    readonly traceId: string;
    readonly spanId: string;
    readonly arm: ArmName;
    readonly process: string;
    /** The process has one trial out at a time. */
    readonly isSerial: boolean;
  }) => void;
  /** The reply is there: waits for the spans that are still on their way, and says what all of them tell. */
  readonly settle: (traceId: string, signal: AbortSignal) => Promise<TraceReading | undefined>;
  /** Nobody wants to know of this trial any more. */
  readonly forget: (traceId: string) => void;
  /** Ends the receiver, and says what could not be used. */
  readonly close: () => Promise<readonly Problem[]>;
};

const pollMs = 20;

/** Starts to receive. */
export async function openSpans(): Promise<Spans> {
  const collector = new SpanCollector();
  const rejected = new Map<string, number>();
  const reject = (reason: string, count: number): void => {
    rejected.set(reason, (rejected.get(reason) ?? 0) + count);
  };
  const receiver = await openReceiver({
    *onExport(sender, request, signal) {
      if (signal === "logs") {
        const logs = readOtlpLogs(request);
        if (logs === undefined) return undefined;
        collector.addEvents(sender, logs.events);
        return { rejected: 0 };
      }
      const read = yield* readOtlpByPieces(request);
      if (read === undefined) return undefined;
      collector.add(sender, read.spans, Date.now());
      for (const { reason, count } of read.rejected) reject(reason, count);
      const [first] = read.rejected;
      const count = read.rejected.reduce((sum, each) => sum + each.count, 0);
      return { rejected: count, ...(first === undefined ? {} : { reason: first.reason }) };
    },
  });
  const senderOf = (arm: ArmName, process: string): string => `${arm}/${process}`;
  // The span of a process is never sent: what stands right below it began a trial, or the process.
  const spanIds = new Map<string, string>();
  return {
    placeOf: (arm, process) => {
      const sender = senderOf(arm, process);
      const spanId = randomBytes(8).toString("hex");
      spanIds.set(sender, spanId);
      const traceId = randomBytes(16).toString("hex");
      return { endpoint: receiver.endpointOf(sender), traceparent: `00-${traceId}-${spanId}-01` };
    },
    begin: ({ arm, process, ...trial }) => {
      const sender = senderOf(arm, process);
      const processSpanId = spanIds.get(sender);
      const started = processSpanId === undefined ? {} : { processSpanId };
      collector.begin({ ...trial, ...started, sender, atMs: Date.now() });
    },
    settle: async (traceId, signal) => {
      collector.ended(traceId, Date.now());
      while (!collector.isSettled(traceId, Date.now()) && !signal.aborted)
        await delay(pollMs, undefined, { signal }).catch(() => undefined);
      const spans = collector.take(traceId);
      return spans.length === 0 ? undefined : readSpans(spans);
    },
    forget: (traceId) => {
      collector.take(traceId);
    },
    close: async () => {
      await receiver.close();
      for (const { reason, count } of collector.dropped()) reject(reason, count);
      return [...rejected].map(([reason, count]) => ({
        code: "spans-not-used",
        message: `${count} ${count === 1 ? "span was" : "spans were"} not used: ${reason}.`,
        fix: "See `docs/traces.md` for what an app has to send, and when.",
      }));
    },
  };
}
