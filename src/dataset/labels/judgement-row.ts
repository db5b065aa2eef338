import * as z from "zod/mini";
import type { Answer } from "../../experiment/judge-label.ts";
import { quoteValue, type Place, type Problem } from "../../problem.ts";
import type { RowReading } from "./labels.ts";

function text(expected: string) {
  return z.string({ error: expected }).check(z.minLength(1, { error: expected }));
}

/**
 * A line of a benchmark of judges: one judgement with the truth beside it. `verdict` and `truth` are in the same numbering,
 * whatever the order in which the judge saw the outputs.
 */
export const judgementRowSchema = z.strictObject(
  {
    case_id: text("a case id"),
    judge: text("the name of a judge"),
    verdict: text("the judge's answer as a text"),
    truth: text("the right answer as a text"),
    order: z.optional(z.enum(["original", "swapped"], { error: "`original` or `swapped`" })),
    trial: z.optional(z.int({ error: "a whole number" })),
    correct: z.optional(z.union([z.literal(0), z.literal(1), z.boolean()], { error: "1 or 0" })),
    rationale: z.optional(z.string({ error: "a text" })),
    config: z.optional(z.unknown()),
    cost_usd: z.optional(z.unknown()),
    tokens: z.optional(z.unknown()),
  },
  { error: "an object, one judgement" },
);

type Row = z.infer<typeof judgementRowSchema>;

const choices: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["1", { kind: "choice", choice: 1 }],
  ["2", { kind: "choice", choice: 2 }],
  ["tie", { kind: "choice", choice: "tie" }],
]);

/** A verdict outside of the vocabulary, such as `None`, is a judge that gave no answer; a truth outside of it is a problem. */
export function readJudgementRow(row: Row, place: Place): RowReading {
  const answer = choices.get(row.truth);
  const given = choices.get(row.verdict);
  const problems: readonly Problem[] = [
    ...(answer === undefined ? [{ ...place, ...unknownTruth(row.truth) }] : []),
    ...(row.correct !== undefined && Boolean(row.correct) !== (row.verdict === row.truth)
      ? [{ ...place, ...contradiction }]
      : []),
  ];
  if (answer === undefined || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      caseId: row.case_id,
      ...(row.trial === undefined ? {} : { trial: row.trial }),
      label: { answer },
      judgements: [
        {
          judge: row.judge,
          ...(given === undefined ? {} : { answer: given }),
          ...(row.order === undefined ? {} : { order: row.order }),
          ...(row.rationale === undefined ? {} : { rationale: row.rationale }),
        },
      ],
      scales: [],
      place,
    },
  };
}

function unknownTruth(truth: string): Problem {
  return {
    code: "label-answer",
    message: `\`truth\` is ${quoteValue(truth)}, which is no choice between two outputs.`,
    fix: "Write `1`, `2` or `tie`; labels of single outputs are written with `case` and `passed`.",
  };
}

const contradiction: Problem = {
  code: "label-conflict",
  message: "`correct` contradicts `verdict` and `truth`.",
  fix: "Leave `correct` out, or put the wrong one of the three right.",
};
