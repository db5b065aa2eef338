import * as z from "zod/mini";
import { above0, choice, count, envName, flag, list, milliseconds, share, text, withHint } from "./hint.ts";
import { failureMode } from "./scorers.ts";

const section = <T extends z.core.$ZodShape>(description: string, shape: T) =>
  withHint(z.strictObject(shape), { description, expected: "a map of keys" });

const maxRatio = (what: string, example: number) =>
  above0(`Largest ratio candidate / baseline of the typical request's ${what}.`, "a ratio", { unit: "ratio", example });

const confidence = withHint(z.number().check(z.gt(0.5), z.lt(1)), {
  description: "An unchanged app is blocked in at most 1 - confidence of runs. Default: 0.95.",
  expected: "a number between 0.5 and 1, both excluded",
  unit: "share",
  example: 0.95,
});

const origin = withHint(z.string().check(z.regex(/^https?:\/\/[^\s/?#@]+$/)), {
  description: "Scheme, host and port.",
  expected: "an origin: scheme, host and port only",
  example: "https://llm.example",
});

/** Where a map's keys are the user's own names, `__proto__` apart, they are texts that are not empty. */
const tagName = withHint(z.string().check(z.minLength(1)), { expected: "a tag" });

export const policySchema = section("What may block, and by how much. A limit that is not written does not exist.", {
  confidence: z._default(confidence, 0.95),
  quality: z.prefault(
    section("Quality: the weighted mean of the scorers.", {
      max_drop: z._default(share("The drop that is tolerated, in points of the score. Default: 0.05."), 0.05),
      min: z.optional(share("The least quality of the candidate.", 0.8)),
    }),
    {},
  ),
  critical: z.prefault(
    section("Cases marked `critical`.", {
      trials: z._default(count("Candidate trials that screen. Default: 3.", 1, 3), 3),
      confirm: z._default(count("Fresh trials on each arm that confirm. Default: 10.", 1, 10), 10),
      any: z._default(flag("Block at the first failure, whatever the baseline does. Default: false."), false),
    }),
    {},
  ),
  latency: z.prefault(
    section("Latency.", {
      p95_ms: z.optional(milliseconds("At most 5% of requests may take longer.", 3000)),
      ttft_p95_ms: z.optional(milliseconds("At most 5% of first tokens may take longer.", 800)),
      max_ratio: z.optional(maxRatio("latency", 1.2)),
    }),
    {},
  ),
  cost: z.prefault(
    section("Cost.", {
      per_request_usd: z.optional(above0("Mean cost of a request, in USD.", "USD", { unit: "usd", example: 0.005 })),
      max_ratio: z.optional(maxRatio("cost", 1.1)),
    }),
    {},
  ),
  failures: z._default(
    withHint(
      z.record(
        failureMode,
        section("A mode that blocks.", { max_increase: share("The increase of its share of cases that is tolerated.") }),
      ),
      { description: "Failure modes that block.", expected: "a map of failure modes" },
    ),
    {},
  ),
  slices: z._default(
    withHint(
      z.record(
        tagName,
        section("A tag that blocks.", { max_drop: share("The drop on this tag's cases that is tolerated.", 0.1) }),
      ),
      { description: "Tags that block; the others are shown.", expected: "a map of tags" },
    ),
    {},
  ),
  judge: z.prefault(
    section("When the judge may decide.", {
      min_agreement: z._default(share("Least agreement with human labels. Default: 0.8.", 0.8), 0.8),
      max_flip_rate: z._default(share("Most outputs that two looks judge differently. Default: 0.1.", 0.1), 0.1),
    }),
    {},
  ),
  trials: z.prefault(
    section("The most trials that a case may get.", {
      baseline: z._default(count("Baseline trials. Default: 5.", 1, 5), 5),
      candidate: z._default(count("Candidate trials. Default: 3.", 1, 3), 3),
    }),
    {},
  ),
  max_missing: z._default(share("Most pairs that may be lost to infrastructure or to the judge. Default: 0.05."), 0.05),
  min_cases: z._default(count("Fewer scored pairs are no evidence. Default: 5.", 0, 5), 5),
  not_proven: z._default(choice("What no proof either way does. Default: allow.", ["allow", "block"]), "allow"),
  budget: z.prefault(
    section("What a run may spend.", {
      usd: z.optional(above0("USD.", "USD", { unit: "usd", example: 2 })),
      minutes: z._default(above0("Minutes. Default: 20.", "minutes", { unit: "minutes", example: 20 }), 20),
      calls: z._default(count("Calls of models. Default: 5000.", 1, 5000), 5000),
    }),
    {},
  ),
  allow: z.prefault(
    section("What a pull request may use.", {
      exec: z._default(flag("Run its code: command, module, setup, start. Default: false."), false),
      env: z._default(list("Environment names that its code may see.", envName("An environment name."), "a list of names"), []),
      origins: z._default(list("Origins besides those of this file's own URLs.", origin, "a list of origins"), []),
    }),
    {},
  ),
});

const perMillion = (what: string) =>
  withHint(z.number().check(z.minimum(0)), {
    description: `USD per million ${what} tokens.`,
    expected: "USD as a number",
    unit: "usd",
    example: 1,
  });

export const pricesSchema = withHint(
  z.record(
    withHint(z.string().check(z.minLength(1)), { expected: "the name of a model" }),
    withHint(
      z.union([
        text("A model whose prices are used."),
        z.strictObject({
          input_mtok: perMillion("input"),
          cache_read_mtok: z.optional(perMillion("cached input")),
          cache_write_mtok: z.optional(perMillion("cache write")),
          output_mtok: perMillion("output"),
        }),
      ]),
      { expected: "the name of a model with known prices, or a map of prices", example: "gpt-5" },
    ),
  ),
  { description: "Prices of models that are not in the built-in table.", expected: "a map of model names" },
);
