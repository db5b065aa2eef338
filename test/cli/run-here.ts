import type { Exit } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

export type Ran = { readonly exit: Exit; readonly stdout: string; readonly stderr: string };

/** Runs a command line in this process, in a folder, as a user without a terminal would. */
export async function runHere(workingDir: string, ...args: readonly string[]): Promise<Ran> {
  return runWith({}, workingDir, ...args);
}

/** The same with these variables in the environment. */
export async function runWith(
  env: Readonly<Record<string, string>>,
  workingDir: string,
  ...args: readonly string[]
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await run(args, {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    workingDir,
    today: "2026-01-01",
    colour: false,
    width: 120,
    isErrorTerminal: false,
    env,
    stopSignal: () => new AbortController().signal,
  });
  return { exit, stdout: out.join(""), stderr: err.join("") };
}
