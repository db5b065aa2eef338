import { changeBounds } from "../compare/paired-change.ts";
import type { PairedChange } from "../compare/paired-change.ts";
import type { Rule } from "../experiment/verdict.ts";
import type { Interval, Levels } from "../stats/paired-bounds.ts";
import { casesToProve, detectableDrop } from "../stats/power.ts";
import { counted, listed, percent, plainPoints, points } from "./format.ts";
import { isOver } from "./rule-plan.ts";
import type { RulePlan } from "./rule-plan.ts";

/** What a score rule watches: the paired change of one score against the drop that is tolerated. */
export type ScoreChangeSpec = {
  readonly id: string;
  /** How a sentence names it: `Quality`, `` `helpful` ``, `` Slice `refund` ``. */
  readonly label: string;
  readonly change: PairedChange;
  readonly maxDrop: number;
  /** What the policy has, where `maxDrop` is tightened for the errors of a judge. */
  readonly written?: number;
  /** How the limit is written in the policy. */
  readonly limitKey: "max_drop" | "max_increase";
  readonly blocking: boolean;
  /** Fresh baseline trials were to be run here: where a fail waits for one that did not come, evidence is missing. */
  readonly runsFresh?: boolean;
  /** Only quality needs proof to pass. */
  readonly needsProof: boolean;
  readonly maxMissing: number;
};

/** A score rule: measured within or beyond the tolerance, and proven or not by the bounds (decision.md section 3). */
export function planScoreChange(spec: ScoreChangeSpec): RulePlan {
  return {
    id: spec.id,
    blocking: spec.blocking,
    takesShare: spec.blocking && spec.change.cases > 0,
    atEachLook: true,
    decide: (levels) => decideScoreChange(spec, levels),
  };
}

/** The status and figures of a score rule at given levels. */
export function decideScoreChange(spec: ScoreChangeSpec, levels: Levels): Rule {
  const { change, maxDrop } = spec;
  const base: Rule = {
    rule: spec.id,
    status: "inconclusive",
    ...(spec.blocking ? {} : { advisory: true as const }),
    levels,
    limit: { [spec.limitKey]: maxDrop, ...(spec.written === undefined ? {} : { written: spec.written }) },
    n: change.cases,
    message: "",
  };
  if (change.cases === 0) {
    const interval: [number, number] = [-1, 1];
    return { ...base, interval, message: `${spec.label}: no case serves this rule, so nothing can be said.` };
  }
  const [lower, upper] = changeBounds(change, levels);
  const figures: Rule = {
    ...base,
    interval: [lower, upper],
    method: change.method,
    worse: change.worse.length,
    better: change.better.length,
  };
  const delta = change.delta;
  if (
    change.baseline === undefined ||
    change.candidate === undefined ||
    delta === undefined ||
    Number.isNaN(delta)
  ) {
    return { ...figures, message: `${spec.label}: no case was scored on both arms.` };
  }
  const turned = spec.limitKey === "max_increase";
  const beyond = isOver(-delta, maxDrop);
  const proven = beyond ? upper < 0 : lower > -maxDrop;
  const fresh = beyond && proven ? askFresh(change, maxDrop) : undefined;
  const stands = proven && fresh === undefined;
  const measured: Rule = {
    ...figures,
    measured: beyond ? "beyond" : "within",
    proven: stands,
    ...(fresh === undefined ? {} : { fresh }),
    baseline: turned ? 1 - change.baseline : change.baseline,
    candidate: turned ? 1 - change.candidate : change.candidate,
    delta,
    detectable: detectableDrop(change.variance, change.units.length, levels.block, maxDrop),
    ...provable(change, maxDrop, levels),
    ...(change.worse.length > 0 ? { cases: [...change.worse] } : {}),
  };
  const missing = missingSentence(spec);
  if (missing !== undefined) {
    return { ...measured, status: "inconclusive", proven: false, message: missing };
  }
  const unproven = fresh === "missing" && spec.runsFresh === true ? "inconclusive" : "not_proven";
  const status = beyond ? (stands ? "fail" : unproven) : within(spec, proven);
  const decided: Rule = { ...measured, status };
  return { ...decided, message: sentence(spec, decided, [lower, upper]) + tightenedNote(spec) };
}

