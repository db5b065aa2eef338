import { groupUnits } from "../compare/group-units.ts";
import type { Policy, ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Outcome } from "../experiment/outcome.ts";
import { betOn, noBet } from "../stats/early-stop.ts";
import type { Bet } from "../stats/early-stop.ts";
import { mean } from "../stats/summaries.ts";
import { alphaOf, lookLevels, splitAlpha } from "./alpha.ts";
import { isShownOnly } from "./judged-only.ts";
import { readQuality } from "./read-scores.ts";

/** With fewer cases a stop saves next to nothing. */
const fewestCases = 100;

/** What an early stop is planned from, all of it known before the first call. */
export type EarlyStopPlan = {
  readonly policy: Policy;
  readonly scorers: readonly ScorerConfig[];
  /** Every case of the run, in the order in which it starts. */
  readonly cases: readonly Case[];
  /** By case: the mean score of all its cached baseline trials, see `cachedScore`. A case without one is not consumed. */
  readonly baseline: ReadonlyMap<string, number>;
};

/** The early stop of a run; undefined where none is live: fewer than 100 cases, or no cached baseline trial. */
export function planEarlyStop({ policy, scorers, cases, baseline }: EarlyStopPlan): EarlyStop | undefined {
  const compared = cases.filter(({ id }) => baseline.has(id));
  if (cases.length < fewestCases || compared.length === 0) return undefined;
  const level = earlyStopLevel(policy, scorers, cases);
  return new EarlyStop(compared, baseline, { level, maxDrop: policy.quality.maxDrop });
}

/**
 * A tenth of quality's share. A rule that the policy names counts as one that the data can serve, which is not known yet: so it is at
 * most what quality gives up for it.
 */
export function earlyStopLevel(
  policy: Policy,
  scorers: readonly ScorerConfig[],
  cases: readonly Case[],
): number {
  const alpha = alphaOf(policy.confidence);
  const hasCritical = cases.some(({ critical }) => critical);
  const { quality } = splitAlpha(alpha, hasCritical, namesOtherRule(policy, scorers) ? 1 : 0);
  return lookLevels(alpha, quality, 1, true).earlyStop;
}

function namesOtherRule(
  { quality, latency, cost, slices, failures }: Policy,
  scorers: readonly ScorerConfig[],
): boolean {
  // Which judges a run can trust is not known yet: they count as if it did.
  const deciding = new Set(scorers.map(({ name }) => name));
  const limits = [
    quality.min,
    latency.p95Ms,
    latency.ttftP95Ms,
    latency.maxRatio,
    cost.perRequestUsd,
    cost.maxRatio,
    ...scorers
      .filter((scorer) => !isShownOnly(scorer, deciding))
      .flatMap(({ maxDrop, min }) => [maxDrop, min]),
  ];
  const named = Object.keys(slices).length + Object.keys(failures).length;
  return named > 0 || limits.some((limit) => limit !== undefined);
}

/** The mean quality of all cached trials among these; undefined without one that is scored. */
export function cachedScore(baseline: readonly Outcome[]): number | undefined {
  const scores = baseline.filter(({ cached }) => cached).flatMap((outcome) => readQuality(outcome) ?? []);
  return scores.length === 0 ? undefined : mean(scores);
}

/** The quality of the first scored trial, which is what a first look reads; undefined where the case is lost. */
export function firstLookScore(candidate: readonly Outcome[]): number | undefined {
  return candidate.flatMap((outcome) => readQuality(outcome) ?? [])[0];
}

/**
 * Stops a run that collapses (decision.md, early stop). Results come in any order and are consumed in the planned one: what is fast is
 * rather what fails, and a stop that followed the clock would stop unchanged apps.
 */
export class EarlyStop {
  readonly #units: readonly (readonly Case[])[];
  readonly #largest: number;
  readonly #baseline: ReadonlyMap<string, number>;
  readonly #limits: { readonly level: number; readonly maxDrop: number };
  /** By case: how its score changed, or that it was lost. */
  readonly #changes = new Map<string, number | "lost">();
  #bet: Bet = noBet;
  #next = 0;
  #sum = 0;
  #consumed = 0;
  #isStopped = false;

  /** `compared` are the cases that have a baseline score, in their order. */
  constructor(
    compared: readonly Case[],
    baseline: ReadonlyMap<string, number>,
    limits: { readonly level: number; readonly maxDrop: number },
  ) {
    this.#units = inOrderOfLast(compared);
    this.#largest = this.#units.reduce((most, unit) => Math.max(most, unit.length), 0);
    this.#baseline = baseline;
    this.#limits = limits;
  }

  /**
   * Takes what a case came to in the first look of the candidate, see `firstLookScore`; undefined where it is lost. To be told once for
   * each case, when all its trials of that look are there. Gives whether the run is to stop.
   */
  see(caseId: string, candidate: number | undefined): boolean {
    const baseline = this.#baseline.get(caseId);
    if (baseline === undefined || this.#changes.has(caseId)) return this.#isStopped;
    this.#changes.set(caseId, candidate === undefined ? "lost" : candidate - baseline);
    while (!this.#isStopped && this.#consumeNext());
    return this.#isStopped;
  }

  /** The evidence and the drop both say so. Never taken back. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Cases that were consumed, lost ones left out. */
  get consumed(): number {
    return this.#consumed;
  }

  /** Whether the next unit was there. A group is one step; what is lost of it is left out, and with all of it the step. */
  #consumeNext(): boolean {
    const changes = this.#units[this.#next]?.map(({ id }) => this.#changes.get(id));
    if (changes === undefined || changes.includes(undefined)) return false;
    this.#next++;
    const known = changes.filter((change) => typeof change === "number");
    if (known.length === 0) return true;
    const sum = known.reduce((total, change) => total + change, 0);
    this.#bet = betOn(sum / this.#largest, this.#bet);
    this.#sum += sum;
    this.#consumed += known.length;
    const drop = -this.#sum / this.#consumed;
    // Both are false for NaN, which never stops.
    this.#isStopped = this.#bet.evidence >= 1 / this.#limits.level && drop > 2 * this.#limits.maxDrop;
    return true;
  }
}

/** Units in the order in which they can be complete: each at the place of its last case. */
function inOrderOfLast(cases: readonly Case[]): readonly (readonly Case[])[] {
  const place = new Map(cases.map(({ id }, i) => [id, i]));
  const last = (unit: readonly Case[]): number => place.get(unit.at(-1)?.id ?? "") ?? 0;
  return groupUnits(cases, (one) => one).toSorted((a, b) => last(a) - last(b));
}
