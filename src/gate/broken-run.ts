import type { Spend as Spent } from "../decide/budget-rule.ts";
import { ProblemError } from "../problem.ts";
import type { Spend } from "./run/spend.ts";

/** A defect of ours in the middle of a run, with what was spent until then. The error itself is the `cause`. */
export class BrokenRun extends Error {
  readonly spend: Spent;

  constructor(cause: unknown, spend: Spent) {
    super("the run broke off", { cause });
    this.name = "BrokenRun";
    this.spend = spend;
  }
}

/** What to throw for an error of a run: a defect after the first call carries what was spent. */
export function asBrokenRun(error: unknown, spend: Spend | undefined): unknown {
  const isDefect = !(error instanceof ProblemError);
  return isDefect && spend !== undefined && spend.calls > 0 ? new BrokenRun(error, spend.spent) : error;
}
