import type { Policy } from "../config/config.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Rule } from "../experiment/verdict.ts";
import type { ArmRun } from "./evidence-rule.ts";
import { counted, integer, usd } from "./format.ts";

/** What a run took. `usd` is absent where the cost of a call is unknown. */
export type Spend = { readonly usd?: number; readonly calls: number; readonly cached: number };

/**
 * The rule `budget`: inconclusive where the budget ended the run (`evidence` then says what is missing), or where a limit in USD is
 * written and the cost is unknown. A whole run passes, also where its last calls went over. No test is made.
 */
export function decideBudget(
  spend: Spend | undefined,
  budget: Policy["budget"],
  runs: Readonly<Record<ArmName, ArmRun>>,
): Rule {
  const rule = "budget";
  if (spend === undefined)
    return { rule, status: "not_applicable", message: "Nothing was run, so nothing was spent." };
  const limit = {
    ...(budget.usd === undefined ? {} : { usd: budget.usd }),
    calls: budget.calls,
    minutes: budget.minutes,
  };
  const ends = new Set([runs.baseline.end?.reason, runs.candidate.end?.reason]);
  const took = spent(spend, budget);
  const isUnknown = budget.usd !== undefined && knownUsd(spend) === undefined;
  const remedy = isUnknown ? " Write what the model costs under `prices`." : "";
  if (ends.has("budget"))
    return { rule, status: "inconclusive", limit, message: `The run reached its budget: ${took}.${remedy}` };
  if (ends.has("deadline")) {
    const message = `The run reached its deadline of ${counted(budget.minutes, "minute")}: ${took}.`;
    return { rule, status: "inconclusive", limit, message };
  }
  if (budget.usd !== undefined && isUnknown) {
    const message = `What the run cost is unknown, so its budget of ${usd(budget.usd)} cannot be checked: ${counted(spend.calls, "call")}.${remedy}`;
    return { rule, status: "inconclusive", limit, message };
  }
  return { rule, status: "pass", limit, message: `Spent ${took}.` };
}

function spent(spend: Spend, budget: Policy["budget"]): string {
  const cost = knownUsd(spend);
  const money = cost === undefined ? "an unknown amount" : usd(cost);
  const most = budget.usd === undefined ? "" : ` of ${usd(budget.usd)}`;
  return `${money}${most} in ${integer(spend.calls)} of ${counted(budget.calls, "call")}`;
}

/** No call costs nothing. */
function knownUsd(spend: Spend): number | undefined {
  if (spend.usd !== undefined && Number.isFinite(spend.usd)) return spend.usd;
  return spend.calls === 0 ? 0 : undefined;
}
