import { conclude } from "../decide/reach-verdict.ts";
import type { Verdict } from "../experiment/verdict.ts";

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
