import { z } from "zod";

/**
 * The verdict as it is written to `verdict.json` (contract, section 4). It is the plain object that the pure middle ends in:
 * everything shown anywhere is a string made from it. Unknown figures are absent. Numbers are unrounded.
 */
const fraction = z.number();
const count = z.int().nonnegative();

const problemSchema = z.strictObject({
  code: z.string(),
  file: z.string().exactOptional(),
  line: z.int().exactOptional(),
  column: z.int().exactOptional(),
  message: z.string(),
  fix: z.string().exactOptional(),
});

const ruleStatuses = ["pass", "fail", "not_proven", "inconclusive", "not_applicable"] as const;

const ruleSchema = z.strictObject({
  /** Rule id: `quality`, `latency_slo`, `scorer:<name>`, `slice:<tag>`, `failure:<mode>`, ... */
  rule: z.string(),
  status: z.enum(ruleStatuses),
  /** Whether the measured value is within the limit or beyond it; absent where nothing was measured. */
  measured: z.enum(["within", "beyond"]).optional(),
  /** Whether the bounds prove what `measured` says. */
  proven: z.boolean().optional(),
  /** Cannot block. */
  advisory: z.literal(true).optional(),
  /** Id of the waiver that applies. */
  waived: z.string().optional(),
  /** Value of each arm in the rule's own unit: share, milliseconds, USD. */
  baseline: z.number().optional(),
  candidate: z.number().optional(),
  /** Candidate minus baseline; for a ratio rule ratio - 1; for a failure mode with the sign turned (negative is worse). */
  delta: fraction.optional(),
  /** [at worst, at best], of `delta`; of the candidate's value for an SLO. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** One-sided error levels of the two bounds. */
  levels: z.strictObject({ proof: z.number(), block: z.number() }).optional(),
  limit: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
  /** Cases that the rule read. */
  n: count.optional(),
  method: z.string().optional(),
  /** The drop that this dataset blocks with 80% probability. */
  detectable: z.number().optional(),
  /** Cases that would prove the limit if nothing had changed. */
  cases_to_prove: count.optional(),
  worse: count.optional(),
  better: count.optional(),
  /** Requests over the limit, of `n` (latency SLOs). */
  over: count.optional(),
  message: z.string(),
  /** The cases behind the status: broken, missing, lost. */
  cases: z.array(z.string()).optional(),
});

const armSchema = z.strictObject({
  sha: z.string().optional(),
  target: z.string().optional(),
  record: z.string().optional(),
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
  cases: z.array(z.string()).optional(),
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
    version: z.string().optional(),
    cases: count,
    drafts: count.optional(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    edited: z.array(z.string()),
    critical: count,
    /** Critical at the base, and edited by this change: the base row runs until that is merged. */
    critical_edited: z.array(z.string()).optional(),
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
  failure_shift_p: z.number().optional(),
  /** Cases whose score moved, with the change of their mean score; worst first. */
  changed: z.array(
    z.strictObject({
      case: z.string(),
      baseline: z.number(),
      candidate: z.number(),
      failure: z.string().optional(),
      critical: z.literal(true).optional(),
    }),
  ),
  judge: z
    .strictObject({
      trusted: z.boolean(),
      canaries: z.string().optional(),
      agreement: z.number().optional(),
      flip_rate: z.number().optional(),
    })
    .optional(),
  spend: z.strictObject({ usd: z.number().optional(), calls: count, cached: count }),
  policy: z.strictObject({
    sha: z.string().optional(),
    trusted: z.boolean(),
    not_proven: z.enum(["allow", "block"]),
    ignored_edits: z.array(z.string()),
  }),
  /** The base has no gate yet: policy of the change itself; with `one_arm` there is no baseline either. */
  first_run: z.enum(["one_arm", "both_arms"]).optional(),
  /** What to do about a run that must not start. */
  next: z.string().optional(),
  waivers: z.array(waiverSchema),
  seed: z.int(),
  problems: z.array(problemSchema),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
