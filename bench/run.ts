/**
 * The goals of the built command, measured against a bare node: `--version` at most 1.5x, `dataset check` of a small file at most 2x,
 * a verdict on two records of 5,000 trials in at most 0.5 s and 150 MB. Medians of interleaved runs; run it on a quiet machine.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const cli = join(root, "dist", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "llm-o11y-bench-"));
const repeats = 15;
const trials = 5000;

function writeRecord(arm: string, failsEvery: number): string {
  const file = join(folder, `${arm}.jsonl`);
  const lines = Array.from({ length: trials }, (_, i) => {
    const passed = i % failsEvery !== 0;
    const scores = [{ scorer: "exact", value: passed ? 1 : 0, passed }];
    const trial = { type: "trial", case: `case-${i}`, trial: 0, status: "ok", output: passed ? "Yes" : "No" };
    return JSON.stringify({ ...trial, cost_usd: 0.002, latency_ms: 800 + (i % 700), scores });
  });
  const header = JSON.stringify({ type: "run", version: 1, arm, planned: { cases: trials, trials: 1 } });
  writeFileSync(file, `${[header, ...lines].join("\n")}\n`);
  return file;
}

writeFileSync(
  join(folder, "small.jsonl"),
  Array.from({ length: 20 }, (_, i) => `{"id":"greet-${i}","input":"hello ${i}","expected":"Hello"}\n`).join(
    "",
  ),
);
const [baseline, candidate] = [writeRecord("baseline", 8), writeRecord("candidate", 7)];

/** Peak memory is printed by the process itself, so that the build under test stays as it is. */
const peak = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"));`;
const withPeak = ["--import", `data:text/javascript,${encodeURIComponent(peak)}`];

const commands = {
  "node -e 0": ["-e", "0"],
  "--version": [cli, "--version"],
  "dataset check": [cli, "dataset", "check", "small.jsonl"],
  "compare 2 x 5,000": [
    ...withPeak,
    cli,
    "compare",
    baseline,
    candidate,
    "--out",
    join(folder, "out"),
    "--json",
  ],
};
const timesMs = new Map<string, number[]>();
let peakMib = 0;
for (let round = 0; round < repeats; round += 1) {
  for (const [name, args] of Object.entries(commands)) {
    const start = performance.now();
    const run = spawnSync(process.execPath, args, {
      encoding: "utf8",
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    });
    timesMs.set(name, [...(timesMs.get(name) ?? []), performance.now() - start]);
    if (run.status === null || run.status === 2) throw new Error(`${name}: ${run.stderr}`);
    peakMib = Math.max(peakMib, Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024);
  }
}
rmSync(folder, { recursive: true });

const median = (name: keyof typeof commands) =>
  timesMs.get(name)?.toSorted((a, b) => a - b)[Math.floor(repeats / 2)] ?? Number.NaN;
const bare = median("node -e 0");
const rows: readonly (readonly [string, number, string, number])[] = [
  ["--version, of a bare node", median("--version") / bare, "x", 1.5],
  ["dataset check, of a bare node", median("dataset check") / bare, "x", 2],
  ["compare two records of 5,000 trials", median("compare 2 x 5,000") / 1000, " s", 0.5],
  ["its peak memory", peakMib, " MiB", 150],
];
console.log(`node ${process.version}, bare ${bare.toFixed(0)} ms, medians of ${repeats}`);
for (const [what, value, unit, goal] of rows) {
  console.log(
    `${value <= goal ? "ok    " : "MISSED"}  ${what}: ${value.toFixed(2)}${unit} (goal ${goal}${unit})`,
  );
}
process.exitCode = rows.every(([, value, , goal]) => value <= goal) ? 0 : 1;
