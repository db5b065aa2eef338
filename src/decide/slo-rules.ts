import type { ArmFigures } from "../compare/figures.ts";
import { firstScoreBounds } from "../compare/first-scores.ts";
import type { FirstScores } from "../compare/first-scores.ts";
import type { Rule } from "../experiment/verdict.ts";
import { binomialLower, binomialUpper } from "../stats/distributions.ts";
import type { Levels } from "../stats/paired-bounds.ts";
import { fewestToProveQuantile } from "../stats/power.ts";
import { meanBounds } from "../stats/ratio-bounds.ts";
import { harrellDavis, mean } from "../stats/summaries.ts";
import { counted, ms, percent, usd } from "./format.ts";
import { isOver, lacksLine, silentRule } from "./rule-plan.ts";
import type { RulePlan } from "./rule-plan.ts";

/** An absolute promise about the candidate. `baseline` and `candidate` are the figures of the first trials. */
export type SloSpec = {
  readonly id: string;
  readonly label: string;
  readonly baseline: ArmFigures;
  readonly candidate: ArmFigures;
  /** Absent = not promised: shown, decides nothing. */
  readonly limit?: number;
  readonly maxMissing: number;
};

const quantile = 0.95;
const shareOver = 1 - quantile;

/** 95% of requests take no longer than the limit, by the exact binomial test of how many take longer (decision.md, latency). */
export function planP95Slo(spec: SloSpec, limitKey: string): RulePlan {
  return planSlo(spec, (limit, levels) => {
    const values = spec.candidate.values;
    const n = values.length;
    const over = values.filter((value) => !(value <= limit)).length;
    const beyond = isOver(over / n, shareOver);
    const proven = beyond
      ? binomialUpper(over, n, shareOver) <= levels.block
      : binomialLower(over, n, shareOver) <= levels.proof;
    const enough = fewestToProveQuantile(quantile, levels.proof);
    const howSure = proven ? "proven" : `measured; proof needs ${enough} requests with none over`;
    return {
      ...figuresOf(spec, (known) => harrellDavis(known, quantile)),
      limit: { [limitKey]: limit },
      method: "binomial",
      over,
      beyond,
      proven,
      message: beyond
        ? `${spec.label} over ${ms(limit)}: ${over} of ${counted(n, "request")} are over, 5% may be (${proven ? "proven" : "not proven"}).${alreadyMissed(spec, limit)}`
        : `${spec.label} within ${ms(limit)}: ${over} of ${counted(n, "request")} over (${howSure}).`,
    };
  });
}

function alreadyMissed({ baseline }: SloSpec, limit: number): string {
  const over = baseline.values.filter((value) => value > limit).length;
  return over / baseline.values.length > shareOver
    ? " Over its SLO, as it already was before this change."
    : "";
}

/** The mean cost of a request is at most the limit, by one-sample t bounds. Interval: [upper at proof, lower at block] in USD. */
export function planCostSlo(spec: SloSpec): RulePlan {
  return planSlo(spec, (limit, levels) => {
    const bounds = meanBounds(spec.candidate.values, levels);
    const beyond = isOver(bounds.mean, limit);
    const proven = beyond
      ? bounds.lower !== undefined && isOver(bounds.lower, limit)
      : bounds.upper !== undefined && bounds.upper <= limit;
    const before = spec.baseline.values.length > 0 && isOver(mean(spec.baseline.values), limit);
    return {
      ...figuresOf(spec, mean),
      limit: { per_request_usd: limit },
      method: "t",
      ...(bounds.lower === undefined || bounds.upper === undefined
        ? {}
        : { interval: [bounds.upper, bounds.lower] as [number, number] }),
      beyond,
      proven,
      message: beyond
        ? `Cost per request ${usd(bounds.mean)} is over ${usd(limit)} (${proven ? "proven" : "not proven"}).${before ? " Over its SLO, as it already was before this change." : ""}`
        : `Cost per request ${usd(bounds.mean)} within ${usd(limit)} (${proven ? "proven" : "measured"}).`,
    };
  });
}

