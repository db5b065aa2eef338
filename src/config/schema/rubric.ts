import * as z from "zod/mini";
import { namePattern } from "../rule-ids.ts";
import { above0, flag, given, givenObject, list, share, text, withHint } from "./hint.ts";
import { failureMode } from "./scorers.ts";

/** A word that a judge answers with: visible, on one line, and short enough to be copied letter by letter. */
const wordPattern = /^[\p{L}\p{N}\p{P}\p{S}](?:[\p{L}\p{N}\p{P}\p{S} ]{0,62}[\p{L}\p{N}\p{P}\p{S}])?$/u;

const word = withHint(z.string().check(z.regex(wordPattern)), {
  expected: "a word of 1 to 64 visible characters",
  example: "partly",
});

const grade = withHint(z.union([word, z.number()]), { expected: "a word or a number" });

const grades = withHint(
  z.union([
    z.array(grade).check(z.minLength(2)),
    z.record(word, share("What the grade counts.", 0.5)),
  ]),
  {
    description:
      "Grades instead of yes and no: a list from worst to best, evenly spread over 0 to 1, or a map of each to what it counts.",
    expected: "a list of two grades or more from worst to best, or a map of words to numbers from 0 to 1",
  },
);

const criterion = withHint(
  z.strictObject({
    id: withHint(z.string().check(z.regex(namePattern)), {
      description: "Unique name of the criterion.",
      expected: "a name of 1 to 64 letters, digits, `.`, `_` or `-`",
      example: "polite",
    }),
    ask: text("The question that the judge answers; yes is the good answer.", "a question", "Is the tone polite?"),
    weight: z._default(above0("Weight in the mean that is the score. Default: 1.", "a weight", { example: 1 }), 1),
    grades: z.optional(grades),
    failure: z.optional(failureMode),
  }),
  { expected: "a map with `id` and `ask`" },
);

const canary = withHint(
  z.strictObject({
    input: given("What the application was asked.", "a text, a list or a map"),
    output: given("What it answered.", "a text, a list or a map"),
    expected: z.optional(given("The reference answer.", "a value")),
    context: z.optional(given("The documents that it had.", "a text, a list or a map")),
    metadata: z.optional(givenObject("What is known of the request besides.")),
    messages: z.optional(
      list("What was said and called, as in a run record.", givenObject("A message, in the form of the chat API."), "a list of messages", 1),
    ),
    passed: flag("Whether a good judge lets it pass."),
  }),
  { expected: "a map with `input`, `output` and `passed`" },
);

export const rubricSchema = withHint(
  z.strictObject({
    version: withHint(z.literal(1), { description: "Version of this format.", expected: "1" }),
    instructions: z.optional(text("What the judge is told before the criteria.")),
    criteria: list("What the judge is asked.", criterion, "a list of criteria", 1),
    canaries: z._default(list("Outputs whose answer is known. They are judged in every run.", canary, "a list of canaries"), []),
  }),
  { description: "What a judge is asked, and what it is tried on.", expected: "a map of keys" },
);
