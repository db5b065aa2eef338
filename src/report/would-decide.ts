import { plannedLooks } from "../decide/alpha.ts";
import { counted, integer, plainPoints } from "../decide/format.ts";
import { isStopped } from "../decide/stopped-quality.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import { findRule, layoutOf } from "./layout.ts";
import { type Markdown, plain, safe, table } from "./untrusted.ts";

/** What it takes to get from "cannot tell" or "no regression found" to an answer. */
export function wouldDecide(verdict: Verdict): Markdown | undefined {
  const quality = findRule(verdict, "quality");
  const layout = layoutOf(verdict);
  const drop = quality?.limit?.["max_drop"];
  const tolerance = typeof drop === "number" ? plainPoints(drop) : undefined;
  if (layout === "not_proven") {
    const needed = neededCases(quality);
    if (quality?.status !== "not_proven" || tolerance === undefined || needed === undefined) return undefined;
    const orTrials = moreTrialsHelp(quality) ? safe`, or more trials (${"policy.trials"})` : safe``;
    return safe`**To prove ${plain(tolerance)} points:** ${plain(needed)}${orTrials}. Nothing is blocked by this.`;
  }
  const isOpen = quality?.status === "not_proven" && quality.advisory !== true;
  const isBlocked = layout === "undecided" && verdict.policy.not_proven === "block";
  if (!isOpen || (layout !== "cannot_tell" && !isBlocked)) return undefined;
  if (isStopped(quality)) return runAgain;
  const sees =
    quality.detectable === undefined
      ? []
      : [`this dataset blocks drops of ${plainPoints(quality.detectable)} points and more`];
  const needed = neededCases(quality);
  const settles =
    needed === undefined || tolerance === undefined ? [] : [`${needed} would settle ${tolerance}`];
  const cases = [...sees, ...settles].join("; ");
  return table(
    [{ title: "What would decide it" }, { title: "" }],
    [
      ...(moreTrialsHelp(quality)
        ? [
            [
              safe`More trials`,
              safe`raise ${"policy.trials"}: where answers vary from run to run, more trials of a case narrow the bounds`,
            ],
          ]
        : []),
      [safe`More cases`, plain(cases === "" ? "each narrows the bounds" : cases)],
    ],
  );
}

const runAgain = safe`**What would decide it:** another run, which has the fresh baseline trials of this one to compare with.`;

/** With too few cases for a second look each gets one trial on each arm, whatever the policy gives it. */
function moreTrialsHelp({ levels, n, limit }: Rule): boolean {
  const drop = limit?.["max_drop"];
  return levels !== undefined && typeof drop === "number" && plannedLooks(levels.proof, n ?? 0, drop) === 2;
}

function neededCases(quality: Rule | undefined): string | undefined {
  if (quality?.cases_to_prove === undefined) return undefined;
  const more = quality.cases_to_prove - (quality.n ?? 0);
  return `about ${counted(quality.cases_to_prove, "case")}${quality.n !== undefined && more > 0 ? ` (${integer(more)} more)` : ""}`;
}
