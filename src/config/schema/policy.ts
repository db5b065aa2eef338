import { z } from "zod";
import { above0, choice, count, envName, flag, list, milliseconds, share, text, withHint } from "./hint.ts";
import { failureMode } from "./scorers.ts";

const section = <T extends z.ZodRawShape>(description: string, shape: T) =>
  withHint(z.strictObject(shape).describe(description), { expected: "a map of keys" });

const maxRatio = (what: string, example: number) =>
  above0(`Largest ratio candidate / baseline of the typical request's ${what}.`, "a ratio", { unit: "ratio", example });

const confidence = withHint(
  z.number().gt(0.5).lt(1).describe("An unchanged app is blocked in at most 1 - confidence of runs. Default: 0.95."),
  { expected: "a number between 0.5 and 1, both excluded", unit: "share", example: 0.95 },
);

const origin = withHint(
  z
    .string()
    .regex(/^https?:\/\/[^\s/?#@]+$/)
    .describe("Scheme, host and port."),
  { expected: "an origin: scheme, host and port only", example: "https://llm.example" },
);

/** Where a map's keys are the user's own names, `__proto__` apart, they are texts that are not empty. */
const tagName = withHint(z.string().min(1), { expected: "a tag" });

export const policySchema = section("What may block, and by how much. A limit that is not written does not exist.", {
  confidence: confidence.default(0.95),
  quality: section("Quality: the weighted mean of the scorers.", {
    max_drop: share("The drop that is tolerated, in points of the score. Default: 0.05.").default(0.05),
    min: share("The least quality of the candidate.", 0.8).optional(),
  }).prefault({}),
  critical: section("Cases marked `critical`.", {
    trials: count("Candidate trials that screen. Default: 3.", 1, 3).default(3),
    confirm: count("Fresh trials on each arm that confirm. Default: 10.", 1, 10).default(10),
    any: flag("Block at the first failure, whatever the baseline does. Default: false.").default(false),
  }).prefault({}),
  latency: section("Latency.", {
    p95_ms: milliseconds("At most 5% of requests may take longer.", 3000).optional(),
    ttft_p95_ms: milliseconds("At most 5% of first tokens may take longer.", 800).optional(),
    max_ratio: maxRatio("latency", 1.2).optional(),
  }).prefault({}),
  cost: section("Cost.", {
    per_request_usd: above0("Mean cost of a request, in USD.", "USD", { unit: "usd", example: 0.005 }).optional(),
    max_ratio: maxRatio("cost", 1.1).optional(),
  }).prefault({}),
  failures: withHint(
    z
      .record(
        failureMode,
        section("A mode that blocks.", { max_increase: share("The increase of its share of cases that is tolerated.") }),
      )
      .describe("Failure modes that block."),
    { expected: "a map of failure modes" },
  ).default({}),
  slices: withHint(
    z
      .record(tagName, section("A tag that blocks.", { max_drop: share("The drop on this tag's cases that is tolerated.", 0.1) }))
      .describe("Tags that block; the others are shown."),
    { expected: "a map of tags" },
  ).default({}),
  judge: section("When the judge may decide.", {
    min_agreement: share("Least agreement with human labels. Default: 0.8.", 0.8).default(0.8),
    max_flip_rate: share("Most outputs that two looks judge differently. Default: 0.1.", 0.1).default(0.1),
  }).prefault({}),
  trials: section("The most trials that a case may get.", {
    baseline: count("Baseline trials. Default: 5.", 1, 5).default(5),
    candidate: count("Candidate trials. Default: 3.", 1, 3).default(3),
  }).prefault({}),
  max_missing: share("Most pairs that may be lost to infrastructure or to the judge. Default: 0.05.").default(0.05),
  min_cases: count("Fewer scored pairs are no evidence. Default: 5.", 0, 5).default(5),
  not_proven: choice("What no proof either way does. Default: allow.", ["allow", "block"]).default("allow"),
  budget: section("What a run may spend.", {
    usd: above0("USD.", "USD", { unit: "usd", example: 2 }).optional(),
    minutes: above0("Minutes. Default: 20.", "minutes", { unit: "minutes", example: 20 }).default(20),
    calls: count("Calls of models. Default: 5000.", 1, 5000).default(5000),
  }).prefault({}),
  allow: section("What a pull request may use.", {
    exec: flag("Run its code: command, module, setup, start. Default: false.").default(false),
    env: list("Environment names that its code may see.", envName("An environment name."), "a list of names").default([]),
    origins: list("Origins besides those of this file's own URLs.", origin, "a list of origins").default([]),
  }).prefault({}),
});

const perMillion = (what: string) =>
  withHint(z.number().min(0).describe(`USD per million ${what} tokens.`), { expected: "USD as a number", unit: "usd", example: 1 });

export const pricesSchema = withHint(
  z
    .record(
      withHint(z.string().min(1), { expected: "the name of a model" }),
      withHint(
        z.union([
          text("A model whose prices are used."),
          z.strictObject({
            input_mtok: perMillion("input"),
            cache_read_mtok: perMillion("cached input").optional(),
            cache_write_mtok: perMillion("cache write").optional(),
            output_mtok: perMillion("output"),
          }),
        ]),
        { expected: "the name of a model with known prices, or a map of prices", example: "gpt-5" },
      ),
    )
    .describe("Prices of models that are not in the built-in table."),
  { expected: "a map of model names" },
);
