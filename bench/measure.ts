import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Command = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes of a run that is one. */
  readonly mayExitWith?: readonly number[];
};

/** What a process took from its start to its end. */
export type Usage = {
  readonly wallMs: number;
  /** User and system, of every Node process that it came to; git's, which it starts too, is not in it. */
  readonly cpuMs: number;
  /** Of the largest of them. */
  readonly peakMib: number;
};

/** Written by each process as it ends: what `process.resourceUsage` calls the peak may be that of the parent. */
const onExit = `
import { readFileSync, writeFileSync } from "node:fs";
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  let peakKib = process.resourceUsage().maxRSS;
  try { peakKib = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
  writeFileSync(process.env.BENCH_USAGE + "/" + process.pid, JSON.stringify({ cpuMs: (user + system) / 1000, peakKib }));
});`;

/** Runs it to its end. Throws where it fails, with what it said. */
export async function measure({ command, args, cwd, env, mayExitWith = [0] }: Command): Promise<Usage> {
  const folder = mkdtempSync(join(tmpdir(), "llm-o11y-usage-"));
  const startMs = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "",
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(onExit)}`,
      BENCH_USAGE: folder,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
  const [code] = (await once(child, "close")) as [number | null];
  const wallMs = performance.now() - startMs;
  const usages = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { cpuMs: number; peakKib: number },
  );
  rmSync(folder, { recursive: true });
  if (code === null || !mayExitWith.includes(code))
    throw new Error(`${command} ${args.join(" ")}: exit code ${code}\n${said}`);
  return {
    wallMs,
    cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMib: Math.max(...usages.map(({ peakKib }) => peakKib)) / 1024,
  };
}

/** Bytes of all files in a folder; 0 where there is none. */
export function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .reduce((sum, item) => sum + statSync(join(item.parentPath, item.name)).size, 0);
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
