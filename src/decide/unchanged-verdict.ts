import type { Verdict } from "../experiment/verdict.ts";
import { concludeBeforeRun } from "./before-run.ts";
import type { KnownBeforeRun } from "./before-run.ts";
import { decideDataset } from "./dataset-rule.ts";
import { waivedNote, writeTitle } from "./title.ts";

/**
 * The verdict on a target that the change does not reach: a pass without a call, unless a critical case leaves the dataset. So a pull
 * request that only adds a waiver, or edits rows, costs nothing.
 */
export function unchangedVerdict(known: KnownBeforeRun): Verdict {
  const rules = [
    {
      rule: "evidence",
      status: "not_applicable" as const,
      message: "Nothing was run: the target is the same on both arms.",
    },
    decideDataset(known.datasetChange),
  ];
  return concludeBeforeRun(known, rules, (conclusion, waived) =>
    conclusion.verdict === "pass"
      ? `Target unchanged: nothing in this pull request reaches it; 0 calls${waivedNote(waived)}`
      : writeTitle(conclusion, waived),
  );
}
