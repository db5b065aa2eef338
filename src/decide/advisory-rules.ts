import type { FailureShift } from "../compare/failure-shift.ts";
import type { CasePair } from "../compare/pair-arms.ts";
import { changeBounds, pairedChange, worseP } from "../compare/paired-change.ts";
import type { TrialLimits } from "../compare/read-trials.ts";
import type { Policy } from "../config/config.ts";
import type { Rule } from "../experiment/verdict.ts";
import { benjaminiHochberg } from "../stats/multiplicity.ts";
import type { Levels } from "../stats/paired-bounds.ts";
import { readMode, readQuality, withTag } from "./read-scores.ts";
import { decideScoreChange } from "./score-change-rule.ts";

/** Tags that the policy does not name: shown, with Benjamini-Hochberg over all of them, and unable to block. */
export function adviseSlices(
  pairs: readonly CasePair[],
  policy: Policy,
  limitsOf: (pair: CasePair) => TrialLimits,
  levels: Levels,
): readonly Rule[] {
  const tags = [...new Set(pairs.flatMap((pair) => pair.case.tags))].toSorted();
  const unnamed = tags.filter((tag) => policy.slices[tag] === undefined);
  const slices = unnamed.map((tag) => ({
    tag,
    change: pairedChange(withTag(pairs, tag), readQuality, limitsOf),
  }));
  const adjusted = benjaminiHochberg(slices.map(({ change }) => worseP(change)));
  return slices.map(({ tag, change }, i) => {
    const spec = {
      id: `slice:${tag}`,
      label: `Slice \`${tag}\``,
      change,
      maxDrop: policy.quality.maxDrop,
      limitKey: "max_drop" as const,
    };
    const rule = decideScoreChange(
      { ...spec, blocking: false, needsProof: false, maxMissing: policy.maxMissing },
      levels,
    );
    const chance = rule.status === "fail" && !((adjusted[i] ?? 1) <= levels.block);
    return chance ? { ...rule, status: "not_proven" as const, proven: false } : rule;
  });
}

/** Failure modes that the policy does not name and that moved or occur: shown, unable to block. */
export function adviseModes(
  pairs: readonly CasePair[],
  { modes }: FailureShift,
  policy: Policy,
  limitsOf: (pair: CasePair) => TrialLimits,
  levels: Levels,
): readonly Rule[] {
  const unnamed = modes.filter(({ mode }) => policy.failures[mode] === undefined);
  return unnamed.map(({ mode, baseline, candidate, midP }) => {
    const change = pairedChange(pairs, readMode(mode), limitsOf);
    const [lower, upper] = changeBounds(change, levels);
    return {
      rule: `failure:${mode}`,
      status: "not_applicable" as const,
      advisory: true as const,
      ...(change.baseline === undefined || change.candidate === undefined
        ? {}
        : { baseline: 1 - change.baseline, candidate: 1 - change.candidate }),
      ...(change.delta === undefined ? {} : { delta: change.delta }),
      interval: [lower, upper] as [number, number],
      levels,
      n: change.cases,
      method: change.method,
      message: `Failures by \`${mode}\`: ${baseline} → ${candidate} cases (McNemar mid-p ${midP.toPrecision(2)}); the policy does not name this mode.`,
    };
  });
}
