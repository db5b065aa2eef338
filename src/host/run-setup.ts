import { delimiter, join } from "node:path";
import type { ArmName } from "../experiment/trial.ts";
import { ProblemError, quoteValue } from "../problem.ts";

/** Runs a program to its end, as `runToEnd` of the apps does. */
export type Run = (options: {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}) => Promise<{
  readonly code: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly output: string;
}>;

export type SetupRun = {
  readonly arm: ArmName;
  readonly argv: readonly string[];
  /** The gate file's folder of the arm. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: Run;
  readonly signal: AbortSignal;
};

const limitMs = 15 * 60_000;
/** Most tools say first what is wrong, or last. */
const shownFirst = 5;
const shownLast = 10;

/**
 * Runs a setup, which is over within 15 minutes. Throws a ProblemError where it fails, with the start and the end of what it printed. Nothing was
 * asked and nothing spent then.
 */
export async function runSetup({ arm, argv, folder, env, run, signal }: SetupRun): Promise<void> {
  const result = await run({ argv, folder, env, timeoutMs: limitMs, signal }).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    const message = error.problems.map((problem) => problem.message).join(" ");
    throw failed(`the \`setup\` of the ${arm} was not run: ${message}`);
  });
  if (result.code === 0 && !result.timedOut) return;
  const end = signal.aborted
    ? "was stopped with the run"
    : result.timedOut
      ? `took longer than ${limitMs / 60_000} minutes`
      : result.code === null
        ? `was ended by ${result.signal ?? "a signal"}`
        : `ended with exit code ${result.code}`;
  const lines = shownLines(result.output);
  const printed = lines.length === 0 ? "and printed nothing" : `and printed: ${lines.join(" ⏎ ")}`;
  throw failed(`the \`setup\` of the ${arm}, ${quoteValue(argv.join(" "))}, ${end}, ${printed}`);
}

/** The environment with a Python environment of the arm's own in front, which lies beside its files. */
export function withPythonEnvironment(
  env: Readonly<Record<string, string>>,
  folder: string,
): Readonly<Record<string, string>> {
  const bin = join(folder, process.platform === "win32" ? "Scripts" : "bin");
  const name = Object.keys(env).find((each) => each.toUpperCase() === "PATH") ?? "PATH";
  const path = env[name];
  return { [name]: path === undefined ? bin : `${bin}${delimiter}${path}`, VIRTUAL_ENV: folder };
}

function shownLines(output: string): readonly string[] {
  const lines = output
    .split(/\r\n|[\r\n]/u)
    .map((line) => line.replaceAll(/\u001b\[[\d;]*[A-Za-z]|\p{Cc}/gu, "").trim())
    .filter((line) => line !== "" && line !== "npm error")
    .map((line) => line.slice(0, 300));
  if (lines.length <= shownFirst + shownLast) return lines;
  return [...lines.slice(0, shownFirst), "...", ...lines.slice(-shownLast)];
}

function failed(message: string): ProblemError {
  return new ProblemError([
    {
      code: "setup-failed",
      message,
      fix: "Run it in a fresh clone of that commit; it is run without a shell and sees no secrets.",
    },
  ]);
}
