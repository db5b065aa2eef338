import { counted, integer, usd } from "../decide/format.ts";

/** What a run is about to do, and what it may spend at most. Calls are without retries. */
export type PlanFigures = {
  readonly cases: number;
  readonly arms: number;
  readonly calls: { readonly target: number; readonly judge: number };
  readonly budget: { readonly calls: number; readonly minutes: number; readonly usd?: number };
};

/** One line without a line feed: "Plan: 120 cases on 2 arms, 264 calls and 120 of judges; at most 5,000 calls, 20 minutes, $2.00". */
export function renderPlan({ cases, arms, calls, budget }: PlanFigures): string {
  const judges = calls.judge === 0 ? "" : ` and ${integer(calls.judge)} of judges`;
  const money = budget.usd === undefined ? "" : `, ${usd(budget.usd)}`;
  return `Plan: ${counted(cases, "case")} on ${counted(arms, "arm")}, ${counted(calls.target, "call")}${judges}; at most ${counted(budget.calls, "call")}, ${budget.minutes} minutes${money}`;
}
