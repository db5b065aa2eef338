import { CommanderError } from "commander";
import { BrokenRun } from "../gate/broken-run.ts";
import { ProblemError } from "../problem.ts";
import type { Exit, Io } from "./io.ts";
import { buildProgram } from "./program.ts";

/** Runs one command line and gives its exit code. What the user has to put right is told in lines; a defect of ours keeps its stack. */
export async function run(args: readonly string[], io: Io): Promise<Exit> {
  let exit: Exit = 0;
  const program = buildProgram(io, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 || error.code === "commander.help" ? 0 : 2;
    if (error instanceof ProblemError) {
      if (args.includes("--json"))
        io.stdout(`${JSON.stringify({ ok: false, problems: error.problems }, undefined, 2)}\n`);
      const { printProblems } = await import("./print-problems.ts");
      printProblems(error.problems, io, "error");
      const { exitOfProblems } = await import("../gate/exit-code.ts");
      return exitOfProblems(error.problems);
    }
    const cause = error instanceof BrokenRun ? error.cause : error;
    const stack = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    io.stderr(
      `This is a defect of llm-o11y, and no verdict. ${spent(error)} Please report it with these lines:\n${stack}\n`,
    );
    return 2;
  }
}

function spent(error: unknown): string {
  if (!(error instanceof BrokenRun)) return "Nothing was spent.";
  const { calls, usd } = error.spend;
  return `${calls} calls were made, for ${usd === undefined ? "an unknown amount" : `$${usd.toFixed(2)}`}.`;
}
