import * as z from "zod/mini";

/**
 * The verdict as it is written to `verdict.json` (contract, section 4). It is the plain object that the pure middle ends in:
 * everything shown anywhere is a string made from it. Unknown figures are absent. Numbers are unrounded.
 */
const fraction = z.number();
const count = z.int().check(z.nonnegative());

const problemSchema = z.strictObject({
  code: z.string(),
  file: z.exactOptional(z.string()),
  line: z.exactOptional(z.int()),
  column: z.exactOptional(z.int()),
  message: z.string(),
  fix: z.exactOptional(z.string()),
});

const ruleStatuses = ["pass", "fail", "not_proven", "inconclusive", "not_applicable"] as const;

const ruleSchema = z.strictObject({
  /** Rule id: `quality`, `latency_slo`, `scorer:<name>`, `slice:<tag>`, `failure:<mode>`, ... */
  rule: z.string(),
  status: z.enum(ruleStatuses),
  /** Whether the measured value is within the limit or beyond it; absent where nothing was measured. */
  measured: z.optional(z.enum(["within", "beyond"])),
  /** Whether the bounds prove what `measured` says. */
  proven: z.optional(z.boolean()),
  /** Cannot block. */
  advisory: z.optional(z.literal(true)),
  /** Id of the waiver that applies. */
  waived: z.optional(z.string()),
  /** What keeps a fail on cached baseline trials from standing: fresh ones are missing, or refute it. */
  fresh: z.optional(z.enum(["missing", "refute"])),
  /** Value of each arm in the rule's own unit: share, milliseconds, USD. */
  baseline: z.optional(z.number()),
  candidate: z.optional(z.number()),
  /** Candidate minus baseline; for a ratio rule ratio - 1; for a failure mode with the sign turned (negative is worse). */
  delta: z.optional(fraction),
  /** [at worst, at best], of `delta`; of the candidate's value for an SLO. */
  interval: z.optional(z.tuple([z.number(), z.number()])),
  /** One-sided error levels of the two bounds. */
  levels: z.optional(z.strictObject({ proof: z.number(), block: z.number() })),
  limit: z.optional(z.record(z.string(), z.union([z.number(), z.boolean()]))),
  /** Cases that the rule read. */
  n: z.optional(count),
  method: z.optional(z.string()),
  /** The drop that this dataset blocks with 80% probability. */
  detectable: z.optional(z.number()),
  /** Cases that would prove the limit if nothing had changed. */
  cases_to_prove: z.optional(count),
  worse: z.optional(count),
  better: z.optional(count),
  /** Requests over the limit, of `n` (latency SLOs). */
  over: z.optional(count),
  message: z.string(),
  /** The cases behind the status: broken, missing, lost. */
  cases: z.optional(z.array(z.string())),
});

const armSchema = z.strictObject({
  sha: z.optional(z.string()),
  target: z.optional(z.string()),
  record: z.optional(z.string()),
});

const evidenceSchema = z.strictObject({
  planned: count,
  run: count,
  scored: count,
  infra_errors: count,
  unscored: count,
});

const waiverSchema = z.strictObject({
  id: z.string(),
  rule: z.string(),
  cases: z.optional(z.array(z.string())),
  reason: z.string(),
  approved_by: z.string(),
  expires: z.string(),
  state: z.enum(["used", "unused", "expired"]),
});

export const verdictSchema = z.strictObject({
  version: z.literal(1),
  gate: z.string(),
  verdict: z.enum(["pass", "fail", "inconclusive", "error"]),
  proven: z.boolean(),
  title: z.string(),
  rules: z.array(ruleSchema),
  arms: z.strictObject({ baseline: armSchema, candidate: armSchema }),
  dataset: z.strictObject({
    version: z.optional(z.string()),
    cases: count,
    drafts: z.optional(count),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    edited: z.array(z.string()),
    critical: count,
    /** Critical at the base, and edited by this change: the base row runs until that is merged. */
    critical_edited: z.optional(z.array(z.string())),
  }),
  evidence: z.strictObject({ baseline: evidenceSchema, candidate: evidenceSchema }),
  failures: z.record(
    z.string(),
    z.strictObject({
      baseline: count,
      candidate: count,
      new: z.array(z.string()),
      fixed: z.array(z.string()),
    }),
  ),
  /** Stuart-Maxwell p-value that failures are spread over the modes as before; for display, absent where nothing moved. */
  failure_shift_p: z.optional(z.number()),
  /** Cases whose score moved, with the change of their mean score; worst first. */
  changed: z.array(
    z.strictObject({
      case: z.string(),
      baseline: z.number(),
      candidate: z.number(),
      failure: z.optional(z.string()),
      critical: z.optional(z.literal(true)),
    }),
  ),
  judge: z.optional(
    z.strictObject({
      trusted: z.boolean(),
      canaries: z.optional(z.string()),
      agreement: z.optional(z.number()),
      flip_rate: z.optional(z.number()),
      /** A card in the repository speaks of a judge that has changed since. */
      stale_card: z.optional(z.literal(true)),
    }),
  ),
  spend: z.strictObject({ usd: z.optional(z.number()), calls: count, cached: count }),
  policy: z.strictObject({
    sha: z.optional(z.string()),
    trusted: z.boolean(),
    not_proven: z.enum(["allow", "block"]),
    ignored_edits: z.array(z.string()),
  }),
  /** The base has no gate yet: policy of the change itself; with `one_arm` there is no baseline either. */
  first_run: z.optional(z.enum(["one_arm", "both_arms"])),
  /** What to do about a run that must not start. */
  next: z.optional(z.string()),
  waivers: z.array(waiverSchema),
  seed: z.int(),
  problems: z.array(problemSchema),
});

type WrittenVerdict = z.infer<typeof verdictSchema>;

/**
 * A verdict in memory. Beside what is written it has, for a case that moved, the call behind its failure as a report may show it: a
 * sentence of ours with names that a model wrote, as in `Outcome.shown`.
 */
export type Verdict = Omit<WrittenVerdict, "changed"> & {
  changed: (WrittenVerdict["changed"][number] & { readonly shown?: string })[];
};
export type Rule = z.infer<typeof ruleSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
