import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import type { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type Problem, ProblemError, quoteValue } from "../../../problem.ts";
import { keepTail, type OutputTail } from "./output-tail.ts";

export type ProcessOptions = {
  /** Program and arguments, run without a shell. */
  readonly argv: readonly string[];
  readonly folder: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Gets its stderr. */
  readonly log: Pick<OutputTail, "add">;
};

export type ProcessExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A process and all that it has started: they are one group, and end together. */
export type Process = {
  /** Number of its group, which is that of the process. */
  readonly group: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** When it ended itself or was ended, once its output has been read. Never rejects, and never waits for a grandchild. */
  readonly exited: Promise<ProcessExit>;
  /** Ends the whole group: SIGTERM, and SIGKILL where something is left after 2 s. Resolves when it is gone; can be called twice. */
  readonly end: () => Promise<void>;
  /** Whether it keeps our own process from ending, as it does at first. If not, it ends with us. */
  readonly hold: (isHeld: boolean) => void;
};

/** How long a group may take to end on each signal. */
const graces = [
  ["SIGTERM", 2000],
  ["SIGKILL", 200],
] as const;
const isWindows = process.platform === "win32";

/** Starts a program. Throws a ProblemError where it is not found or may not be run. No stream of it ever throws. */
export async function startProcess({ argv, folder, env, log }: ProcessOptions): Promise<Process> {
  const [program, ...args] = argv;
  if (program === undefined || program === "") throw new ProblemError([notStarted(argv, "it is empty")]);
  const options = { cwd: folder, env, detached: !isWindows, windowsHide: true, stdio: "pipe" } as const;
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(program, args, options);
    await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  } catch (error) {
    throw startFailure(argv, folder, error);
  }
  return watch(child, log);
}

function watch(child: ChildProcessWithoutNullStreams, log: ProcessOptions["log"]): Process {
  // A group outlives its leader, and its number is not given away before.
  const group = child.pid ?? 0;
  live.add(group);
  listenForOurEnd();
  for (const emitter of [child, child.stdin, child.stdout, child.stderr])
    emitter.on("error", () => undefined);
  child.stderr.on("data", log.add);
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= endGroup(child, group));
  const exited = new Promise<ProcessExit>((resolve) => {
    let exit: ProcessExit = { code: null, signal: null };
    let drained: NodeJS.Timeout | undefined;
    const settle = (): void => {
      clearTimeout(drained);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve(exit);
    };
    child.once("close", settle);
    child.once("exit", (code, signal) => {
      exit = { code, signal };
      void end();
      // What it has written is read first, also where we were too busy for that; then whoever holds the pipes open is left alone.
      drained = setTimeout(() => setImmediate(() => setImmediate(settle)), 250);
    });
  });
  // The pipes of a child are sockets, which their types do not say.
  const handles = [child, ...([child.stdin, child.stdout, child.stderr] as unknown as Socket[])];
  const hold = (isHeld: boolean): void => {
    for (const handle of handles)
      if (isHeld) handle.ref();
      else handle.unref();
  };
  return { group, stdin: child.stdin, stdout: child.stdout, exited, end, hold };
}

async function endGroup(child: ChildProcessWithoutNullStreams, group: number): Promise<void> {
  child.stdin.destroy();
  for (const [signal, graceMs] of graces) {
    if (!signalGroup(group, signal)) break;
    for (let waitedMs = 0; waitedMs < graceMs && isThere(child, group); waitedMs += 20) await wait(20);
  }
  live.delete(group);
  stopListening();
}

function isThere(child: ChildProcessWithoutNullStreams, group: number): boolean {
  if (isWindows) return child.exitCode === null && child.signalCode === null;
  return signalGroup(group, 0);
}

/** Whether the group is there. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    if (isWindows) spawnSync("taskkill", ["/pid", String(group), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

const live = new Set<number>();
const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function killAll(): void {
  for (const group of live) signalGroup(group, "SIGKILL");
  live.clear();
}

/** A signal that nobody else handles would end us without an `exit`. Called first, while those who listen once are still there. */
function endByKill(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  process.off(signal, endByKill);
  process.kill(process.pid, signal);
}

function listenForOurEnd(): void {
  if (process.listeners("exit").includes(killAll)) return;
  process.on("exit", killAll);
  for (const signal of endingSignals) process.prependListener(signal, endByKill);
}

function stopListening(): void {
  if (live.size > 0) return;
  process.off("exit", killAll);
  for (const signal of endingSignals) process.off(signal, endByKill);
}

export type RunOptions = Omit<ProcessOptions, "log"> & {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** How a program that was run to its end ended. `output` is the last 64 KiB of stdout and stderr, as they came. */
export type RunResult = ProcessExit & { readonly timedOut: boolean; readonly output: string };

/** Runs a program to its end, which comes at the limit or the abort at the latest. Throws only where it cannot be started. */
export async function runToEnd({ timeoutMs, signal, ...options }: RunOptions): Promise<RunResult> {
  const log = keepTail();
  const started = await startProcess({ ...options, log });
  let timedOut = false;
  const stop = (): void => void started.end();
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  started.stdin.end();
  started.stdout.on("data", log.add);
  const exit = await started.exited;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  await started.end();
  return { ...exit, timedOut, output: log.text() };
}

function startFailure(argv: readonly string[], folder: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  // The same code where the folder is not there, which is no fault of the user's.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return new Error(`no folder ${folder} to run ${quoteValue(argv)} in`, { cause: error });
  return new ProblemError([notStarted(argv, causes[code] ?? `the system says ${code}`)]);
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: "it is not found",
  ENOTDIR: "it is not found",
  EACCES: "it may not be run",
  ENOEXEC: "it is no program",
  E2BIG: "its arguments are too long",
};

function notStarted(argv: readonly string[], cause: string): Problem {
  const [program = ""] = argv;
  const words = program.split(/\s+/u).filter((word) => word !== "");
  const fix =
    argv.length === 1 && words.length > 1
      ? `Write a list: ${quoteValue(words)}. No shell takes a line apart.`
      : "Name it by its path, or install it in `setup`; a file needs the right to be executed and a first line such as `#!/usr/bin/env node`.";
  return { code: "command-not-found", message: `cannot start ${quoteValue(program)}: ${cause}.`, fix };
}
