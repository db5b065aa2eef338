import { counted, integer, upperFirst, usd } from "../decide/format.ts";

/** What a run is about to do, and what it may spend at most. Calls are without retries. */
export type PlanFigures = {
  readonly cases: number;
  readonly arms: number;
  readonly calls: { readonly target: number; readonly judge: number };
  /** Calls that come only where the first look does not decide. */
  readonly mayCome?: { readonly secondLook: number; readonly confirmation: number; readonly fresh: number };
  /** Trials of the first look that the cache has. */
  readonly kept?: number;
  /** About what the first look costs, and the worst case. Absent: a price is unknown. */
  readonly cost?: { readonly usd: number; readonly worstUsd: number };
  readonly budget: { readonly calls: number; readonly minutes: number; readonly usd?: number };
};

/**
 * One line without a line feed: "Plan: 120 cases on 2 arms, 264 calls, 984 with a second look, at worst 1,224 with critical cases
 * confirmed; at most 5,000 calls, 20 minutes, $2.00". Calls of judges are told apart in the first look, and are in the sums after it.
 */
export function renderPlan({ cases, arms, calls, mayCome, kept = 0, cost, budget }: PlanFigures): string {
  const judges = calls.judge === 0 ? "" : ` and ${integer(calls.judge)} of judges`;
  const { secondLook = 0, confirmation = 0, fresh = 0 } = mayCome ?? {};
  const fromCache = kept === 0 ? "" : ` (${counted(kept, "trial")} from the cache)`;
  const price = cost === undefined ? "" : `; about ${usd(cost.usd)}${atWorst(cost)}`;
  const withSecond = calls.target + calls.judge + secondLook;
  const second = secondLook === 0 ? "" : `, ${integer(withSecond)} with a second look`;
  const why = [
    ...(confirmation === 0 ? [] : ["critical cases confirmed"]),
    ...(fresh === 0 ? [] : ["a fresh baseline"]),
  ].join(" and ");
  const worst = why === "" ? "" : `, at worst ${integer(withSecond + confirmation + fresh)} with ${why}`;
  return `Plan: ${counted(cases, "case")} on ${counted(arms, "arm")}, ${counted(calls.target, "call")}${judges}${fromCache}${second}${worst}${price}; ${atMost(budget)}`;
}

/** One line without a line feed: "Plan: 120 labelled outputs, 131 calls of the judge; at most 5,000 calls, 20 minutes, $2.00". */
export function renderLabelPlan({
  outputs,
  calls,
  budget,
  arePairs,
}: {
  readonly outputs: number;
  readonly calls: number;
  readonly arePairs: boolean;
} & Pick<PlanFigures, "budget">): string {
  return `Plan: ${counted(outputs, arePairs ? "labelled pair" : "labelled output")}, ${counted(calls, "call")} of the judge; ${atMost(budget)}`;
}

/** One line without a line feed, when a part begins that not every run has: "Second look: 360 more trials". */
export function renderLook(part: string, trials: number): string {
  return `${upperFirst(part)}: ${counted(trials, "more trial")}`;
}

function atMost(budget: PlanFigures["budget"]): string {
  const money = budget.usd === undefined ? "" : `, ${usd(budget.usd)}`;
  return `at most ${counted(budget.calls, "call")}, ${budget.minutes} minutes${money}`;
}

function atWorst(cost: NonNullable<PlanFigures["cost"]>): string {
  return usd(cost.worstUsd) === usd(cost.usd) ? "" : `, at worst about ${usd(cost.worstUsd)}`;
}
