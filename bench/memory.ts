/**
 * What memory a dataset of any size takes: the highest of `dataset check`, `compare` and one shard of 16, as built in `dist/`, against a
 * bare node and against 100 cases, in the same run. A server on loopback answers at once.
 *
 *     node bench/memory.ts [folder of the build]
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";

const dist = resolve(process.argv[2] ?? join(import.meta.dirname, "..", "dist"));
const scratch = mkdtempSync(join(tmpdir(), "llm-o11y-memory-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const message = { role: "assistant", content: "You may return it within 30 days." };
    const choices = [{ index: 0, finish_reason: "stop", message }];
    const usage = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "1", object: "chat.completion", model: "gpt-5-mini", choices, usage }));
  });
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

const commit = ["--base", "HEAD~1", "--head", "HEAD", "--fresh"];
const commands = {
  "dataset check": ["dataset", "check", "cases.jsonl"],
  compare: ["compare", "baseline.jsonl", "candidate.jsonl", "--out", "out"],
  gate: ["gate", ...commit, "--out", "out"],
  "run --shard 1/16": ["run", ...commit, "--shard", "1/16", "--out", "out/runs"],
} as const;
type Command = keyof typeof commands;
const plan: readonly (readonly [number, readonly Command[]])[] = [
  [100, ["dataset check", "compare", "gate", "run --shard 1/16"]],
  [5000, ["dataset check", "compare", "gate", "run --shard 1/16"]],
  [100_000, ["dataset check", "compare", "run --shard 1/16"]],
];

const bare = await peakMib(["-e", "0"], scratch);
console.log(`node ${process.version}, a bare one takes ${bare.toFixed(0)} MiB`);
const first = new Map<Command, number>();
for (const [count, names] of plan) {
  const folder = writeDesk(count);
  for (const name of names) {
    const peak = await peakMib([join(dist, "cli.js"), ...commands[name]], folder);
    first.set(name, first.get(name) ?? peak);
    const over = [peak - bare, peak - (first.get(name) ?? peak)].map((mib) => mib.toFixed(0).padStart(5));
    const load = (loadavg()[0] ?? Number.NaN).toFixed(1);
    console.log(
      `${String(count).padStart(6)} cases  ${name.padEnd(17)} ${peak.toFixed(0).padStart(5)} MiB | over bare${over[0]} | over 100 cases${over[1]} | load ${load}`,
    );
  }
  rmSync(folder, { recursive: true });
}
server.close();

function writeDesk(count: number): string {
  const folder = join(scratch, String(count));
  mkdirSync(folder);
  const linesOf = (lineOf: (at: number) => object): string =>
    Array.from({ length: count }, (_, at) => `${JSON.stringify(lineOf(at))}\n`).join("");
  const said = "The customer bought a copper pan and asks whether it may be returned after a while.";
  const rows = linesOf((at) => ({
    id: `refund-${at}`,
    input: `Question ${at}: ${said}`,
    expected: "30 days",
    tags: ["refund"],
    metadata: { at },
  }));
  const target = { type: "openai", model: "gpt-5-mini", base_url: baseUrl, prompt: "prompt.md" };
  const gate = { version: 1, datasets: ["cases.jsonl"], target, policy: { budget: { calls: 1_000_000 } } };
  writeFileSync(join(folder, "cases.jsonl"), rows);
  writeFileSync(join(folder, "llm-o11y.yml"), JSON.stringify(gate));
  writeFileSync(join(folder, "prompt.md"), "You answer for the support desk.\n");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", ...args], {
      cwd: folder,
    });
  git("init", "-q", "-b", "main");
  git("add", "--all");
  git("commit", "-qm", "base");
  writeFileSync(join(folder, "prompt.md"), "You answer for the support desk. Be brief.\n");
  git("commit", "-qam", "head");
  for (const arm of ["baseline", "candidate"]) {
    const header = JSON.stringify({ type: "run", version: 1, arm, planned: { cases: count } });
    const trials = linesOf((at) => ({
      type: "trial",
      case: `refund-${at}`,
      trial: 0,
      status: "ok",
      output: `You may return it within ${at % 10 === 0 ? 40 : 30} days, as our policy says for question ${at}.`,
      latency_ms: 100 + (at % 7),
    }));
    writeFileSync(join(folder, `${arm}.jsonl`), `${header}\n${trials}`);
  }
  return folder;
}

/** The highest memory of a process, as the system counts it when it ends. */
async function peakMib(args: readonly string[], cwd: string): Promise<number> {
  const note = `process.on("exit", () => require("node:fs").writeSync(3, String(process.resourceUsage().maxRSS)))`;
  const hook = join(scratch, "peak.cjs");
  writeFileSync(hook, note);
  const env = { ...process.env, OPENAI_API_KEY: "sk-bench-1234567890" };
  const child = spawn(process.execPath, ["--require", hook, ...args], {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let [said, peak] = ["", ""];
  child.stderr?.on("data", (part: Buffer) => (said += part.toString()));
  (child.stdio[3] as NodeJS.ReadableStream).on("data", (part: Buffer) => (peak += part.toString()));
  await new Promise((ended) => child.on("close", ended));
  if (peak === "") throw new Error(said);
  return Number(peak) / 1024;
}
