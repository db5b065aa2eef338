import type { EndReason } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";
import { concludeBeforeRun } from "./before-run.ts";
import type { KnownBeforeRun } from "./before-run.ts";
import type { Spend } from "./budget-rule.ts";
import { decideDataset } from "./dataset-rule.ts";
import { counted } from "./format.ts";
import { waivedNote, writeTitle } from "./title.ts";

/** Baseline trials that were run for later runs, where nothing was to be compared. */
export type Filled = {
  readonly trials: number;
  readonly spend: Spend;
  readonly warnings: readonly Problem[];
  /** Why it ended before all were run. */
  readonly ended?: EndReason;
};

/**
 * The verdict on a target that the change does not reach: a pass without a call, unless a critical case leaves the dataset. So a pull
 * request that only adds a waiver, or edits rows, costs nothing.
 */
export function unchangedVerdict(known: KnownBeforeRun, filled?: Filled): Verdict {
  const rules = [
    {
      rule: "evidence",
      status: "not_applicable" as const,
      message: "Nothing was compared: the target is the same on both arms.",
    },
    decideDataset(known.datasetChange),
  ];
  const verdict = concludeBeforeRun(known, rules, (conclusion, waived) =>
    conclusion.verdict === "pass"
      ? `Target unchanged: ${whatWasDone(filled)}${waivedNote(waived)}`
      : writeTitle(conclusion, waived),
  );
  if (filled === undefined) return verdict;
  const { spend, warnings } = filled;
  return { ...verdict, spend, problems: [...verdict.problems, ...notFilled(filled), ...warnings] };
}

function whatWasDone(filled: Filled | undefined): string {
  if (filled === undefined) return "nothing in this pull request reaches it; 0 calls";
  return `nothing to compare; ${counted(filled.trials, "baseline trial")} run for the cache`;
}

function notFilled({ ended }: Filled): readonly Problem[] {
  if (ended === undefined) return [];
  return [
    {
      code: "cache-not-filled",
      message: `the run ended (${ended}) before the cache had all baseline trials.`,
      fix: "Run it again: it goes on from what is there.",
    },
  ];
}
