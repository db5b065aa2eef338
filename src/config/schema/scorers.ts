import * as z from "zod/mini";
import { isFailureMode, namePattern } from "../rule-ids.ts";
import { failureModes } from "../../experiment/outcome.ts";
import { above0, argv, choice, count, describe, flag, given, list, path, share, text, type, withHint } from "./hint.ts";
import { judgeKeys } from "./judge.ts";

/** A failure mode of the contract, or `mode/name` below one. */
export const failureMode = withHint(
  z.string().check(z.regex(new RegExp(`^(?:${failureModes.join("|")})(?:/[A-Za-z0-9._-]{1,64})?$`)), z.refine(isFailureMode)),
  {
    description: `A failure mode (${failureModes.join(", ")}), or \`mode/name\` below one.`,
    expected: "a failure mode, or `mode/name` below one",
    known: failureModes,
  },
);

const tag = text("A tag of cases.", "a tag", "refund");

export const scorerName = withHint(z.string().check(z.regex(namePattern)), {
  description: "Unique name of the scorer. Default: its type.",
  expected: "a name of 1 to 64 letters, digits, `.`, `_` or `-`",
  example: "helpful",
});

export const weight = above0("Weight in the mean that is the quality. Default: 1.", "a weight", { example: 1 });
export const threshold = share("A graded score passes from here up. Default: 1.", 0.8);
export const criteria = list("Yes/no questions that the judge answers.", text("A criterion."), "a list of questions", 1);

const common = {
  name: z.optional(scorerName),
  weight: z._default(weight, 1),
  threshold: z.optional(threshold),
  failure: z.optional(describe(failureMode.clone(), "The failure mode that failing this scorer names.")),
  tags: z.optional(list("Only cases with one of these tags. Default: all.", tag, "a list of tags", 1)),
  not: z._default(flag("Passes when the check does not."), false),
  max_drop: z.optional(share("The drop of this scorer's mean that is tolerated; makes a rule of its own.")),
  min: z.optional(share("The least mean score of the candidate; makes a rule of its own.", 0.8)),
};

export const commonKeys = Object.keys(common);

const value = z.optional(
  given("The reference answer. Default: the case's `expected`.", "a finite number, a text, a list or a map"),
);
const ignoreCase = z._default(flag("Upper and lower case are equal."), false);
const tolerance = z._default(
  withHint(z.number().check(z.minimum(0)), {
    description: "Largest difference that still passes.",
    expected: "a number from 0 up",
    example: 0.01,
  }),
  0,
);

/** Scorers that are computed here, from the case and the output alone. A case may bring one of its own. */
const ruleScorers = [
  z.strictObject({
    type: type("exact", "The output equals the reference."),
    value,
    ignore_case: ignoreCase,
    partial: z._default(flag("Score is the share of equal leaves."), false),
    ...common,
  }),
  z.strictObject({ type: type("contains", "The output contains the reference."), value, ignore_case: ignoreCase, ...common }),
  z.strictObject({ type: type("regex", "The output matches (RE2 syntax)."), value, ignore_case: ignoreCase, ...common }),
  z.strictObject({ type: type("numeric", "The output is this number."), value, tolerance, ...common }),
  z.strictObject({
    type: type("json_path", "A part of the output equals the reference."),
    path: withHint(z.string().check(z.regex(/^\$/)), {
      description: "JSONPath of the part.",
      expected: "a JSONPath, which starts with `$`",
      example: "$.answer",
    }),
    value,
    tolerance,
    ...common,
  }),
  z.strictObject({
    type: type("similarity", "How alike output and reference are, from 0 to 1."),
    value,
    method: z._default(choice("How likeness is measured.", ["token_f1", "levenshtein"]), "token_f1"),
    ...common,
  }),
  z.strictObject({
    type: type("json_schema", "The output is JSON that a schema accepts."),
    schema: path("JSON Schema file.", "schemas/answer.json"),
    ...common,
  }),
  z.strictObject({
    type: type("tool_calls", "The calls made are the calls expected."),
    mode: z._default(
      choice("What the actual calls are to the expected ones.", ["strict", "unordered", "subset", "superset"]),
      "strict",
    ),
    arguments: z._default(choice("How arguments are compared.", ["exact", "subset", "ignore", "schema"]), "exact"),
    forbidden: z._default(
      list("Tools that may not be called.", text("A tool.", "the name of a tool"), "a list of tool names"),
      [],
    ),
    max_calls: z.optional(count("Most calls that may be made.", 0, 8)),
    ...common,
  }),
  z.strictObject({ type: type("refusal", "The output refuses; with `not`, it does not."), ...common }),
  z.strictObject({
    type: type("max_length", "The output is not longer than this."),
    value: z.optional(count("Characters.", 1, 500)),
    ...common,
  }),
  z.strictObject({ type: type("citations", "The sources cited are in the context."), ...common }),
] as const;

const rubricKeys = {
  rubric: z.optional(text("A built-in rubric, or a rubric file.", "the name or path of a rubric", "rubrics/helpful.yml")),
  criteria: z.optional(criteria),
};

function refuseTwoRubrics(
  scorer: { readonly rubric?: string | undefined; readonly criteria?: readonly string[] | undefined },
  { addIssue }: z.core.$RefinementCtx,
): void {
  if ((scorer.rubric === undefined) !== (scorer.criteria === undefined)) return;
  const message =
    scorer.rubric === undefined
      ? "neither `rubric` nor `criteria` is written"
      : "`rubric` and `criteria` are both written";
  const fix = "Write `rubric:` with a name or file, or `criteria:` with a list of questions.";
  addIssue({ code: "custom", message, params: { code: "one-of", fix } });
}

/** Scorers whose scores come from a record, a model or the user's own code. */
const outsideScorers = [
  z
    .strictObject({ type: type("judge", "A model judges each output by a rubric."), ...rubricKeys, ...judgeKeys, ...common })
    .check(z.superRefine(refuseTwoRubrics)),
  z
    .strictObject({ type: type("pairwise", "A model prefers one arm's output."), ...rubricKeys, ...judgeKeys, ...common })
    .check(z.superRefine(refuseTwoRubrics)),
  z.strictObject({
    type: type("command", "A program of yours scores the output; needs `policy.allow.exec`."),
    command: argv("Program and arguments, run without a shell."),
    ...common,
  }),
  z.strictObject({
    type: type("module", "A function of yours scores the output; needs `policy.allow.exec`."),
    module: path("The ES module file.", "scorers/tone.js"),
    ...common,
  }),
  z.strictObject({
    type: type("recorded", "Scores that are in the run record; `name` reads one, without it all."),
    ...common,
  }),
] as const;

export const ruleScorerSchema = withHint(z.discriminatedUnion("type", ruleScorers), { expected: "a map with a `type`" });

export const scorerSchema = withHint(z.discriminatedUnion("type", [...ruleScorers, ...outsideScorers]), {
  description: "One check of each output.",
  expected: "a map with a `type`, such as `{ type: exact }`",
});

export const ruleScorerTypes: readonly string[] = ruleScorers.flatMap(({ shape }) => shape.type.def.values);
export const outsideScorerTypes: readonly string[] = outsideScorers.flatMap(({ shape }) => shape.type.def.values);

export type WrittenScorer = z.output<typeof scorerSchema>;

/** What a case may change of a gate scorer. */
export const scorerOverrideSchema = z.strictObject({
  name: scorerName,
  value,
  criteria: z.optional(criteria),
  threshold: z.optional(threshold),
  weight: z.optional(weight),
});
