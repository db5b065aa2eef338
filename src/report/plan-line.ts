import { counted, integer, upperFirst, usd } from "../decide/format.ts";

/** What a run is about to do, and what it may spend at most. Calls are without retries. */
export type PlanFigures = {
  readonly cases: number;
  readonly arms: number;
  readonly calls: { readonly target: number; readonly judge: number };
  /** Calls that come only where the first look does not decide. */
  readonly mayCome?: { readonly secondLook: number; readonly confirmation: number };
  readonly budget: { readonly calls: number; readonly minutes: number; readonly usd?: number };
};

/**
 * One line without a line feed: "Plan: 120 cases on 2 arms, 264 calls, 984 with a second look, at worst 1,224 with critical cases
 * confirmed; at most 5,000 calls, 20 minutes, $2.00". Calls of judges are told apart in the first look, and are in the sums after it.
 */
export function renderPlan({ cases, arms, calls, mayCome, budget }: PlanFigures): string {
  const judges = calls.judge === 0 ? "" : ` and ${integer(calls.judge)} of judges`;
  const money = budget.usd === undefined ? "" : `, ${usd(budget.usd)}`;
  const { secondLook, confirmation } = mayCome ?? { secondLook: 0, confirmation: 0 };
  const withSecond = calls.target + calls.judge + secondLook;
  const second = secondLook === 0 ? "" : `, ${integer(withSecond)} with a second look`;
  const confirmed =
    confirmation === 0
      ? ""
      : `, at worst ${integer(withSecond + confirmation)} with critical cases confirmed`;
  return `Plan: ${counted(cases, "case")} on ${counted(arms, "arm")}, ${counted(calls.target, "call")}${judges}${second}${confirmed}; at most ${counted(budget.calls, "call")}, ${budget.minutes} minutes${money}`;
}

/** One line without a line feed, when a part begins that not every run has: "Second look: 360 more trials". */
export function renderLook(part: string, trials: number): string {
  return `${upperFirst(part)}: ${counted(trials, "more trial")}`;
}
