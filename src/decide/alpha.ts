import type { Levels } from "../stats/paired-bounds.ts";
import { fewestCasesToProve } from "../stats/power.ts";

/** alpha = 1 - confidence, without the last bits that the subtraction adds: 0.05 and not 0.050000000000000044. */
export function alphaOf(confidence: number): number {
  return Number((1 - confidence).toFixed(12));
}

/** How the error of a verdict is spread over the rules that may block (decision.md section 4). */
export type AlphaShares = {
  readonly quality: number;
  /** Of all critical cases together. */
  readonly critical: number;
  /** Of each other blocking rule. */
  readonly other: number;
};

/** 60% quality, 20% critical cases, 20% evenly over the others; a part without a rule goes to quality. */
export function splitAlpha(alpha: number, hasCritical: boolean, others: number): AlphaShares {
  const critical = hasCritical ? 0.2 * alpha : 0;
  const rest = others > 0 ? 0.2 * alpha : 0;
  return { quality: alpha - critical - rest, critical, other: others > 0 ? rest / others : 0 };
}

/** The levels of a score rule at each planned look, and what an early stop takes of its block level first. */
export type LookLevels = {
  readonly earlyStop: number;
  readonly looks: readonly [Levels, ...Levels[]];
};

/**
 * With two looks 1/5 of the levels at the first and 4/5 at the second, with one look all of them. Proof is at alpha whatever
 * the number of rules, since a pass needs all of them.
 */
export function lookLevels(alpha: number, share: number, looks: 1 | 2, earlyStopIsLive: boolean): LookLevels {
  const earlyStop = earlyStopIsLive ? share / 10 : 0;
  const at = (part: number): Levels => ({ proof: part * alpha, block: part * (share - earlyStop) });
  return { earlyStop, looks: looks === 2 ? [at(0.2), at(0.8)] : [at(1)] };
}

/** How many looks a run plans, and at which it is; the same before any result and after. */
export type LookState = (
  | { readonly planned: 1; readonly now: 1 }
  | { readonly planned: 2; readonly now: 1 | 2 }
) & {
  /** An early stop is live in this run, whether it stops it or not. */
  readonly earlyStop?: true;
};

/** The levels of a rule with this share: of a score rule those of the look, of any other all of them, since it is tested once. */
export function levelsAt(alpha: number, share: number, look: LookState): Levels {
  return ofLook(look, lookLevels(alpha, share, look.planned, false));
}

/** The levels of quality, which alone pays for an early stop that is live. */
export function qualityLevelsAt(alpha: number, share: number, look: LookState): Levels {
  return ofLook(look, lookLevels(alpha, share, look.planned, look.earlyStop === true));
}

function ofLook({ now }: LookState, { looks }: LookLevels): Levels {
  return looks[now - 1] ?? looks[0];
}

/** Two looks are planned only where all ties could still pass at the second one. */
export function plannedLooks(alpha: number, cases: number, maxDrop: number): 1 | 2 {
  return cases >= fewestCasesToProve(maxDrop, 0.8 * alpha) ? 2 : 1;
}
