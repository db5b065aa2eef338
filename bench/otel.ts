/**
 * The receiver of spans while trials run: how many spans a second it takes, and how much longer a trial takes with 5,000 of them a second
 * than without, in one run. The app that answers the trials and the one that sends spans are processes of their own; what is measured is
 * the process between them, which has one thread for all of it.
 *
 *     node bench/otel.ts [--seconds 5] [--latency 200] [--at-once 16]
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { cpus, loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { openReceiver } from "../src/edge/otel/open-receiver.ts";
import { SpanCollector } from "../src/traces/collect-spans.ts";
import { readOtlpByPieces } from "../src/traces/otlp-spans.ts";
import { encodeTraces } from "../test/edge/otel/encode-protobuf.ts";
import { median } from "./measure.ts";
import { startModelServer } from "./model-server.ts";

type Format = "protobuf" | "json";
/** What is sent while trials run; twice nothing, to see what the machine does by itself. */
type Load = Format | "nothing" | "nothing again";
/** Sends so many spans a second, or as fast as they are taken. */
type Order = {
  readonly url: string;
  readonly format: Format;
  readonly spans: number;
  readonly perSecond?: number;
};

const batchSpans = 512;
const traceSpans = 16;
const spansPerSecond = 5000;
const mostLonger = 1.05;
const turnSeconds = 0.5;
/** The span that all spans of the benchmark are below. */
const rootId = "00f067aa0ba902b7";

if (process.argv[2] === "send" && import.meta.main) sendOnOrder();
else await measureReceiver();

async function measureReceiver(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      seconds: { type: "string", default: "5" },
      latency: { type: "string", default: "200" },
      "at-once": { type: "string", default: "16" },
    },
  });
  const app = await startModelServer();
  const sender = fork(import.meta.filename, ["send"]);
  const collector = new SpanCollector();
  let taken = 0;
  const receiver = await openReceiver({
    *onExport(name, request) {
      const read = yield* readOtlpByPieces(request);
      if (read === undefined) return undefined;
      const traces = new Set(read.spans.map(({ traceId }) => traceId));
      for (const traceId of traces)
        collector.begin({ traceId, spanId: rootId, sender: name, atMs: Date.now() });
      collector.add(name, read.spans, Date.now());
      for (const traceId of traces) taken += collector.take(traceId).length;
      return { rejected: 0 };
    },
  });
  try {
    await app.reset(Number(options.latency));
    const url = `${receiver.endpointOf("app")}/v1/traces`;
    const cpu = cpus()[0]?.model ?? "unknown";
    console.log(
      `${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${cpus().length} x ${cpu}, load ${loadavg()[0]?.toFixed(1)}\n`,
    );

    for (const format of ["protobuf", "json"] as const) {
      const spans = batchSpans * 60;
      await (
        await prepare(sender, { url, format, spans: batchSpans * 10 })
      )();
      const send = await prepare(sender, { url, format, spans });
      const before = { taken, all: process.cpuUsage(), thread: process.threadCpuUsage() };
      const seconds = await send();
      const all = process.cpuUsage(before.all);
      const thread = process.threadCpuUsage(before.thread);
      const each = ({ user, system }: NodeJS.CpuUsage) => ((user + system) / spans).toFixed(0);
      if (taken - before.taken !== spans)
        throw new Error(`${taken - before.taken} of ${spans} spans were taken`);
      const perSecond = spans / seconds;
      const isReached = perSecond >= spansPerSecond;
      console.log(
        `${isReached ? "ok    " : "MISSED"}  ${format}: ${perSecond.toFixed(0)} spans a second (at least ${spansPerSecond}), ${each(all)} µs CPU each, ${each(thread)} of them in the thread that trials run in`,
      );
    }

    const latencies: Record<Load, number[]> = { nothing: [], protobuf: [], "nothing again": [], json: [] };
    const ask = { origin: app.origin, atOnce: Number(options["at-once"]) };
    await runTrials(ask, delay(1000));
    for (let round = 0; round < Number(options.seconds) / turnSeconds; round++) {
      for (const load of ["nothing", "protobuf", "nothing again", "json"] as const) {
        const perSecond = spansPerSecond;
        const send =
          load === "nothing" || load === "nothing again"
            ? () => delay(turnSeconds * 1000)
            : await prepare(sender, { url, format: load, spans: perSecond * turnSeconds, perSecond });
        latencies[load].push(...(await runTrials(ask, send())));
      }
    }
    const without = [...latencies.nothing, ...latencies["nothing again"]];
    for (const load of ["protobuf", "json"] as const) {
      const ratio = mean(latencies[load]) / mean(without);
      const middle = median(latencies[load]) / median(without);
      console.log(
        `${ratio <= mostLonger ? "ok    " : "MISSED"}  ${load}: a trial takes ${ratio.toFixed(3)}x (at most ${mostLonger}x) with ${spansPerSecond} spans a second, median ${middle.toFixed(3)}x; ` +
          `mean ${mean(without).toFixed(2)} ms without, ${mean(latencies[load]).toFixed(2)} ms with, ${latencies[load].length} trials`,
      );
    }
    const noise = mean(latencies["nothing again"]) / mean(latencies.nothing);
    console.log(
      `        without spans, twice: ${noise.toFixed(3)}x, which is the machine; load ${loadavg()[0]?.toFixed(1)}`,
    );
  } finally {
    app.close();
    sender.kill();
    await receiver.close();
  }
}

