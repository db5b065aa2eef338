import type { JudgeHealth } from "../experiment/judge-health.ts";
import { tightenTolerance } from "../stats/agreement/attenuation.ts";

/** A tolerance on what a judge scores, and the one that the policy has. */
export type Tolerance = { readonly maxDrop: number; readonly written?: number };

/**
 * The tolerance on scores that come from these judges alone. A judge that errs shows a drop smaller than it is, by sensitivity +
 * specificity - 1: where its card holds, the tolerance shrinks by that, so that "no worse" is said of the drop and not of what the judge
 * sees of it. Of several judges the one that sees least counts; without a card nobody knows, and the tolerance stays as it is written.
 */
export function judgedTolerance(
  maxDrop: number,
  names: readonly string[],
  judges: readonly JudgeHealth[] | undefined,
): Tolerance {
  const tightened = (judges ?? [])
    .filter(({ scorer }) => names.includes(scorer))
    .flatMap(({ card }) => {
      if (card === undefined || card.changed.length > 0) return [];
      const { sensitivity, specificity } = card;
      if (sensitivity === undefined || specificity === undefined) return [];
      const tolerance = tightenTolerance(maxDrop, { sensitivity, specificity });
      return tolerance.kind === "tightened" ? [tolerance.maxDrop] : [];
    });
  return tightened.length === 0
    ? { maxDrop }
    : { maxDrop: Math.min(maxDrop, ...tightened), written: maxDrop };
}