/** The mean score of the first trials is at least `min`, by the general bounds on score - min. */
export function planQualitySlo(
  id: string,
  label: string,
  scores: FirstScores,
  min: number | undefined,
  maxMissing: number,
): RulePlan {
  if (min === undefined) return silentRule(id, false, `${label}: no \`min\` in the policy.`);
  const n = scores.cases.length;
  if (n === 0) return silentRule(id, true, `${label}: no case serves this rule.`, { limit: { min } });
  return {
    id,
    blocking: true,
    takesShare: true,
    decide: (levels) => decideQualitySlo(id, label, scores, min, maxMissing, levels),
  };
}

function decideQualitySlo(
  id: string,
  label: string,
  scores: FirstScores,
  min: number,
  maxMissing: number,
  levels: Levels,
): Rule {
  const { baseline, candidate } = scores;
  const n = scores.cases.length;
  const [lower, upper] = firstScoreBounds(scores, min, levels);
  const figures: Rule = {
    rule: id,
    status: "inconclusive",
    ...(baseline === undefined ? {} : { baseline }),
    levels,
    limit: { min },
    n,
    interval: [lower, upper],
    method: "general",
    message: `${label}: no candidate output was scored.`,
  };
  if (candidate === undefined || Number.isNaN(candidate)) return figures;
  const beyond = isOver(min, candidate);
  const proven = beyond ? upper < min : lower >= min;
  const measured: Rule = { ...figures, measured: beyond ? "beyond" : "within", candidate };
  if (scores.withoutLine > 0 || isOver(scores.unknown / n, maxMissing)) {
    const message = `${label}: ${scores.unknown} of ${counted(n, "case")} have no score.`;
    return { ...measured, proven: false, message };
  }
  const sure = proven ? "proven" : beyond ? "not proven" : "measured";
  const already =
    baseline !== undefined && isOver(min, baseline) ? " It was already below before this change." : "";
  return {
    ...measured,
    proven,
    status: beyond ? (proven ? "fail" : "not_proven") : "pass",
    message: beyond
      ? `${label} ${percent(candidate)} is below ${percent(min)} (${sure}).${already}`
      : `${label} ${percent(candidate)}, at least ${percent(min)} (${sure}).`,
  };
}

type SloFinding = Omit<Rule, "rule" | "status" | "measured"> & { readonly beyond: boolean };

function planSlo(spec: SloSpec, find: (limit: number, levels: Levels) => SloFinding): RulePlan {
  const { id, label, candidate, limit, maxMissing } = spec;
  const all = candidate.values.length + candidate.unknown;
  if (limit === undefined) {
    const known = figuresOf(spec, (values) =>
      id === "cost_slo" ? mean(values) : harrellDavis(values, quantile),
    );
    const shown = known.candidate === undefined ? {} : { advisory: true as const, ...known };
    return silentRule(id, false, `${label}: no limit in the policy.`, shown);
  }
  if (all === 0) return silentRule(id, true, `${label}: there is no case.`);
  if (isOver(candidate.unknown / all, maxMissing) || candidate.values.some(Number.isNaN)) {
    return silentRule(
      id,
      true,
      `${label} is unknown for ${candidate.unknown} of ${counted(all, "case")}, so its limit cannot be checked.`,
    );
  }
  return {
    id,
    blocking: true,
    takesShare: true,
    decide: (levels) => {
      const { beyond, ...finding } = find(limit, levels);
      const measured: Rule = {
        rule: id,
        status: beyond ? (finding.proven === true ? "fail" : "not_proven") : "pass",
        measured: beyond ? "beyond" : "within",
        levels,
        ...finding,
      };
      return candidate.withoutLine.length > 0 ? lacksLine(measured, label, candidate.withoutLine) : measured;
    },
  };
}

function figuresOf(
  { baseline, candidate }: SloSpec,
  summarise: (values: readonly number[]) => number,
): { baseline?: number; candidate?: number; n: number } {
  return {
    ...(baseline.values.length === 0 ? {} : { baseline: summarise(baseline.values) }),
    ...(candidate.values.length === 0 ? {} : { candidate: summarise(candidate.values) }),
    n: candidate.values.length,
  };
}
