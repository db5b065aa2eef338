import { execFile, spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";

/** Real SDKs, from npm: CI says so. */
const isAsked = process.env["LLM_O11Y_FRAMEWORKS"] === "1";
const limitMs = 300_000;

const packages = [
  "@opentelemetry/api@1.9.1",
  "@opentelemetry/sdk-trace-node@2.12.0",
  "@opentelemetry/exporter-trace-otlp-http@0.223.1",
  "@opentelemetry/exporter-trace-otlp-proto@0.223.1",
  "@langfuse/otel@5.11.1",
  "@langfuse/tracing@5.11.1",
];
const run = promisify(execFile);
const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");

describe.skipIf(!isAsked)("with LLM_O11Y_FRAMEWORKS=1: `collect --listen`", () => {
  const folder = tempFolder();
  let collecting: ChildProcess | undefined;
  let url = "";
  let said = "";
  let traces: readonly Record<string, unknown>[] = [];
  let exit: number | null = null;

  const runApp = (name: string, ...args: readonly string[]) =>
    run(process.execPath, [join(folder, name), ...args], {
      cwd: folder,
      env: {
        ...process.env,
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        LANGFUSE_BASE_URL: url,
        LANGFUSE_PUBLIC_KEY: "pk-lf-desk",
        LANGFUSE_SECRET_KEY: "sk-lf-desk-secret",
      },
    });

  beforeAll(async () => {
    writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
    await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
      cwd: folder,
    });
    for (const name of ["opentelemetry.mjs", "langfuse.mjs"])
      copyFileSync(join(import.meta.dirname, "sdk-apps", name), join(folder, name));

    const child = spawn(process.execPath, [main, "collect", "--listen", "0", "--out", "traces.jsonl"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    collecting = child;
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => {
      child.on("close", resolve);
    });
    while (!said.includes("Listening on") && child.exitCode === null) await delay(20);
    url = /Listening on (\S+) /.exec(said)?.[1] ?? "";

    await runApp("opentelemetry.mjs", "http");
    await runApp("opentelemetry.mjs", "proto", "gzip");
    await runApp("langfuse.mjs");
    child.kill("SIGINT");
    exit = await ended;
    const file = join(folder, "traces.jsonl");
    traces = (existsSync(file) ? readFileSync(file, "utf8") : "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }, limitMs);

  afterAll(() => {
    collecting?.kill("SIGKILL");
  });

  it("ends at Ctrl-C with 0, and has written a line for each trace", () => {
    expect(said).toMatch(/3 traces \(3 otlp\)\.\n$/);
    expect([exit, traces.length]).toEqual([0, 3]);
  });

  const call = {
    role: "assistant",
    tool_calls: [{ id: "call_1", function: { name: "refund", arguments: '{"order":"A1"}' } }],
  };
  const refused = { role: "tool", tool_call_id: "call_1", name: "refund", error: true };
  const told = {
    messages: [{ role: "user", content: "Refund my order A1" }, call, refused],
    tool_runs: [{ name: "refund", id: "call_1", arguments: { order: "A1" }, error: "the window is over" }],
    model: "gpt-5-mini",
    usage: { input_uncached: 600, cache_read: 400, output: 20 },
  };

  it.each([
    [0, "JSON"],
    [1, "protobuf in gzip"],
  ])("reads what OpenTelemetry's exporter sends, %#: %s", (index) => {
    expect(traces[index]).toMatchObject({
      ...told,
      name: "invoke_agent desk",
      provider: "openai",
      cost: { usd: 0.0002, source: "prices" },
    });
  });

  it("reads what Langfuse's SDK sends, with its cost, session and tags, and the user as a hash", () => {
    expect(traces[2]).toMatchObject({
      ...told,
      name: "desk",
      input: { question: "Refund my order A1" },
      output: "I cannot refund it.",
      cost: { usd: 0.0025, source: "trace" },
      session_id: "s-1",
      tags: ["desk"],
    });
    expect(JSON.stringify(traces[2])).not.toContain("ada@example.com");
  });
});
