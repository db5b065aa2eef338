/**
 * From the start of the process to the first model call, and what is loaded by then: the built action on a pull request in a real
 * repository, against a loopback server. Prints medians of interleaved repetitions, less a bare node in the same run.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { dirname, join, resolve as absolute } from "node:path";
import { fileURLToPath } from "node:url";

const repetitions = Number(process.argv[2] ?? 9);
const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "llm-o11y-start-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

let firstCall: (() => void) | undefined;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    firstCall?.();
    firstCall = undefined;
    const message = { role: "assistant", content: "30 days" };
    const choices = [{ index: 0, finish_reason: "stop", message }];
    const usage = { prompt_tokens: 20, completion_tokens: 2, total_tokens: 22 };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "1", object: "chat.completion", model: "gpt-5-mini", choices, usage }));
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

const repository = join(scratch, "repository");
mkdirSync(repository);
const git = (...args: string[]): string => {
  const settings = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"];
  return execFileSync("git", [...settings, ...args], { cwd: repository, encoding: "utf8" }).trim();
};
git("init", "-q", "-b", "main");
const target = { type: "openai", model: "gpt-5-mini", base_url: baseUrl, prompt: "prompt.md" };
writeFileSync(
  join(repository, "llm-o11y.yml"),
  JSON.stringify({ version: 1, datasets: ["*.jsonl"], target, policy: { min_cases: 1 } }),
);
writeFileSync(join(repository, "cases.jsonl"), '{"id":"a","input":"How long?","expected":"30 days"}\n');
writeFileSync(join(repository, "prompt.md"), "You answer for the support desk.\n");
git("add", "--all");
git("commit", "-qm", "base");
const base = git("rev-parse", "HEAD");
writeFileSync(join(repository, "prompt.md"), "You answer for the support desk. Be brief.\n");
git("commit", "-qam", "head");
const head = git("rev-parse", "HEAD");
const payload = {
  repository: { full_name: "acme/desk", default_branch: "main" },
  pull_request: {
    number: 1,
    head: { sha: head, repo: { full_name: "acme/desk" } },
    base: { sha: base, repo: { full_name: "acme/desk" } },
  },
};
const eventPath = join(scratch, "event.json");
writeFileSync(eventPath, JSON.stringify(payload));
const coverage = join(scratch, "coverage");

function start(args: readonly string[], extra: Record<string, string> = {}) {
  // An answer of the run before would be taken, and no call would come.
  rmSync(join(repository, ".llm-o11y"), { recursive: true, force: true });
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: {
      PATH: process.env["PATH"] ?? "",
      GITHUB_WORKSPACE: repository,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REPOSITORY: "acme/desk",
      GITHUB_SHA: head,
      GITHUB_RUN_ID: "1",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_API_URL: "http://127.0.0.1:9",
      OPENAI_API_KEY: "sk-bench-0123456789",
      INPUT_OUT: join(scratch, "out"),
      ...extra,
    },
    stdio: "ignore",
  });
  return new Promise<number | null>((resolve) => child.on("close", resolve));
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await run();
  return performance.now() - from;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const action = join(absolute(process.argv[3] ?? join(root, "dist")), "action.js");
const bare: number[] = [];
const toFirstCall: number[] = [];
for (let index = 0; index < repetitions; index++) {
  bare.push(await timed(() => start(["-e", "0"])));
  let ended: Promise<unknown> = Promise.resolve();
  const took = await timed(
    () =>
      new Promise<void>((called, failed) => {
        firstCall = called;
        ended = start([action]).then(() => failed(new Error("the action made no call")));
      }),
  );
  if (index > 0) toFirstCall.push(took);
  await ended;
}
await start([action], { NODE_V8_COVERAGE: coverage });
const loaded = new Set<string>();
for (const name of readdirSync(coverage)) {
  const { result } = JSON.parse(readFileSync(join(coverage, name), "utf8")) as { result: { url: string }[] };
  for (const { url } of result)
    if (url.startsWith("file:") && url.includes(dirname(action))) loaded.add(fileURLToPath(url));
}
const bytes = [...loaded].reduce((sum, file) => sum + statSync(file).size, 0);
server.close();
console.log(
  `load ${loadavg()[0]?.toFixed(2)}, node ${process.versions.node}, ${repetitions} repetitions, medians`,
);
console.log(`bare node                    ${median(bare).toFixed(0)} ms`);
console.log(
  `start to the first call      ${median(toFirstCall).toFixed(0)} ms, best ${Math.min(...toFirstCall).toFixed(0)} ms`,
);
console.log(`more than a bare node        ${(median(toFirstCall) - median(bare)).toFixed(0)} ms (goal: 250)`);
console.log(`loaded by the whole run      ${(bytes / 1e6).toFixed(2)} MB in ${loaded.size} files (goal: 2)`);
