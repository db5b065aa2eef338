import type { PairedFigures } from "../compare/figures.ts";
import type { Rule } from "../experiment/verdict.ts";
import { fiellerRatio, geometricRatio } from "../stats/ratio-bounds.ts";
import type { RatioBounds } from "../stats/ratio-bounds.ts";
import type { Levels } from "../stats/paired-bounds.ts";
import { mean } from "../stats/summaries.ts";
import { counted, ratio } from "./format.ts";
import { isOver, lacksLine, silentRule } from "./rule-plan.ts";
import type { RulePlan } from "./rule-plan.ts";

/** A ratio candidate / baseline of paired figures against the most that is tolerated. */
export type RatioSpec = {
  readonly id: string;
  readonly label: string;
  readonly figures: PairedFigures;
  /** Absent = not limited: shown, decides nothing. */
  readonly maxRatio?: number;
  readonly maxMissing: number;
};

/** Typical latency: geometric mean of the paired ratios. Not applicable where a first trial came from the cache. */
export function planLatencyDelta(spec: RatioSpec): RulePlan {
  if (spec.figures.cached) {
    return {
      id: spec.id,
      blocking: spec.maxRatio !== undefined,
      takesShare: false,
      decide: () => ({
        rule: spec.id,
        status: "not_applicable",
        message: `${spec.label}: some first trials came from the cache, and a cached latency is never compared.`,
      }),
    };
  }
  return planRatio(spec, geometricRatio, "log_ratio_t", geometricMean);
}

/** Cost: ratio of the means, with Fieller's bounds. */
export function planCostDelta(spec: RatioSpec): RulePlan {
  return planRatio(spec, fiellerRatio, "fieller", mean);
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

function planRatio(
  spec: RatioSpec,
  bound: (baseline: readonly number[], candidate: readonly number[], levels: Levels) => RatioBounds,
  method: string,
  summarise: (values: readonly number[]) => number,
): RulePlan {
  const { id, label, figures, maxRatio, maxMissing } = spec;
  const blocking = maxRatio !== undefined;
  const n = figures.baseline.length;
  const all = n + figures.unknown;
  if (all === 0 || isOver(figures.unknown / all, maxMissing)) {
    const message = `${label} is unknown on one arm for ${figures.unknown} of ${counted(all, "case")}, so the arms cannot be compared.`;
    return silentRule(id, blocking, message);
  }
  return {
    id,
    blocking,
    takesShare: blocking,
    decide: (levels) => {
      const { ratio: measured, lower, upper } = bound(figures.baseline, figures.candidate, levels);
      if (!Number.isFinite(measured) || measured < 0) {
        const message = `${label}: the baseline's is 0, so there is no ratio.`;
        return { rule: id, status: blocking ? "inconclusive" : "not_applicable", levels, n, message };
      }
      const base: Rule = {
        rule: id,
        status: "not_applicable",
        baseline: summarise(figures.baseline),
        candidate: summarise(figures.candidate),
        delta: measured - 1,
        levels,
        n,
        method,
        ...(lower === undefined || upper === undefined
          ? {}
          : { interval: [upper - 1, lower - 1] as [number, number] }),
        message: `${label} ${ratio(measured)}; no limit in the policy.`,
      };
      if (maxRatio === undefined) return { ...base, advisory: true };
      const beyond = isOver(measured, maxRatio);
      const proven = beyond ? lower !== undefined && lower > 1 : upper !== undefined && upper <= maxRatio;
      const sure = proven ? "proven" : beyond ? "not proven" : "measured";
      const decided: Rule = {
        ...base,
        status: beyond ? (proven ? "fail" : "not_proven") : "pass",
        measured: beyond ? "beyond" : "within",
        proven,
        limit: { max_ratio: maxRatio },
        message: beyond
          ? `${label} ${ratio(measured)} is over ${ratio(maxRatio)} (${sure}).`
          : `${label} ${ratio(measured)}, within ${ratio(maxRatio)} (${sure}).`,
      };
      return figures.withoutLine.length > 0 ? lacksLine(decided, label, figures.withoutLine) : decided;
    },
  };
}
