import * as z from "zod/mini";
import { failureModes } from "../experiment/outcome.ts";
import type { EndReason } from "../experiment/trial.ts";

/** The lines of a run record as they are written (contract, section 3). */

const text = z
  .string({ error: "a text that is not empty" })
  .check(z.minLength(1, { error: "a text that is not empty" }));
const count = z
  .int({ error: "a whole number from 0 up" })
  .check(z.nonnegative({ error: "a whole number from 0 up" }));
const amount = z
  .number({ error: "a number from 0 up" })
  .check(z.nonnegative({ error: "a number from 0 up" }));
const present = z.unknown().check(z.refine((value) => value !== null, { error: "a value" }));

/** A failure mode, or a sub-mode of one: `tool_misuse/wrong_order`. */
const failure = z.string({ error: "a failure mode" }).check(
  z.regex(new RegExp(`^(?:${failureModes.join("|")})(?:/[A-Za-z0-9._-]{1,64})?$`), {
    error: `one of ${failureModes.map((mode) => `\`${mode}\``).join(", ")}, or a mode of your own below one, such as \`other/name\``,
  }),
);

export const runLineSchema = z.strictObject(
  {
    type: z.literal("run"),
    version: z.literal(1, { error: "1, the only version there is" }),
    gate: z.optional(text),
    arm: z.optional(z.enum(["baseline", "candidate"], { error: "`baseline` or `candidate`" })),
    sha: z.optional(text),
    target: z.optional(text),
    dataset: z.optional(text),
    scorers: z.optional(text),
    planned: z.strictObject(
      {
        cases: count,
        trials: z.optional(
          z
            .int({ error: "a whole number from 1 up" })
            .check(z.positive({ error: "a whole number from 1 up" })),
        ),
      },
      { error: "an object with `cases`" },
    ),
    shard: z.optional(
      z.string({ error: "a shard such as 1/4" }).check(
        z.regex(/^[1-9][0-9]{0,3}\/[1-9][0-9]{0,3}$/, { error: "a shard such as 1/4", abort: true }),
        z.refine((shard) => shardNumber(shard).index <= shardNumber(shard).total, {
          error: "a shard from 1/n to n/n",
        }),
      ),
    ),
    started_at: z.optional(text),
  },
  { error: "an object" },
);

const toolCall = z.looseObject(
  { name: text, arguments: z.optional(present) },
  { error: "an object with `name` and `arguments`" },
);

export const scoreSchema = z.strictObject(
  {
    scorer: text,
    value: z
      .number({ error: "a number from 0 to 1" })
      .check(
        z.minimum(0, { error: "a number from 0 to 1" }),
        z.maximum(1, { error: "a number from 0 to 1" }),
      ),
    passed: z.optional(z.boolean({ error: "true or false" })),
    reason: z.optional(z.string({ error: "a text" })),
    failure: z.optional(failure),
  },
  { error: "an object, a score" },
);

export const trialLineSchema = z.strictObject(
  {
    type: z.literal("trial"),
    case: z.string({ error: "the id of a case" }).check(
      z.regex(/^[A-Za-z0-9._/-]{1,128}$/, {
        error: "the id of a case: 1 to 128 characters of A-Z a-z 0-9 . _ / -",
      }),
    ),
    case_hash: z.optional(text),
    trial: count,
    status: z.enum(["ok", "app_error", "infra_error"], {
      error: "`ok`, `app_error` (the app failed) or `infra_error` (provider or network)",
    }),
    output: z.optional(present),
    messages: z.optional(
      z.array(z.looseObject({}, { error: "an object, a message" }), { error: "a list of messages" }),
    ),
    tool_calls: z.optional(z.array(toolCall, { error: "a list of calls" })),
    context: z.optional(present),
    usage: z.optional(
      z.looseObject(
        {
          input: z.optional(count),
          cache_read: z.optional(count),
          cache_write: z.optional(count),
          output: z.optional(count),
          reasoning: z.optional(count),
        },
        { error: "an object with `input` and `output` in tokens" },
      ),
    ),
    cost_usd: z.optional(amount),
    latency_ms: z.optional(amount),
    ttft_ms: z.optional(amount),
    cached: z.optional(z.boolean({ error: "true or false" })),
    trace_id: z.optional(text),
    scores: z.optional(z.array(scoreSchema, { error: "a list of scores" })),
    failure: z.optional(failure),
  },
  { error: "an object" },
);

const endReasons = [
  "look",
  "early_stop",
  "budget",
  "deadline",
  "signal",
  "outage",
] as const satisfies readonly EndReason[];

export const endLineSchema = z.strictObject(
  {
    type: z.literal("end"),
    reason: z.enum(endReasons, { error: "the reason why the run ended" }),
    cases: count,
  },
  { error: "an object" },
);

export const recordLineSchema = z.discriminatedUnion("type", [runLineSchema, trialLineSchema, endLineSchema]);

export type RunLine = z.infer<typeof runLineSchema>;
export type TrialLine = z.infer<typeof trialLineSchema>;
export type EndLine = z.infer<typeof endLineSchema>;

/** `2/4` is the second of four. */
export function shardNumber(shard: string): { readonly index: number; readonly total: number } {
  const [index = 0, total = 0] = shard.split("/").map(Number);
  return { index, total };
}
