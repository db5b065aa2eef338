import type { Spend } from "../decide/budget-rule.ts";

/** A defect of ours in the middle of a run, with what was spent until then. The error itself is the `cause`. */
export class BrokenRun extends Error {
  readonly spend: Spend;

  constructor(cause: unknown, spend: Spend) {
    super("the run broke off", { cause });
    this.name = "BrokenRun";
    this.spend = spend;
  }
}
