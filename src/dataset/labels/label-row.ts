import * as z from "zod/mini";
import type { Answer, RecordedJudgement } from "../../experiment/judge-label.ts";
import type { Json } from "../../experiment/json.ts";
import type { Place, Problem } from "../../problem.ts";
import type { LabelRow, RowReading } from "./labels.ts";

const longest = 256;

function text(expected: string) {
  return z
    .string({ error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(longest, { error: expected }));
}

const answerKeys = {
  passed: z.optional(z.boolean({ error: "true or false" })),
  value: z.optional(
    z
      .number({ error: "a score from 0 to 1" })
      .check(z.minimum(0, { error: "a score from 0 to 1" }), z.maximum(1, { error: "a score from 0 to 1" })),
  ),
  grade: z.optional(
    z
      .int({ error: "a whole number from 0 to 100" })
      .check(
        z.minimum(0, { error: "a whole number from 0 to 100" }),
        z.maximum(100, { error: "a whole number from 0 to 100" }),
      ),
  ),
  choice: z.optional(z.union([z.literal(1), z.literal(2), z.literal("tie")], { error: '1, 2 or "tie"' })),
};

const rationale = z.optional(z.string({ error: "a text" }));

const judgementSchema = z.strictObject(
  {
    judge: text("the name of a judge"),
    ...answerKeys,
    unscored: z.optional(text("why the judge gave no answer, as a text")),
    order: z.optional(z.enum(["original", "swapped"], { error: "`original` or `swapped`" })),
    rationale,
  },
  { error: "an object, a judgement" },
);

/** A line of a label file in our own format. */
export const labelRowSchema = z.strictObject(
  {
    case: text("a case id of 1 to 256 characters"),
    trial: z.optional(
      z.int({ error: "a whole number from 0 up" }).check(z.minimum(0, { error: "a whole number from 0 up" })),
    ),
    output: z.optional(z.unknown()),
    outputs: z.optional(z.tuple([z.unknown(), z.unknown()], { error: "a list of two outputs" })),
    ...answerKeys,
    rationale,
    annotator: z.optional(text("the name of an annotator")),
    split: z.optional(z.enum(["train", "test"], { error: "`train` or `test`" })),
    judgements: z.optional(z.array(judgementSchema, { error: "a list of judgements" })),
  },
  { error: "an object, one labelled output" },
);

type Row = z.infer<typeof labelRowSchema>;
type JudgementRow = z.infer<typeof judgementSchema>;
export type AnswerRow = Pick<Row, "passed" | "value" | "grade" | "choice">;

/** A row that fits the schema, as what it says; or what no schema sees. */
export function readLabelRow(row: Row, place: Place): RowReading {
  const human = readAnswer(row);
  const judged = (row.judgements ?? []).map(readJudgement);
  const problems = [
    ...(human.ok ? [] : [{ ...place, ...human.problem }]),
    ...judged.flatMap((each) => (each.ok ? [] : [{ ...place, ...each.problem }])),
    ...(human.ok && human.answer === undefined && judged.length === 0 ? [{ ...place, ...noAnswer }] : []),
  ];
  if (problems.length > 0 || !human.ok) return { ok: false, problems };
  const value: LabelRow = {
    caseId: row.case,
    ...(row.trial === undefined ? {} : { trial: row.trial }),
    ...(row.output === undefined ? {} : { output: row.output as Json }),
    ...(row.outputs === undefined ? {} : { outputs: row.outputs as [Json, Json] }),
    ...(human.answer === undefined
      ? {}
      : {
          label: {
            answer: human.answer,
            ...(row.annotator === undefined ? {} : { annotator: row.annotator }),
            ...(row.rationale === undefined ? {} : { rationale: row.rationale }),
          },
        }),
    judgements: judged.flatMap((each) => (each.ok ? [each.judgement] : [])),
    ...(row.split === undefined ? {} : { split: row.split }),
    scales: [row, ...(row.judgements ?? [])].flatMap(scaleOf),
    place,
  };
  return { ok: true, value };
}

type AnswerReading =
  | { readonly ok: true; readonly answer: Answer | undefined }
  | { readonly ok: false; readonly problem: Problem };

/** The one answer of a row; none where none of the keys is there. */
export function readAnswer({ passed, value, grade, choice }: AnswerRow): AnswerReading {
  const answers: Answer[] = [];
  if (passed !== undefined) answers.push({ kind: "passed", passed });
  if (value !== undefined) answers.push({ kind: "graded", grade: value });
  if (grade !== undefined) answers.push({ kind: "graded", grade });
  if (choice !== undefined) answers.push({ kind: "choice", choice });
  const [answer, second] = answers;
  return second === undefined ? { ok: true, answer } : { ok: false, problem: twoAnswers };
}

export function scaleOf({ value, grade }: AnswerRow): readonly ("value" | "grade")[] {
  return [
    ...(value === undefined ? [] : (["value"] as const)),
    ...(grade === undefined ? [] : (["grade"] as const)),
  ];
}

function readJudgement(
  row: JudgementRow,
):
  | { readonly ok: true; readonly judgement: RecordedJudgement }
  | { readonly ok: false; readonly problem: Problem } {
  const { judge, order, rationale: reason, unscored } = row;
  const read = readAnswer(row);
  if (!read.ok) return read;
  if ((read.answer === undefined) === (unscored === undefined))
    return { ok: false, problem: unscored === undefined ? emptyJudgement : scoredAndNot };
  return {
    ok: true,
    judgement: {
      judge,
      ...(read.answer === undefined ? {} : { answer: read.answer }),
      ...(order === undefined ? {} : { order }),
      ...(reason === undefined ? {} : { rationale: reason }),
    },
  };
}

const twoAnswers: Problem = {
  code: "label-answer",
  message: "more than one of `passed`, `value`, `grade` and `choice` is written, and only one could count.",
  fix: "Keep one.",
};

const noAnswer: Problem = {
  code: "label-answer",
  message: "the line has no label and no judgement, so it says nothing.",
  fix: "Write `passed`, `value`, `grade` or `choice`.",
};

const emptyJudgement: Problem = {
  code: "label-answer",
  message: "a judgement has no answer.",
  fix: "Write `passed`, `value`, `grade` or `choice`; where the judge gave none, `unscored` with the reason.",
};

const scoredAndNot: Problem = {
  code: "label-answer",
  message: "a judgement is `unscored` and has an answer.",
  fix: "Keep one.",
};
