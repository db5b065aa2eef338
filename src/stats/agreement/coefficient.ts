import type { Interval } from "../paired-bounds.ts";
import { clamp } from "../summaries.ts";
import { wilsonInterval } from "./proportion.ts";

/** Why a chance-corrected coefficient has no value. */
export type Unknown = {
  readonly kind: "unknown";
  /** `nothing-to-compare`: fewer than two items with two labels. `one-category`: chance alone agrees everywhere, 0 / 0. */
  readonly reason: "nothing-to-compare" | "one-category";
};

/** (observed - chance) / (1 - chance): 1 is full agreement, 0 what chance gives. */
export type Coefficient =
  | {
      readonly kind: "measured";
      readonly value: number;
      /** Observed agreement, weighted where the coefficient is. */
      readonly observed: number;
      /** Agreement by chance, as the coefficient defines it. */
      readonly chance: number;
      /** Items compared. */
      readonly n: number;
    }
  | Unknown;

/** A coefficient with its standard error and two-sided interval. */
export type CoefficientWithInterval =
  | (Extract<Coefficient, { kind: "measured" }> & {
      readonly standardError: number;
      readonly interval: Interval;
    })
  | Unknown;

/** The coefficient of an observed and a chance agreement; `unknown` where chance leaves nothing to explain. */
export function chanceCorrected(observed: number, chance: number, n: number): Coefficient {
  if (!(n >= 2) || Number.isNaN(observed)) return { kind: "unknown", reason: "nothing-to-compare" };
  if (!(1 - chance > 1e-12)) return { kind: "unknown", reason: "one-category" };
  const gain = observed - chance;
  // Exactly chance is 0, whatever the rounding of the two sums.
  const value = Math.abs(gain) < 1e-12 ? 0 : gain / (1 - chance);
  return { kind: "measured", value, observed, chance, n };
}

/**
 * value +- reach, widened to what Wilson's interval of the observed agreement gives with chance agreement held fixed: the
 * standard error of a few items that all agree is 0, and 5 of 5 must not read as certain (with 30 items and a kappa of .95,
 * value +- 1.96 standard errors covers in 45% of samples, this in all). Clamped to [-1, 1].
 */
export function coefficientInterval(
  { value, observed, chance, n }: Extract<Coefficient, { kind: "measured" }>,
  reach: number,
  confidence: number,
): Interval {
  const [low, high] = wilsonInterval({ k: clamp(observed, 0, 1) * n, n }, confidence);
  const corrected = (share: number): number => (share - chance) / (1 - chance);
  return [
    clamp(Math.min(value - reach, corrected(low)), -1, 1),
    clamp(Math.max(value + reach, corrected(high)), -1, 1),
  ];
}
