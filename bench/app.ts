/**
 * What a trial costs beyond the app's own work, against a call of the same function in this process: a command and a module, as built,
 * one worker, one trial after the other, interleaved. Starting the worker is not in it, and said apart.
 *
 *     npm run bench:app -- [repetitions] [trials]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import type { App } from "../src/experiment/app-call.ts";
import type { Json } from "../src/experiment/json.ts";
import type * as Apps from "../src/edge/model/app/open-command-app.ts";
import { formatFigure } from "./goals.ts";
import { median } from "./measure.ts";

const repetitions = Number(process.argv[2] ?? 9);
const trials = Number(process.argv[3] ?? 200);
const mostMs = 3;
const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "llm-o11y-app-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

writeFileSync(
  join(scratch, "desk.mjs"),
  `export default async ({ input }) => ({
     output: "You may return it within 30 days: " + input,
     tool_calls: [{ name: "find_order", arguments: { id: 7 } }],
     usage: { input: 40, output: 12 },
   });`,
);
writeFileSync(
  join(scratch, "app.mjs"),
  `import { createInterface } from "node:readline";
   import answer from "./desk.mjs";
   for await (const line of createInterface({ input: process.stdin })) {
     const { id, ...request } = JSON.parse(line);
     console.log(JSON.stringify({ id, ...(await answer(request)) }));
   }`,
);

const { openCommandApp, openModuleApp } = await load();
const { default: answer } = (await import(pathToFileURL(join(scratch, "desk.mjs")).href)) as {
  default: (request: { input: Json }) => Promise<object>;
};
const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };
const options = { folder: scratch, env, workers: 1 };
const contenders: Readonly<Record<string, () => Promise<App>>> = {
  command: () => openCommandApp({ ...options, argv: [process.execPath, "app.mjs"] }),
  module: () => openModuleApp({ ...options, module: "desk.mjs", runner: join(scratch, "module-runner.js") }),
};

const inProcess: number[] = [];
const timesByName = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
const startsByName = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
for (let round = 0; round <= repetitions; round++) {
  const direct = await perTrialMs((at) => answer({ input: inputOf(at) }));
  if (round > 0) inProcess.push(direct);
  for (const [name, open] of Object.entries(contenders)) {
    const fromMs = performance.now();
    const app = await open();
    await ask(app, 0);
    const startMs = performance.now() - fromMs;
    const spentMs = await perTrialMs((at) => ask(app, at));
    await app.close();
    if (round === 0) continue;
    startsByName.get(name)?.push(startMs);
    timesByName.get(name)?.push(spentMs);
  }
}
const load1 = loadavg()[0]?.toFixed(2);
console.log(
  `node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, load ${load1}, ${trials} trials, medians of ${repetitions}`,
);
console.log(`        in process: ${median(inProcess).toFixed(4)} ms a trial`);
for (const [name, times] of timesByName) {
  const value = median(times) - median(inProcess);
  console.log(
    `        ${name}: start and first answer ${median(startsByName.get(name) ?? []).toFixed(0)} ms`,
  );
  console.log(
    formatFigure({ goal: 9, what: `${name} over in process, a trial`, value, unit: " ms", most: mostMs }),
  );
}

function inputOf(at: number): string {
  return `May I return the copper pan of order ${at}?`;
}

async function ask(app: App, at: number): Promise<void> {
  const turn = {
    trial: 0,
    session: `refund-${at}/0`,
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  };
  const limits = { timeoutMs: 60_000, signal: new AbortController().signal };
  const reply = await app.ask({ app: "desk", input: inputOf(at) }, turn, limits);
  if (reply.status !== "ok") throw new Error(reply.reason);
}

async function perTrialMs(run: (at: number) => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  for (let at = 0; at < trials; at++) await run(at);
  return (performance.now() - fromMs) / trials;
}

/** Built as the command is. */
async function load(): Promise<typeof Apps> {
  const build = await rolldown({
    input: {
      "open-command-app": join(root, "src", "edge", "model", "app", "open-command-app.ts"),
      "module-runner": join(root, "src", "module-runner.ts"),
    },
    platform: "node",
  });
  await build.write({ dir: scratch, entryFileNames: "[name].js", chunkFileNames: "[name].js", minify: true });
  await build.close();
  writeFileSync(join(scratch, "package.json"), '{"type":"module"}');
  return (await import(pathToFileURL(join(scratch, "open-command-app.js")).href)) as typeof Apps;
}
