import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { aTrace, traceIdOf } from "../edge/langfuse/desk-traces.ts";
import { type LangfuseOptions, type LangfuseServer, startLangfuse } from "../stand-ins/langfuse.ts";
import { tempFolder } from "../temp-folder.ts";
import { runWith } from "./run-here.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: LangfuseOptions): Promise<LangfuseServer> {
  const server = await startLangfuse(options);
  servers.push(server);
  return server;
}

const manyTraces = (count: number) => Array.from({ length: count }, (_, number) => aTrace(number));
const latestFirst = (count: number) =>
  Array.from({ length: count }, (_, index) => traceIdOf(count - 1 - index));

const envOf = ({ baseUrl }: LangfuseServer) => ({
  LANGFUSE_BASE_URL: baseUrl,
  LANGFUSE_PUBLIC_KEY: "pk-lf-desk",
  LANGFUSE_SECRET_KEY: "sk-lf-desk-secret",
});

const collect = (server: LangfuseServer, folder: string, ...args: readonly string[]) =>
  runWith(envOf(server), folder, "collect", "--from", "langfuse", ...args);

const idsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { trace_id: string }).trace_id);

it.each(["v4", "v3"] as const)("reads a server of version %s to stdout", async (version) => {
  const server = await start({ version, traces: manyTraces(3) });
  const { exit, stdout, stderr } = await collect(server, tempFolder());
  expect(exit).toBe(0);
  expect(idsOf(stdout)).toEqual(latestFirst(3));
  expect(JSON.parse(stdout.split("\n")[0] ?? "")).toMatchObject({
    source: { system: "langfuse", url: expect.stringContaining(`/traces/${traceIdOf(2)}`) as string },
    usage: { input_uncached: 20, output: 5 },
    cost: { usd: 0.001, source: "trace" },
    scores: [{ name: "helpful", value: false }],
  });
  expect(stderr).toMatch(/3 traces \(3 langfuse\)\.\n$/);
  expect(stderr).not.toContain("sk-lf");
});

it("asks for those that began since, and writes a file whose figures `--json` has", async () => {
  const server = await start({ traces: manyTraces(3) });
  const folder = tempFolder({ "traces.jsonl": "old\n" });
  const args = ["--since", "2026-11-20T08:01:00Z", "--out", "traces.jsonl", "--json"];
  const { exit, stdout } = await collect(server, folder, ...args);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, traces: 2, langfuse: { traces: 2, observations: 4 } });
  expect(idsOf(readFileSync(join(folder, "traces.jsonl"), "utf8"))).toEqual([traceIdOf(2), traceIdOf(1)]);
  expect(existsSync(join(folder, "traces.jsonl.part"))).toBe(false);
  expect(existsSync(join(folder, "traces.jsonl.cursor"))).toBe(false);
});

/** A server that refuses the rows of a second lot of traces until it is well. */
async function startIll() {
  const state = { isIll: true };
  let asked = 0;
  const server = await start({
    traces: manyTraces(120),
    fault: ({ path, query }) => {
      if (path !== "v2/observations" || query.get("filter") === null) return undefined;
      asked += 1;
      return state.isIll && asked > 1 ? { status: 401 } : undefined;
    },
  });
  return { server, state };
}

it("goes on where a run broke off, with every trace once, and leaves the old file until it is through", async () => {
  const { server, state } = await startIll();
  const folder = tempFolder({ "traces.jsonl": "old\n" });
  const read = () => readFileSync(join(folder, "traces.jsonl"), "utf8");
  const first = await collect(server, folder, "--since", "30d", "--out", "traces.jsonl");
  expect(first.exit).toBe(2);
  expect(read()).toBe("old\n");
  const part = readFileSync(join(folder, "traces.jsonl.part"), "utf8");
  expect(idsOf(part)).toEqual(latestFirst(120).slice(0, idsOf(part).length));
  expect(idsOf(part).length).toBeGreaterThan(0);
  // As a process that was killed between a line and its cursor leaves it.
  writeFileSync(join(folder, "traces.jsonl.part"), `${part}{"trace_id":"torn`);
  state.isIll = false;
  const second = await collect(server, folder, "--since", "30d", "--out", "traces.jsonl");
  expect(second.exit).toBe(0);
  expect(second.stderr).toContain(`Going on after ${idsOf(part).length} traces of an earlier run.`);
  expect(idsOf(read())).toEqual(latestFirst(120));
});

it("begins anew where the lines are gone", async () => {
  const { server, state } = await startIll();
  const folder = tempFolder();
  await collect(server, folder, "--out", "traces.jsonl");
  writeFileSync(join(folder, "traces.jsonl.part"), "");
  state.isIll = false;
  const { exit, stderr } = await collect(server, folder, "--out", "traces.jsonl");
  expect([exit, stderr]).toEqual([0, expect.not.stringContaining("Going on")]);
  expect(idsOf(readFileSync(join(folder, "traces.jsonl"), "utf8"))).toEqual(latestFirst(120));
});

it("does not go on with what was asked for otherwise", async () => {
  const { server, state } = await startIll();
  const folder = tempFolder();
  await collect(server, folder, "--since", "30d", "--out", "traces.jsonl");
  state.isIll = false;
  const { exit, stderr } = await collect(server, folder, "--since", "7d", "--out", "traces.jsonl");
  expect(exit).toBe(2);
  expect(stderr).toContain('an earlier run for "collect --from langfuse --since 30d" is not through');
});

it("refuses a cursor that is none", async () => {
  const server = await start({ traces: manyTraces(1) });
  const folder = tempFolder({ "traces.jsonl.cursor": '{"version":1}' });
  const { exit, stderr } = await collect(server, folder, "--out", "traces.jsonl");
  expect([exit, stderr]).toEqual([
    2,
    expect.stringContaining("this is not a cursor that `collect` has saved"),
  ]);
});

it("a stop keeps its place, and exits with 3", async () => {
  const stop = new AbortController();
  const server = await start({
    traces: manyTraces(120),
    fault: ({ path, query, number }) => {
      if (path === "v2/observations" && query.get("filter") !== null && number > 3) stop.abort();
      return undefined;
    },
  });
  const folder = tempFolder();
  let said = "";
  const exit = await run(["collect", "--from", "langfuse", "--out", "traces.jsonl"], {
    stdout: () => undefined,
    stderr: (text) => (said += text),
    workingDir: folder,
    today: "2026-08-01",
    colour: false,
    width: 100,
    isErrorTerminal: false,
    env: envOf(server),
    stopSignal: () => stop.signal,
  });
  expect([exit, said]).toEqual([3, "Stopped before the end. Run the same command again: it goes on.\n"]);
  const second = await collect(server, folder, "--out", "traces.jsonl");
  expect(second.exit).toBe(0);
  expect(idsOf(readFileSync(join(folder, "traces.jsonl"), "utf8"))).toEqual(latestFirst(120));
});

it("names the variables that are not set", async () => {
  const { exit, stderr } = await runWith({}, tempFolder(), "collect", "--from", "langfuse");
  expect([exit, stderr]).toEqual([2, expect.stringContaining("LANGFUSE_PUBLIC_KEY")]);
});

it("shows what the server says without its control characters", async () => {
  const server = await start({ version: "v3", traces: manyTraces(1) });
  const { stderr } = await collect(server, tempFolder());
  expect(stderr).toContain("note: Langfuse says: ");
  // oxlint-disable-next-line no-control-regex -- what is not to be there
  expect(stderr).not.toMatch(/[\u001b\u0007]/);
});
