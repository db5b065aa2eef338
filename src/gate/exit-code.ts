import { conclude } from "../decide/reach-verdict.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";

/** Exit code of a verdict, the same for the action and every command (contract section 5). */
export function exitCode(verdict: Verdict): 0 | 1 | 2 | 3 {
  switch (verdict.verdict) {
    case "pass":
      return 0;
    case "fail":
      return 1;
    case "error":
      return 2;
    case "inconclusive":
      return verdict.policy.not_proven === "allow" &&
        conclude(verdict.rules, "allow").because === "cannot_tell"
        ? 0
        : 3;
  }
}

/** Exit code of what kept a run without a verdict from starting: a key that is not set is missing evidence, all else the user's to mend. */
export function exitOfProblems(problems: readonly Problem[]): 2 | 3 {
  return problems.length > 0 && problems.every(({ code }) => code === "key-missing") ? 3 : 2;
}
