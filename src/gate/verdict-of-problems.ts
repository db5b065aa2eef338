import { errorVerdict } from "../decide/error-verdict.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";

/** The verdict `error` of what keeps a gate from starting at all. */
export function verdictOfProblems(problems: readonly Problem[], gate = "default"): Verdict {
  return errorVerdict(gate, problems);
}
