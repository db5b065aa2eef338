import {
  informativeJudge,
  measureYouden,
  type CardCounts,
  type Informative,
  type Refusal,
} from "./youden.ts";

/** A tolerance on the judged pass rate that stands for one on the true pass rate. */
export type TightenedTolerance =
  | (Omit<Informative, "kind"> & {
      readonly kind: "tightened";
      /** The judged drop that stands for a true drop of `maxDrop`, by the lower bound of J: compare judged rates with this. */
      readonly maxDrop: number;
    })
  | Refusal;

/**
 * The tolerance to hold a judged drop against. A judge whose errors do not depend on the arm shows a drop of d as
 * (sensitivity + specificity - 1) d (Rogan and Gladen, American Journal of Epidemiology 107, 1978, 71-76), so that "no worse
 * than max_drop" on judged scores would let a larger true drop pass.
 *
 * J is taken at its lower bound, not its estimate: with both at level a, a false pass stays within a. To first order its
 * probability at a true drop of max_drop is 1 - Phi((1 + r) z / sqrt(1 + r^2)), r the card's share of the error, at most a for
 * every r; the estimate of J gives 1 - Phi(z / sqrt(1 + r^2)), above a for every r. A bound that is not above 0 is refused.
 */
export function tightenTolerance(maxDrop: number, card: CardCounts, level = 0.05): TightenedTolerance {
  const judge = informativeJudge(card, level);
  if (judge.kind === "refused") return judge;
  if (!(judge.youdenLower > 0)) return { kind: "refused", reason: "too-few-labels" };
  return { ...judge, kind: "tightened", maxDrop: maxDrop * judge.youdenLower };
}

/** The judged drop that a true drop shows as, by the estimate of J: for saying it, not for deciding. */
export function judgedDrop(trueDrop: number, card: CardCounts): number | undefined {
  const judge = measureYouden(card);
  return judge.kind === "refused" ? undefined : trueDrop * judge.youden;
}
