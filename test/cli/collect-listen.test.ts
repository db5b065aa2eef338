import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../temp-folder.ts";
import { pythonExport } from "../edge/otel/python-export.ts";
import { runHere } from "./run-here.ts";

const attribute = (key: string, value: string | number) => ({
  key,
  value: typeof value === "string" ? { stringValue: value } : { intValue: String(value) },
});

function anExport(traceId: string, spanId = "20cfa14708c6b153", parentSpanId?: string) {
  const span = {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name: "answer",
    startTimeUnixNano: "1795637876672000000",
    endTimeUnixNano: "1795637877672000000",
    attributes: [
      attribute("gen_ai.operation.name", "chat"),
      attribute("gen_ai.request.model", "gpt-5-mini"),
      attribute("gen_ai.usage.input_tokens", 1_000_000),
      attribute("gen_ai.usage.output_tokens", 0),
    ],
  };
  return { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
}

const traceA = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceB = "4bf92f3577b34da6a3ce929d0e0e4737";
const json = { "content-type": "application/json" };

/** Starts `collect --listen 0`, and gives its address once it listens. */
async function startListening(...args: readonly string[]) {
  const folder = tempFolder();
  const stop = new AbortController();
  const said = { out: "", err: "" };
  const ended = run(["collect", "--listen", "0", ...args], {
    stdout: (text) => (said.out += text),
    stderr: (text) => (said.err += text),
    workingDir: folder,
    today: "2026-08-01",
    colour: false,
    width: 100,
    isErrorTerminal: false,
    env: {},
    stopSignal: () => stop.signal,
  });
  const addressOf = () => /Listening on (\S+) /.exec(said.err)?.[1];
  while (addressOf() === undefined) await Promise.race([delay(5), ended]);
  const url = addressOf() ?? "";
  const post = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = json,
  ) => fetch(`${url}${path}`, { method: "POST", body, headers });
  return {
    folder,
    said,
    url,
    post,
    /** As Ctrl-C. */
    stop: () => {
      stop.abort();
      return ended;
    },
    ended,
  };
}

const lines = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);

it.each(["/v1/traces", "/api/public/otel/v1/traces", "/"])(
  "takes spans that are sent to %s, and writes them at Ctrl-C",
  async (path) => {
    const listening = await startListening();
    expect((await listening.post(path, JSON.stringify(anExport(traceA)))).status).toBe(200);
    expect(listening.said.out).toBe("");
    expect(await listening.stop()).toBe(0);
    expect(lines(listening.said.out)).toMatchObject([
      {
        trace_id: traceA,
        source: { system: "otlp" },
        usage: { input_uncached: 1_000_000 },
        cost: { usd: 0.25, source: "prices" },
      },
    ]);
    expect(listening.said.err).toMatch(/1 trace \(1 otlp\)\.\n$/);
  },
);

it("takes protobuf and gzip, and says so in their form", async () => {
  const listening = await startListening();
  const protobuf = { "content-type": "application/x-protobuf" };
  const reply = await listening.post("/v1/traces", new Uint8Array(pythonExport), protobuf);
  expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
  const packed = new Uint8Array(gzipSync(JSON.stringify(anExport(traceB))));
  expect((await listening.post("/v1/traces", packed, { ...json, "content-encoding": "gzip" })).status).toBe(
    200,
  );
  expect((await listening.post("/v1/metrics", "{}")).status).toBe(200);
  expect((await listening.post("/v1/traces", "{}")).status).toBe(200);
  await listening.stop();
  expect(lines(listening.said.out)).toHaveLength(2);
});

