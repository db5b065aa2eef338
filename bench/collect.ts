/**
 * `collect` on OTLP JSON: how many MB a second it reads, on one core, and what memory it takes, for spans of traces that are scattered over the
 * file as exporters send them (children first, several traces in one line) and for more than the memory may hold.
 *
 *     node bench/collect.ts [--mb 200] [--build dist]
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { measure } from "./measure.ts";

const { values: options } = parseArgs({
  options: { mb: { type: "string", default: "200" }, build: { type: "string" } },
});
const command =
  options.build === undefined
    ? join(import.meta.dirname, "..", "src", "cli", "main.ts")
    : join(options.build, "cli.js");
const leastMbPerSecond = 20;
const mostMib = 200;

const folder = mkdtempSync(join(tmpdir(), "llm-o11y-collect-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "spans.otlp.jsonl");
const traces = writeSpans(file, Number(options.mb) * 1e6);
const megabytes = statSync(file).size / 1e6;
console.log(
  `${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, load ${loadavg()[0]?.toFixed(1)}`,
);
const { wallMs, cpuMs, peakMib } = await measure({
  command: process.execPath,
  args: [resolve(command), "collect", file, "--out", join(folder, "traces.jsonl")],
  cwd: folder,
});
const perCpuSecond = megabytes / (cpuMs / 1000);
console.log(
  `${perCpuSecond >= leastMbPerSecond ? "ok    " : "MISSED"}  ${megabytes.toFixed(0)} MB, ${traces} traces: ${perCpuSecond.toFixed(1)} MB a CPU second (at least ${leastMbPerSecond}), ${(megabytes / (wallMs / 1000)).toFixed(1)} MB/s by the clock`,
);
console.log(
  `${peakMib <= mostMib ? "ok    " : "MISSED"}  peak ${peakMib.toFixed(0)} MiB (at most ${mostMib})`,
);
const mib = statSync(join(folder, "traces.jsonl")).size / 1e6;
console.log(`        ${mib.toFixed(0)} MB written`);

/** Gives how many traces were written. */
function writeSpans(path: string, bytes: number): number {
  const out = openSync(path, "w");
  const waiting: object[] = [];
  let [written, count] = [0, 0];
  while (written < bytes) {
    waiting.push(...spansOf(count++));
    // A batch takes spans of about a dozen traces, not in their order.
    if (waiting.length < 512) continue;
    for (let batch = 0; batch < 4; batch++) {
      const spans = waiting.filter((_, at) => at % 7 === batch % 7).slice(0, 64);
      for (const span of spans) waiting.splice(waiting.indexOf(span), 1);
      written += writeSync(out, lineOf(spans));
    }
  }
  for (let at = 0; at < waiting.length; at += 64) writeSync(out, lineOf(waiting.slice(at, at + 64)));
  closeSync(out);
  return count;
}

function lineOf(spans: readonly object[]): string {
  const attributes = attributesOf({
    "service.name": "support-desk",
    "service.version": "2026.8.1",
    "deployment.environment.name": "production",
    "telemetry.sdk.language": "nodejs",
    "telemetry.sdk.name": "opentelemetry",
  });
  const scope = { name: "@opentelemetry/instrumentation-openai", version: "0.9.0" };
  return `${JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans }] }] })}\n`;
}

/** An agent that retrieves, asks a model, calls a tool and asks again: about 20 KB. */
function spansOf(number: number): readonly object[] {
  const traceId = `${"0af7651916cd43dd8448eb21".slice(0, 24)}${number.toString(16).padStart(8, "0")}`;
  const at = (ms: number) => String((1_785_000_000_000 + number * 1000 + ms) * 1000) + "000";
  const id = (index: number) => (number * 16 + index + 1).toString(16).padStart(16, "0");
  const span = (index: number, name: string, attributes: Readonly<Record<string, string | number>>) => ({
    traceId,
    spanId: id(index),
    ...(index === 0 ? {} : { parentSpanId: id(0) }),
    name,
    kind: 1,
    startTimeUnixNano: at(index * 100),
    endTimeUnixNano: at(index === 0 ? 900 : index * 100 + 90),
    attributes: attributesOf(attributes),
    status: {},
  });
  const said = `Order ${number}: the copper pan came with a dent, "as if it had been dropped", and I would like to know whether it may be returned.\n`;
  const policy = said.repeat(12);
  const system = {
    role: "system",
    parts: [{ type: "text", content: `You answer for the support desk.\n${policy}` }],
  };
  const user = { role: "user", parts: [{ type: "text", content: said }] };
  const call = {
    role: "assistant",
    parts: [{ type: "tool_call", id: `call_${number}`, name: "find_order", arguments: { order: number } }],
  };
  const result = {
    role: "tool",
    parts: [{ type: "tool_call_response", id: `call_${number}`, result: { order: number, notes: policy } }],
  };
  const answer = {
    role: "assistant",
    parts: [{ type: "text", content: `You may return it within 30 days. ${said}` }],
  };
  const model = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5-mini",
    "gen_ai.usage.input_tokens": 1200,
    "gen_ai.usage.output_tokens": 60,
  };
  return [
    span(1, "retrieval policies", {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.retrieval.documents": JSON.stringify([{ id: "policy-7", content: policy, score: 0.8 }]),
    }),
    span(2, "chat gpt-5-mini", {
      ...model,
      "gen_ai.input.messages": JSON.stringify([system, user]),
      "gen_ai.output.messages": JSON.stringify([call]),
    }),
    span(3, "execute_tool find_order", {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "find_order",
      "gen_ai.tool.call.id": `call_${number}`,
      "gen_ai.tool.call.arguments": JSON.stringify({ order: number }),
      "gen_ai.tool.call.result": JSON.stringify({ order: number, notes: policy }),
    }),
    span(4, "chat gpt-5-mini", {
      ...model,
      "gen_ai.input.messages": JSON.stringify([system, user, call, result]),
      "gen_ai.output.messages": JSON.stringify([answer]),
    }),
    span(0, "invoke_agent support", {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "support",
      "session.id": `session-${number % 1000}`,
      "user.id": `user-${number % 500}`,
      "gen_ai.input.messages": JSON.stringify([user]),
      "gen_ai.output.messages": JSON.stringify([answer]),
    }),
  ];
}

function attributesOf(values: Readonly<Record<string, string | number>>): readonly object[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
  }));
}
