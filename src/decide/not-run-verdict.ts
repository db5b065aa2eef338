import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import { concludeBeforeRun } from "./before-run.ts";
import type { KnownBeforeRun } from "./before-run.ts";
import { decideDataset } from "./dataset-rule.ts";
import { upperFirst } from "./format.ts";
import { writeTitle } from "./title.ts";

/** Why a run must not start, and what to do about it. */
const reasons = {
  first_run_from_fork: {
    why: "The base branch has no gate yet, and a pull request from a fork may not bring its own policy.",
    next: "a maintainer can merge the gate file from a branch of this repository first; this pull request is then measured by it",
  },
  no_key_on_fork: {
    why: "A pull request from a fork gets no secrets, so there is no key to call the model with.",
    next: "a maintainer can review the change, push it to a branch of this repository and have the gate run there",
  },
  no_key: {
    why: "A key is missing.",
    next: "store the key as a secret of this repository and hand it to the step in `env`, then run the job again",
  },
} as const;

export type NotRunReason = keyof typeof reasons;

/**
 * The verdict on a run that must not start: evidence is missing, nothing was spent. `problems` say what exactly is missing, such as
 * the name of a key. A critical case that leaves the dataset fails even so.
 */
export function notRunVerdict(
  known: KnownBeforeRun & { readonly reason: NotRunReason; readonly problems?: readonly Problem[] },
): Verdict {
  const { why, next } = reasons[known.reason];
  const { problems = [], warnings } = known;
  const missing = problems.map(({ message }) => upperFirst(message));
  // Where the problems say it all, they also make the better title: they name the key.
  const said = known.reason === "no_key" && missing.length > 0 ? missing : [why, ...missing];
  const rules = [
    { rule: "evidence", status: "inconclusive" as const, message: said.join(" ") },
    decideDataset(known.datasetChange),
  ];
  return {
    ...concludeBeforeRun({ ...known, warnings: [...warnings, ...problems] }, rules, writeTitle),
    next,
  };
}
