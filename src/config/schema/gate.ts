import * as z from "zod/mini";
import { choice, count, flag, list, milliseconds, path, text, withHint } from "./hint.ts";
import { judgeSchema } from "./judge.ts";
import { policySchema, pricesSchema } from "./policy.ts";
import { scorerSchema } from "./scorers.ts";
import { baselineSchema, targetSchema } from "./target.ts";

const redactName = withHint(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/)), {
  expected: "a name of 1 to 40 letters, digits, `_` or `-`",
});

/** The gate file after `extends`. `target` is optional here because `compare` needs none. */
export const gateSchema = withHint(
  z.strictObject({
    version: withHint(z.literal(1), { description: "Version of this format.", expected: "1" }),
    gate: z._default(
      withHint(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)), {
        description: "Name of the gate; one comment per gate. Default: default.",
        expected: "a name of 1 to 40 lower-case letters, digits or `-`",
        example: "support-bot",
      }),
      "default",
    ),
    extends: z.optional(path("A gate file to start from: maps merge, lists replace, null removes.", "../llm-o11y.base.yml")),
    datasets: list("Dataset files or globs.", path("A file or glob.", "datasets/*.jsonl"), "a list of files or globs"),
    select: z._default(
      withHint(
        z.strictObject({
          tags: z.optional(list("Only cases with one of these tags.", text("A tag.", "a tag"), "a list of tags", 1)),
          sample: z.optional(count("At most this many cases.", 1, 300)),
        }),
        { description: "Part of the cases; critical ones always stay.", expected: "a map such as `{ sample: 300 }`" },
      ),
      {},
    ),
    target: z.optional(targetSchema),
    baseline: z.optional(baselineSchema),
    judge: z.optional(judgeSchema),
    scorers: z.prefault(
      list(
        "A trial passes when every scorer that applies does; its quality is their weighted mean. Default: exact.",
        scorerSchema,
        "a list of scorers",
        1,
      ),
      [{ type: "exact" }],
    ),
    policy: z.prefault(policySchema, {}),
    prices: z._default(pricesSchema, {}),
    redact: z.prefault(
      withHint(
        z.strictObject({
          patterns: z._default(
            withHint(z.record(redactName, text("A regular expression (RE2 syntax).", "a regular expression")), {
              expected: "a map of names to regular expressions",
            }),
            {},
          ),
          keep: z._default(list("Built-in kinds that are not redacted.", text("A kind.", "a kind", "ip"), "a list of kinds"), []),
        }),
        { description: "What is hidden from every output; the built-in kinds are on.", expected: "a map of keys" },
      ),
      {},
    ),
    execution: z.prefault(
      withHint(
        z.strictObject({
          concurrency: z._default(count("Requests at once. Default: 16.", 1, 16), 16),
          timeout_ms: z._default(milliseconds("Longest wait for an answer. Default: 60000.", 60_000), 60_000),
          retries: z._default(count("Attempts after the first. Default: 4.", 0, 4), 4),
          seed: z._default(count("Seed of every random choice. Default: 1.", 0, 1), 1),
          batch: z._default(flag("Use the provider's batch API. Default: false."), false),
        }),
        { description: "How trials are run.", expected: "a map of keys" },
      ),
      {},
    ),
    report: z.prefault(
      withHint(
        z.strictObject({
          excerpts: z._default(
            choice("Where input and output text may appear, always redacted. Default: artifact.", [
              "none",
              "artifact",
              "comment",
            ]),
            "artifact",
          ),
        }),
        { description: "What the report shows.", expected: "a map of keys" },
      ),
      {},
    ),
  }),
  {
    description: "May this change go to production? What is tested, by which cases and scorers, and what may block.",
    expected: "a map of keys",
  },
);

export type WrittenGate = z.output<typeof gateSchema>;
