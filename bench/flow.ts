/**
 * What the flow of calls costs: `runTrials` with the real model edge and a record for each arm, against a bare loop of `node:http` with
 * a fixed number of calls at once, which is the practical limit. A server on loopback answers after a fixed time; each run is a process
 * of its own. Interleaved, medians, ratios of wall time and of CPU for each request.
 *
 *     node bench/flow.ts [cases=1000] [repeats=3]
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { openModels } from "../src/edge/model/open-model.ts";
import { openLineFile } from "../src/edge/store/open-line-file.ts";
import type { Case } from "../src/experiment/case.ts";
import type { ModelRequest } from "../src/experiment/model-call.ts";
import type { ArmName } from "../src/experiment/trial.ts";
import { planTrials } from "../src/gate/plan-trials.ts";
import { runTrials } from "../src/gate/run-trials.ts";
import { Spend } from "../src/gate/spend.ts";
import { trialLine } from "../src/record/write-record.ts";

type Cell = { readonly cases: number; readonly latencyMs: number; readonly atOnce: number };
type Figures = { readonly wallMs: number; readonly cpuMs: number; readonly peakMib: number };

const arms = ["baseline", "candidate"] as const;
const [command, ...args] = process.argv.slice(2);
const numbers = args.map(Number);

if (command === "serve") serve();
else if (command === "ours" || command === "bare") {
  const [port = 0, cases = 0, atOnce = 1] = numbers;
  const run = command === "ours" ? runOurs : runBare;
  process.stdout.write(
    JSON.stringify(await measure(() => run(`http://127.0.0.1:${port}/v1`, cases, atOnce))),
  );
} else await compare(Number(command ?? 1000), numbers[0] ?? 3);

/** Answers every request after the time that its path names, in the form of Chat Completions. */
function serve(): void {
  const message = { role: "assistant", content: "You may return it within 30 days of delivery." };
  const reply = JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_790_000_000,
    model: "gpt-5-mini",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 },
  });
  let latencyMs = 0;
  const server = http.createServer((incoming, outgoing) => {
    incoming.resume().on("end", () => {
      if (incoming.url?.startsWith("/latency/") === true) latencyMs = Number(incoming.url.split("/")[2]);
      const answer = () => outgoing.writeHead(200, { "content-type": "application/json" }).end(reply);
      if (latencyMs === 0 || incoming.method === "GET") answer();
      else setTimeout(answer, latencyMs);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.stdout.write(`${typeof address === "object" ? address?.port : 0}\n`);
  });
}

function requestOf(baseUrl: string, arm: ArmName, { id }: Case): ModelRequest {
  const messages = [
    { role: "system", content: `You answer for the support desk (${arm}).` },
    { role: "user", content: `May I return ${id}?` },
  ];
  const body = { model: "gpt-5-mini", messages };
  return { api: "chat", baseUrl, apiKeyEnv: "OPENAI_API_KEY", headers: {}, body, stream: false };
}

function casesOf(count: number): readonly Case[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `refund-${index}`,
    hash: `sha256:${index}`,
    input: "May I return it?",
    critical: false,
    draft: false,
    tags: [],
    place: { file: "refunds.jsonl", line: index + 1 },
  }));
}

async function runOurs(baseUrl: string, count: number, concurrency: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "llm-o11y-flow-"));
  const models = await openModels({ secret: () => "sk-bench-1234567890", prices: {} });
  const journalOf = async (arm: ArmName) => {
    const file = await openLineFile(join(folder, `${arm}.jsonl`));
    return {
      file: arm,
      has: () => false,
      hasCase: () => false,
      append: (trial: Parameters<typeof trialLine>[0]) => file.append(trialLine(trial)),
      close: () => file.close(),
    };
  };
  const journals = { baseline: await journalOf("baseline"), candidate: await journalOf("candidate") };
  const nowMs = () => performance.now();
  const quiet = () => {};
  let done = 0;
  const { failures } = await runTrials(
    {
      trials: planTrials(casesOf(count), arms, () => 1, 1),
      requestOf: ({ arm, case: one }) => requestOf(baseUrl, arm, one),
      judgesOf: () => [],
      knownOf: () => (_, ask) => ask(),
      execution: { concurrency, timeoutMs: 60_000, retries: 4, seed: 1, batch: false },
      journals,
    },
    new Spend({ calls: 1_000_000, minutes: 20 }, nowMs),
    {
      models,
      nowMs,
      sleep: async (ms, signal) => {
        await delay(ms, undefined, { signal }).catch(quiet);
      },
      progress: { note: quiet, start: quiet, advance: (counts) => void (done = counts.done), finish: quiet },
      stop: new AbortController().signal,
      startedAt: "",
    startedAtMs: 0,
      fence: () => "none",
      warnings: [],
      earlierRun: "fresh",
      openModels: async () => models,
      openRecordFile: () => Promise.reject(new Error("not used")),
      openBatchFile: () => Promise.reject(new Error("not used")),
    },
  );
  await Promise.all(Object.values(journals).map((journal) => journal.close()));
  rmSync(folder, { recursive: true });
  if (failures.length > 0 || done !== 2 * count) throw new Error(JSON.stringify({ failures, done }));
}

