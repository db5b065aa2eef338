/** What one run learned of one judge, by its scorer. */
export type JudgeHealth = {
  readonly scorer: string;
  /** Outputs whose verdict is known: how many it was asked about, and those of which it said something else, by name. */
  readonly canaries: { readonly asked: number; readonly wrong: readonly string[] };
  /** Outputs of this run that were judged twice, and how many of them went from pass to fail or back. */
  readonly repeats: { readonly outputs: number; readonly flips: number };
  /**
   * Of a pairwise judge, which has neither canaries nor repeats: pairs judged in both orders, how often turning the order turned what was
   * said, and how many of these leaned to the output shown first. `unanswered`: comparisons that were to be made and came to nothing.
   */
  readonly order?: {
    readonly pairs: number;
    readonly flips: number;
    readonly first: number;
    readonly unanswered: number;
  };
  /** Of a panel: outputs that it was asked about, and how many of them all members put on one side. */
  readonly panel?: { readonly outputs: number; readonly unanimous: number };
  /** How its preference between the arms goes with length, where it can be measured: above 0 it prefers the longer answer. */
  readonly length?: { readonly correlation: number; readonly p: number; readonly cases: number };
  /** The change as people would judge it, by their labels of some cases and its own judgements of all; 95%, two-sided. */
  readonly labelled?: {
    readonly change: number;
    readonly interval: readonly [number, number];
    readonly cases: number;
  };
  /** What its card says, where there is one. */
  readonly card?: CardHealth;
};

/** A card speaks of the judge as it was when it was measured. */
export type CardHealth = {
  /** What changed since then; empty for one that still holds. */
  readonly changed: readonly string[];
  readonly usable: boolean;
  /** The first reason why it is not usable. */
  readonly reason?: string;
  /** Mean of sensitivity and specificity. */
  readonly agreement?: number;
  /** Of outputs that people pass and fail: how many the judge passes and fails. */
  readonly sensitivity?: CountOf;
  readonly specificity?: CountOf;
};

export type CountOf = { readonly k: number; readonly n: number };
