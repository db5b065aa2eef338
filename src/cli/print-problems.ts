import { formatProblem } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { terminalText } from "../report/untrusted.ts";
import type { Io } from "./io.ts";

/** Problems on stderr, one a line, each with its place and its remedy. */
export function printProblems(
  problems: readonly Problem[],
  io: Pick<Io, "stderr">,
  kind: "error" | "warning",
): void {
  for (const problem of problems) io.stderr(`${kind}: ${terminalText(formatProblem(problem), 2000)}\n`);
}