async function runBare(baseUrl: string, count: number, atOnce: number): Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  const post = (body: string) =>
    new Promise<unknown>((resolve, reject) => {
      const headers = { "content-type": "application/json", authorization: "Bearer sk-bench-1234567890" };
      const sent = http.request(`${baseUrl}/chat/completions`, { method: "POST", agent, headers });
      sent.on("error", reject).on("response", (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (part: string) => (text += part)).on("end", () => resolve(JSON.parse(text)));
      });
      sent.end(body);
    });
  const bodies = casesOf(count).flatMap((one) =>
    arms.map((arm) => JSON.stringify(requestOf(baseUrl, arm, one).body)),
  );
  const rest = bodies.values();
  const worker = async () => {
    for (const body of rest) await post(body);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
}

async function measure(run: () => Promise<void>): Promise<Figures> {
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(before);
  const wallMs = performance.now() - startMs;
  return { wallMs, cpuMs: (user + system) / 1000, peakMib: process.resourceUsage().maxRSS / 1024 };
}

async function compare(cases: number, repeats: number): Promise<void> {
  const server = spawn(process.execPath, [import.meta.filename, "serve"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [first] = (await once(server.stdout, "data")) as [Buffer];
    const port = Number(first.toString());
    console.log(`node ${process.version}, ${cases} cases, 2 arms, medians of ${repeats}`);
    console.log(
      "latency at once |   wall s  bare  ratio | CPU ms a request  bare  ratio | peak MiB  bare | load",
    );
    for (const latencyMs of [0, 20, 200]) {
      await (await fetch(`http://127.0.0.1:${port}/latency/${latencyMs}`)).text();
      for (const atOnce of [4, 16, 64])
        // At 200 ms and 4 at once the wire is everything, and a run takes minutes.
        if (latencyMs * cases < 25_000 * atOnce)
          await compareCell({ cases, latencyMs, atOnce }, port, repeats);
    }
  } finally {
    server.kill();
  }
}

async function compareCell(cell: Cell, port: number, repeats: number): Promise<void> {
  const figures: Record<"ours" | "bare", Figures[]> = { ours: [], bare: [] };
  for (let round = 0; round < repeats; round++)
    for (const who of ["ours", "bare"] as const) figures[who].push(await runChild(who, cell, port));
  const of = (who: "ours" | "bare", key: keyof Figures) => {
    const sorted = figures[who].map((each) => each[key]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  const requests = 2 * cell.cases;
  const [wall, bareWall] = [of("ours", "wallMs") / 1000, of("bare", "wallMs") / 1000];
  const [cpu, bareCpu] = [of("ours", "cpuMs") / requests, of("bare", "cpuMs") / requests];
  console.log(
    [
      `${cell.latencyMs} ms`.padStart(7) + String(cell.atOnce).padStart(8),
      `${wall.toFixed(2).padStart(8)} ${bareWall.toFixed(2).padStart(6)} ${(wall / bareWall).toFixed(2)}x`.padEnd(
        23,
      ),
      `${cpu.toFixed(3).padStart(16)} ${bareCpu.toFixed(3)} ${(cpu / bareCpu).toFixed(2)}x`,
      `${of("ours", "peakMib").toFixed(0).padStart(8)} ${of("bare", "peakMib").toFixed(0).padStart(6)}`,
      (loadavg()[0] ?? Number.NaN).toFixed(1),
    ].join(" | "),
  );
}

async function runChild(who: string, { cases, atOnce }: Cell, port: number): Promise<Figures> {
  const given = [import.meta.filename, who, String(port), String(cases), String(atOnce)];
  const { stdout } = await promisify(execFile)(process.execPath, given);
  return JSON.parse(stdout) as Figures;
}