/** Latencies of the trials that are asked until something else is done. */
async function runTrials(
  { origin, atOnce }: { readonly origin: string; readonly atOnce: number },
  until: Promise<unknown>,
): Promise<readonly number[]> {
  const agent = new http.Agent({ keepAlive: true });
  const latencies: number[] = [];
  const over = new AbortController();
  const end = until.then(() => over.abort());
  const lane = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const startMs = performance.now();
      const request = http.request(`${origin}/v1/chat/completions`, { method: "POST", agent });
      request.end("{}");
      const [response] = (await once(request, "response")) as [http.IncomingMessage];
      await once(response.resume(), "end");
      latencies.push(performance.now() - startMs);
    }
  };
  await Promise.all([end, ...Array.from({ length: atOnce }, lane)]);
  agent.destroy();
  return latencies;
}

/** Has all bodies made, and gives what sends them and tells the seconds that it took. */
async function prepare(sender: ChildProcess, order: Order): Promise<() => Promise<number>> {
  const tell = async (message: Order | "go"): Promise<number> => {
    sender.send(message);
    const [seconds] = (await once(sender, "message")) as [number];
    return seconds;
  };
  await tell(order);
  return () => tell("go");
}

/** The process that sends. */
function sendOnOrder(): void {
  const agent = new http.Agent({ keepAlive: true });
  let made = 0;
  let order: Order | undefined;
  let bodies: readonly Buffer[] = [];
  process.on("message", (message: Order | "go") => {
    if (message !== "go") {
      order = message;
      bodies = bodiesOf(message);
      process.send?.(0);
    } else if (order !== undefined) {
      void sendBodies(order, bodies, agent).then((seconds) => process.send?.(seconds));
    }
  });

  function bodiesOf({ format, spans }: Order): readonly Buffer[] {
    const sizes = Array.from({ length: Math.ceil(spans / batchSpans) }, (_, index) =>
      Math.min(batchSpans, spans - index * batchSpans),
    );
    return sizes.map((size) => {
      const request = requestOf(made, size);
      // The next batch starts with a trace of its own.
      made += Math.ceil(size / traceSpans) * traceSpans;
      return gzipSync(format === "json" ? JSON.stringify(request) : encodeTraces(request));
    });
  }
}

async function sendBodies(
  { url, format, perSecond }: Order,
  bodies: readonly Buffer[],
  agent: http.Agent,
): Promise<number> {
  const startMs = performance.now();
  const type = format === "json" ? "application/json" : "application/x-protobuf";
  for (const [index, body] of bodies.entries()) {
    const dueMs = perSecond === undefined ? 0 : (index * batchSpans * 1000) / perSecond;
    await delay(Math.max(0, dueMs - (performance.now() - startMs)));
    const headers = { "content-type": type, "content-encoding": "gzip" };
    const sent = http.request(url, { method: "POST", agent, headers });
    sent.end(body);
    const [response] = (await once(sent, "response")) as [http.IncomingMessage];
    await once(response.resume(), "end");
    if (response.statusCode !== 200) throw new Error(`the receiver answers ${response.statusCode}`);
  }
  return (performance.now() - startMs) / 1000;
}

/** Calls of a model as instrumentations tell them: a dozen attributes, about 1 KB of messages. */
function requestOf(
  first: number,
  count: number,
): { readonly resourceSpans: readonly Record<string, unknown>[] } {
  const messages = JSON.stringify([
    { role: "system", parts: [{ type: "text", content: "You answer for the support desk. ".repeat(20) }] },
    { role: "user", parts: [{ type: "text", content: "May I return it, and until when? ".repeat(8) }] },
  ]);
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const whole = (key: string, intValue: number) => ({ key, value: { intValue: String(intValue) } });
  const spans = Array.from({ length: count }, (_, offset) => {
    const index = first + offset;
    const startMs = Date.now();
    return {
      traceId: (Math.floor(index / traceSpans) + 1).toString(16).padStart(32, "0"),
      spanId: (index + 1).toString(16).padStart(16, "0"),
      parentSpanId: rootId,
      name: "chat gpt-5-mini",
      kind: 3,
      startTimeUnixNano: `${startMs}000000`,
      endTimeUnixNano: `${startMs + 20}000000`,
      attributes: [
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.provider.name", "openai"),
        text("gen_ai.request.model", "gpt-5-mini"),
        text("gen_ai.response.model", "gpt-5-mini-2026-01-01"),
        text("gen_ai.response.id", `chatcmpl-${index}`),
        text("gen_ai.input.messages", messages),
        text(
          "gen_ai.output.messages",
          `[{"role":"assistant","parts":[{"type":"text","content":"Ticket ${index}."}]}]`,
        ),
        whole("gen_ai.usage.input_tokens", 240),
        whole("gen_ai.usage.output_tokens", 20),
        whole("server.port", 443),
        { key: "gen_ai.request.temperature", value: { doubleValue: 0.5 } },
        {
          key: "gen_ai.response.finish_reasons",
          value: { arrayValue: { values: [{ stringValue: "stop" }] } },
        },
      ],
      status: { code: 1 },
    };
  });
  const resource = { attributes: [text("service.name", "desk")] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "bench", version: "1" }, spans }] }] };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
