import { r as formatProblem } from "./problem.js";
import { h as terminalText } from "./untrusted.js";
// src/cli/print-problems.ts
function printProblems(problems, io, kind) {
	for (let problem of problems) io.stderr(`${kind}: ${terminalText(formatProblem(problem), 2e3)}\n`);
}
export { printProblems as t };