function tightenedNote({ maxDrop, written }: ScoreChangeSpec): string {
  if (written === undefined) return "";
  const seen = percent(maxDrop / written);
  return ` The tolerance of ${plainPoints(written)} is tightened to ${plainPoints(maxDrop)}: by its card the judge is sure to show ${seen} of a drop.`;
}

function within(spec: ScoreChangeSpec, proven: boolean): Rule["status"] {
  return proven || !spec.needsProof ? "pass" : "not_proven";
}

/**
 * A fail that used cached baseline trials stands only if the fresh ones alone show more than half the tolerance (decision.md section
 * 5): what keeps it from standing, undefined where nothing does.
 */
function askFresh({ usesCache, freshDelta }: PairedChange, maxDrop: number): Rule["fresh"] {
  if (!usesCache) return undefined;
  if (freshDelta === undefined || Number.isNaN(freshDelta)) return "missing";
  return freshDelta < -maxDrop / 2 ? undefined : "refute";
}

function provable(change: PairedChange, maxDrop: number, levels: Levels): { cases_to_prove?: number } {
  const cases = casesToProve(change.variance, maxDrop, levels.proof);
  return Number.isFinite(cases) ? { cases_to_prove: cases } : {};
}

function missingSentence({ label, change, maxMissing }: ScoreChangeSpec): string | undefined {
  if (change.withoutLine.length > 0) {
    return `${label}: ${counted(change.withoutLine.length, "case")} of ${change.cases} cannot be compared (${listed(change.withoutLine)}).`;
  }
  if (isOver(change.lost.length / change.cases, maxMissing)) {
    return `${label}: ${change.lost.length} of ${counted(change.cases, "case")} lost their score on an arm, more than ${percent(maxMissing)}.`;
  }
  return undefined;
}

function sentence(spec: ScoreChangeSpec, rule: Rule, [lower, upper]: Interval): string {
  const { label, change, maxDrop } = spec;
  const from = `${percent(rule.baseline ?? Number.NaN)} → ${percent(rule.candidate ?? Number.NaN)}`;
  const on = counted(change.pairs.length, "case");
  // A failure mode that grew is said as growth, although its delta is turned so that negative is worse.
  const sign = spec.limitKey === "max_increase" ? -1 : 1;
  const moved = points(sign * (rule.delta ?? Number.NaN));
  const cases = `${counted(change.worse.length, "case")} got worse, ${change.better.length} better.`;
  const tolerance = plainPoints(maxDrop);
  if (rule.fresh === "refute") {
    return `${label} ${from} on ${on}: ${moved} points against cached baseline trials, and ${points(sign * (change.freshDelta ?? Number.NaN))} against those that were run now, which do not confirm it: the baseline itself has moved. ${cases}`;
  }
  if (rule.fresh === "missing") {
    return `${label} ${from} on ${on}, but only against cached baseline trials: ${moved} points is not a verdict until fresh baseline trials confirm it. ${cases}`;
  }
  if (rule.status === "fail") {
    return `${label} regressed: ${from} on ${on}: ${moved} points, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
  }
  if (rule.measured === "beyond") {
    return `${label} measured ${moved} points (${from} on ${on}), not proven: at worst ${points(sign * lower)}, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
  }
  if (rule.proven === true) {
    const what = lower > 0 ? "improved, proven" : `no worse than ${tolerance} points, proven`;
    return `${label} ${what}: ${moved} points, at worst ${points(sign * lower)}; ${on}. ${cases}`;
  }
  const sure = upper < 0 ? " It is worse, within the tolerance." : "";
  return `${label} ${moved} points (${from}), within ${tolerance}. ${on} rule out a drop beyond ${plainPoints(lower)}.${sure} ${cases}`;
}
