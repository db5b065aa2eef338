import { z } from "zod";
import { choice, count, flag, list, milliseconds, path, text, withHint } from "./hint.ts";
import { judgeSchema } from "./judge.ts";
import { policySchema, pricesSchema } from "./policy.ts";
import { scorerSchema } from "./scorers.ts";
import { baselineSchema, targetSchema } from "./target.ts";

const redactName = withHint(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/), {
  expected: "a name of 1 to 40 letters, digits, `_` or `-`",
});

/** The gate file after `extends`. `target` is optional here because `compare` needs none. */
export const gateSchema = withHint(
  z
    .strictObject({
      version: withHint(z.literal(1).describe("Version of this format."), { expected: "1" }),
      gate: withHint(
        z
          .string()
          .regex(/^[a-z0-9-]{1,40}$/)
          .describe("Name of the gate; one comment per gate. Default: default."),
        { expected: "a name of 1 to 40 lower-case letters, digits or `-`", example: "support-bot" },
      ).default("default"),
      extends: path("A gate file to start from: maps merge, lists replace, null removes.", "../llm-o11y.base.yml").optional(),
      datasets: list("Dataset files or globs.", path("A file or glob.", "datasets/*.jsonl"), "a list of files or globs"),
      select: withHint(
        z
          .strictObject({
            tags: list("Only cases with one of these tags.", text("A tag.", "a tag"), "a list of tags", 1).optional(),
            sample: count("At most this many cases.", 1, 300).optional(),
          })
          .describe("Part of the cases; critical ones always stay."),
        { expected: "a map such as `{ sample: 300 }`" },
      ).default({}),
      target: targetSchema.optional(),
      baseline: baselineSchema.optional(),
      judge: judgeSchema.optional(),
      scorers: list(
        "A trial passes when every scorer that applies does; its quality is their weighted mean. Default: exact.",
        scorerSchema,
        "a list of scorers",
        1,
      ).prefault([{ type: "exact" }]),
      policy: policySchema.prefault({}),
      prices: pricesSchema.default({}),
      redact: withHint(
        z
          .strictObject({
            patterns: withHint(
              z.record(redactName, text("A regular expression (RE2 syntax).", "a regular expression")),
              { expected: "a map of names to regular expressions" },
            ).default({}),
            keep: list("Built-in kinds that are not redacted.", text("A kind.", "a kind", "ip"), "a list of kinds").default([]),
          })
          .describe("What is hidden from every output; the built-in kinds are on."),
        { expected: "a map of keys" },
      ).prefault({}),
      execution: withHint(
        z
          .strictObject({
            concurrency: count("Requests at once. Default: 16.", 1, 16).default(16),
            timeout_ms: milliseconds("Longest wait for an answer. Default: 60000.", 60_000).default(60_000),
            retries: count("Attempts after the first. Default: 4.", 0, 4).default(4),
            seed: count("Seed of every random choice. Default: 1.", 0, 1).default(1),
            batch: flag("Use the provider's batch API. Default: false.").default(false),
          })
          .describe("How trials are run."),
        { expected: "a map of keys" },
      ).prefault({}),
      report: withHint(
        z
          .strictObject({
            excerpts: choice("Where input and output text may appear, always redacted. Default: artifact.", [
              "none",
              "artifact",
              "comment",
            ]).default("artifact"),
          })
          .describe("What the report shows."),
        { expected: "a map of keys" },
      ).prefault({}),
    })
    .describe("May this change go to production? What is tested, by which cases and scorers, and what may block."),
  { expected: "a map of keys" },
);

export type WrittenGate = z.output<typeof gateSchema>;
