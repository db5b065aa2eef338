import { normalQuantile } from "../normal.ts";
import type { Interval } from "../paired-bounds.ts";
import { clamp } from "../summaries.ts";
import { isCount } from "./proportion.ts";
import { measureYouden, type CardCounts, type Refusal } from "./youden.ts";

/** What the pass rate would be if people had judged. */
export type CorrectedRate =
  | {
      readonly kind: "corrected";
      /** In [0, 1]. */
      readonly value: number;
      /** Two-sided; carries the uncertainty of the verdicts and of the card. In [0, 1]. */
      readonly interval: Interval;
      /** The judged pass rate, uncorrected. */
      readonly judged: number;
      readonly youden: number;
    }
  | Refusal;

/**
 * The pass rate corrected for the judge's errors: (judged + specificity - 1) / (sensitivity + specificity - 1), clamped to
 * [0, 1] (Rogan and Gladen, American Journal of Epidemiology 107, 1978, 71-76). The interval is Lang and Reiczigel's (Preventive
 * Veterinary Medicine 113, 2014, 13-22), which counts in that the card is an estimate too. The card's labels must be of other
 * outputs than the verdicts. Refused for a judge that does not tell passes from failures: the division would invent a rate.
 */
export function roganGladen(
  judged: CardCounts & { readonly passed: number; readonly n: number },
  confidence = 0.95,
): CorrectedRate {
  const judge = measureYouden(judged);
  if (judge.kind === "refused") return judge;
  const { passed, n, sensitivity, specificity } = judged;
  if (!isCount({ k: passed, n }) || n === 0) return { kind: "refused", reason: "nothing-judged" };

  const z = normalQuantile((1 + confidence) / 2);
  const rate = shrunk(passed, n, z * z);
  const sens = shrunk(sensitivity.k, sensitivity.n, 2);
  const spec = shrunk(specificity.k, specificity.n, 2);
  const youden = sens.share + spec.share - 1;
  const corrected = (rate.share + spec.share - 1) / youden;
  const shift = 2 * z * z * (corrected * sens.variance - (1 - corrected) * spec.variance);
  const reach =
    (z * Math.sqrt(rate.variance + corrected ** 2 * sens.variance + (1 - corrected) ** 2 * spec.variance)) /
    youden;
  const value = clamp((passed / n + judge.specificity - 1) / judge.youden, 0, 1);
  return {
    kind: "corrected",
    value,
    // A shrunk card of few labels can have J near 0 or below: then the interval says nothing.
    interval:
      youden > 0
        ? [
            Math.min(value, clamp(corrected + shift - reach, 0, 1)),
            Math.max(value, clamp(corrected + shift + reach, 0, 1)),
          ]
        : [0, 1],
    judged: passed / n,
    youden: judge.youden,
  };
}

/** The share and its variance with `added` observations, half of each kind. */
function shrunk(k: number, n: number, added: number): { readonly share: number; readonly variance: number } {
  const size = n + added;
  const share = (k + added / 2) / size;
  return { share, variance: (share * (1 - share)) / size };
}
