import type { Spend } from "../decide/budget-rule.ts";
import { errorVerdict } from "../decide/error-verdict.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";

/** The verdict `error` of what keeps a gate from starting at all, or breaks it off after `spend`. */
export function verdictOfProblems(problems: readonly Problem[], gate = "default", spend?: Spend): Verdict {
  return errorVerdict(gate, problems, spend === undefined ? {} : { spend });
}
