import * as z from "zod/mini";

/**
 * The card of a judge: how it does on labels of people, and on what that was measured. The command writes it beside the gate file,
 * and the user commits it. What is unknown is absent. Shares and intervals are in [0, 1], coefficients in [-1, 1], intervals two-sided
 * at 95%; an output counts once in an interval, however often it was judged.
 */
const hash = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const count = z.int().check(z.minimum(0));
const interval = z.tuple([z.number(), z.number()]);

/** `k` of `n` judgements. */
const share = z.strictObject({ value: z.number(), k: count, n: count, interval });
const coefficient = z.strictObject({ value: z.number(), interval });
/** `counts[people][judge]`, in judgements. */
const table = z.strictObject({ categories: z.array(z.string()), counts: z.array(z.array(count)) });

const figures = z.strictObject({
  outputs: count,
  judgements: count,
  /** Mean of sensitivity and specificity: .5 for a judge that does not look, whatever the labels. */
  agreement: z.optional(z.number()),
  accuracy: z.optional(share),
  /** Judged pass of what people pass; of a choice, judged 1 where people choose 1. */
  sensitivity: z.optional(share),
  /** Judged fail of what people fail; of a choice, judged 2 where people choose 2. */
  specificity: z.optional(share),
  kappa: z.optional(coefficient),
  ac1: z.optional(coefficient),
  confusion: table,
  grades: z.optional(z.extend(table, { weighted_kappa: z.optional(coefficient) })),
  /** Of pairs judged in both orders; `p` is of no preference for a place. */
  order: z.optional(z.strictObject({ flips: share, first_shown: z.optional(share), p: z.number() })),
  /** Of outputs judged twice. */
  repeats: z.optional(z.strictObject({ flips: share })),
  /** Of the judge's error with the log ratio of lengths. */
  length: z.optional(z.strictObject({ correlation: z.number(), interval, p: z.number(), n: count })),
});

export const judgeCardSchema = z.strictObject({
  version: z.literal(1),
  judge: z.string().check(z.minLength(1)),
  /** What the judge was; absent where the gate file has no judge of this name, and the card is bound to none. */
  identity: z.optional(
    z.strictObject({
      models: z.array(z.string()),
      /** Of the words around the questions. */
      prompt: hash,
      /** Of the questions, their grades and weights. */
      rubric: hash,
      /** Of all that its scores depend on. */
      fingerprint: hash,
    }),
  ),
  /** Of the labels alone. */
  labels: hash,
  judged: z.enum(["recorded", "live"]),
  kind: z.enum(["passed", "graded", "choice"]),
  /** A grade passes from here up. */
  threshold: z.optional(z.number()),
  date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  usable: z.boolean(),
  reasons: z.array(z.strictObject({ id: z.string(), message: z.string() })),
  notes: z.array(z.string()),
  limits: z.strictObject({
    min_agreement: z.number(),
    max_flip_rate: z.number(),
    max_missing: z.number(),
  }),
  counts: z.strictObject({
    outputs: count,
    train: count,
    test: count,
    /** Outputs left out: annotators are even, people see a tie, the judge was not asked. */
    disputed: count,
    ties: count,
    unjudged: count,
    /** Judgements of test outputs that are no answer. */
    unscored: count,
  }),
  test: figures,
  train: z.optional(figures),
  /** Pass rate of outputs that only the judge has judged, corrected for its errors. */
  corrected: z.optional(z.strictObject({ outputs: count, judged: z.number(), value: z.number(), interval })),
  /** Labels of each class that are missing for sensitivity and specificity within `within` either way. */
  still_needed: z.optional(z.strictObject({ within: z.number(), sensitivity: count, specificity: count })),
  annotators: z.optional(z.strictObject({ people: count, outputs: count, alpha: z.optional(z.number()) })),
});

export type JudgeCard = z.infer<typeof judgeCardSchema>;
export type JudgeFigures = z.infer<typeof figures>;
export type JudgeShare = z.infer<typeof share>;

/** An output on which judge and people differ most. The texts are others'. */
export type Disagreement = {
  readonly caseId: string;
  readonly people: string;
  readonly judge: string;
  readonly peopleSay?: string;
  readonly judgeSays?: string;
};

/** What a check gives: the card, and what does not belong into a file of the repository. */
export type JudgeCheck = { readonly card: JudgeCard; readonly disagreements: readonly Disagreement[] };