it("brings the spans of a trace together, with the log records that name them", async () => {
  const listening = await startListening();
  const asked = {
    traceId: traceA,
    spanId: "20cfa14708c6b153",
    eventName: "gen_ai.user.message",
    timeUnixNano: "1795637876672000001",
    body: { kvlistValue: { values: [attribute("content", "May I return it?")] } },
  };
  const child = anExport(traceA, "20cfa14708c6b154", "20cfa14708c6b153");
  await listening.post(
    "/v1/logs",
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [asked] }] }] }),
  );
  await listening.post("/v1/traces", JSON.stringify(child));
  await listening.post("/v1/traces", JSON.stringify(anExport(traceB)));
  await listening.post("/v1/traces", JSON.stringify(anExport(traceA)));
  await listening.stop();
  expect(lines(listening.said.out)).toMatchObject([{ trace_id: traceB }, { trace_id: traceA }]);
  expect(listening.said.out).toContain("May I return it?");
});

it("writes a trace to the file when it is quiet, behind what is there, and counts what comes late", async () => {
  const listening = await startListening("--out", "out/traces.jsonl", "--idle", "0.05", "--json");
  const written = () => {
    try {
      return readFileSync(join(listening.folder, "out/traces.jsonl"), "utf8");
    } catch {
      return "";
    }
  };
  await listening.post("/v1/traces", JSON.stringify(anExport(traceA)));
  while (written() === "") await delay(10);
  await listening.post(
    "/v1/traces",
    JSON.stringify(anExport(traceA, "20cfa14708c6b154", "20cfa14708c6b153")),
  );
  await listening.post("/v1/traces", JSON.stringify(anExport(traceB)));
  expect(await listening.stop()).toBe(0);
  expect(lines(written())).toMatchObject([{ trace_id: traceA }, { trace_id: traceB }]);
  expect(JSON.parse(listening.said.out)).toMatchObject({
    ok: true,
    traces: 2,
    notes: [{ reason: "a span that came after its trace was written, left out", count: 1 }],
  });
});

it("`--for` ends it by itself", async () => {
  const listening = await startListening("--for", "0.1");
  expect(await listening.ended).toBe(0);
  expect(listening.said.err).toContain("until 0.1 s are over");
});

it("tells the sender and the user of spans that are broken, and keeps the others", async () => {
  const listening = await startListening();
  const broken = anExport("no id");
  const mixed = { resourceSpans: [...broken.resourceSpans, ...anExport(traceA).resourceSpans] };
  const reply = await listening.post("/v1/traces", JSON.stringify(mixed));
  expect(await reply.json()).toMatchObject({ partialSuccess: { rejectedSpans: "1" } });
  expect((await listening.post("/v1/traces", "[1]")).status).toBe(400);
  expect((await listening.post("/v1/traces", "{")).status).toBe(400);
  expect((await listening.post("/v2/traces", "{}")).status).toBe(404);
  await listening.stop();
  expect(lines(listening.said.out)).toMatchObject([{ trace_id: traceA }]);
  expect(listening.said.err).toMatch(/warning: .*left out/);
});

it("answers a web page that asks whether it may send with no", async () => {
  const listening = await startListening();
  const reply = await fetch(`${listening.url}/v1/traces`, {
    method: "OPTIONS",
    headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
  });
  expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([405, null]);
  await listening.stop();
});

it("a port that is taken is a problem, and so are files beside `--listen`", async () => {
  const server = http.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const taken = await runHere(tempFolder(), "collect", "--listen", String(port));
  server.close();
  expect([taken.exit, taken.stderr]).toEqual([2, expect.stringContaining("another process listens on it")]);
  const both = await runHere(tempFolder(), "collect", "a.jsonl", "--listen", "0");
  expect([both.exit, both.stderr]).toEqual([2, expect.stringContaining("files are named too")]);
});

it.each([
  [["--listen", "70000"], "Write a port"],
  [["--listen", "0", "--for", "0"], "Write seconds"],
  [["--listen", "0", "--from", "langfuse"], "`--from` is given too"],
  [["a.jsonl", "--for", "5"], "`--for` goes with `--listen`"],
])("refuses %j", async (args, says) => {
  const { exit, stderr } = await runHere(tempFolder(), "collect", ...args);
  expect([exit, stderr]).toEqual([2, expect.stringContaining(says)]);
});
