/**
 * What the built command costs without a model: start-up against a bare node, one case through the gate, a verdict on two records, the
 * speed of reading a dataset. Medians of interleaved runs.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expected, questionOf } from "./cell.ts";
import { contenders } from "./contenders.ts";
import type { Place } from "./contenders.ts";
import type { Figure } from "./goals.ts";
import { measure, median } from "./measure.ts";
import type { Usage } from "./measure.ts";

const trials = 5000;
const megabytes = 60;

/** Goals 4 and 7, and those of the first issue for `compare`. */
export async function measureCommands(place: Place, repeats: number): Promise<readonly Figure[]> {
  const { folder, cli } = place;
  mkdirSync(folder, { recursive: true });
  const one = contenders["ours"]?.(
    { cases: 1, scoring: "rules", latencyMs: 0, atOnce: 4 },
    { ...place, folder: join(folder, "one-case") },
  );
  if (one === undefined) throw new Error("the gate is a contender");
  const files = writeFiles(folder);
  const node = (...args: readonly string[]) => ({ command: process.execPath, args, cwd: folder });
  const commands = {
    bare: node("-e", "0"),
    version: node(cli, "--version"),
    smallCheck: node(cli, "dataset", "check", files.small),
    largeCheck: node(cli, "dataset", "check", files.large),
    compare: {
      ...node(cli, "compare", files.baseline, files.candidate, "--out", join(folder, "out"), "--json"),
      mayExitWith: [0, 1, 3],
    },
    oneCase: one,
  };
  type Name = keyof typeof commands;
  const names = Object.keys(commands) as Name[];
  const usages = new Map<Name, readonly Usage[]>();
  for (let round = 0; round < repeats; round++)
    for (const name of names) {
      one.clear();
      // A figure of milliseconds bears no preload.
      const isShort = ["bare", "version", "smallCheck"].includes(name);
      const usage = isShort ? timeOf(commands[name]) : await measure(commands[name]);
      usages.set(name, [...(usages.get(name) ?? []), usage]);
    }
  const wallMs = (name: Name): number => median((usages.get(name) ?? []).map((usage) => usage.wallMs));
  const bareMs = wallMs("bare");
  const readMs = wallMs("largeCheck") - wallMs("smallCheck");
  const peakMib = median((usages.get("compare") ?? []).map((usage) => usage.peakMib));
  const speed = statSync(files.large).size / 1e6 / (readMs / 1000);
  return [
    { goal: 4, what: "`--version`, of a bare node", value: wallMs("version") / bareMs, unit: "x", most: 1.5 },
    {
      goal: 4,
      what: "`dataset check`, of a bare node",
      value: wallMs("smallCheck") / bareMs,
      unit: "x",
      most: 2,
    },
    {
      goal: 4,
      what: "one case through the gate, over a bare node",
      value: wallMs("oneCase") - bareMs,
      unit: " ms",
      most: 250,
    },
    { goal: 7, what: "dataset read and checked", value: speed, unit: " MB/s", most: 60, isLeast: true },
    {
      goal: 4,
      what: `compare two records of ${trials} trials`,
      value: wallMs("compare"),
      unit: " ms",
      most: 500,
    },
    { goal: 3, what: "its peak memory", value: peakMib, unit: " MiB", most: 150 },
  ];
}

function timeOf({
  command,
  args,
  cwd,
}: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}): Usage {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return { wallMs: performance.now() - startMs, cpuMs: Number.NaN, peakMib: Number.NaN };
}

function writeFiles(folder: string) {
  const write = (name: string, lines: readonly object[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return file;
  };
  const caseOf = (index: number, padding = "") => ({
    id: `refund-${index}`,
    input: `${questionOf(index)} ${padding}`,
    expected,
  });
  const recordOf = (arm: string, failsEvery: number): string =>
    write(`${arm}.jsonl`, [
      { type: "run", version: 1, arm, planned: { cases: trials, trials: 1 } },
      ...Array.from({ length: trials }, (_, index) => {
        const passed = index % failsEvery !== 0;
        const scores = [{ scorer: "exact", value: passed ? 1 : 0, passed }];
        const answer = { type: "trial", case: `refund-${index}`, trial: 0, status: "ok", output: expected };
        return { ...answer, cost_usd: 0.002, latency_ms: 800 + (index % 700), scores };
      }),
    ]);
  const padding = "The customer is not amused. ".repeat(40);
  const lineBytes = JSON.stringify(caseOf(10_000, padding)).length + 1;
  return {
    small: write(
      "small.jsonl",
      Array.from({ length: 20 }, (_, index) => caseOf(index)),
    ),
    large: write(
      "large.jsonl",
      Array.from({ length: Math.ceil((megabytes * 1e6) / lineBytes) }, (_, index) => caseOf(index, padding)),
    ),
    baseline: recordOf("baseline", 8),
    candidate: recordOf("candidate", 7),
  };
}
