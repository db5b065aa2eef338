import * as z from "zod/mini";
import type { Answer } from "../../experiment/judge-label.ts";
import { quoteValue, type Place, type Problem } from "../../problem.ts";
import type { LabelRow, Scale } from "./labels.ts";

const nullable = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema));

/** A score as Langfuse gives it, by its API (v3 with `subject`, v2 with `traceId`) or in an export. Keys that are not read may be there. */
export const langfuseScoreSchema = z.looseObject(
  {
    id: z.string({ error: "the id of the score" }),
    name: z.string({ error: "the name of the score" }),
    source: z.string({ error: "`ANNOTATION`, `EVAL` or `API`" }),
    dataType: z.string({ error: "`BOOLEAN`, `NUMERIC`, `CATEGORICAL` or `TEXT`" }),
    value: z.optional(
      z.union([z.string(), z.number(), z.boolean(), z.null()], { error: "the value of the score" }),
    ),
    stringValue: nullable(z.string({ error: "a text" })),
    comment: nullable(z.string({ error: "a text" })),
    authorUserId: nullable(z.string({ error: "a text" })),
    traceId: nullable(z.string({ error: "a text" })),
    observationId: nullable(z.string({ error: "a text" })),
    subject: z.optional(
      z.looseObject(
        { id: z.string({ error: "the id of what was scored" }) },
        { error: "an object with an `id`" },
      ),
    ),
  },
  { error: "an object, a score of Langfuse" },
);

export type LangfuseScore = z.infer<typeof langfuseScoreSchema>;

type ScoreReading =
  | { readonly ok: true; readonly value: LabelRow | "passed over" }
  | { readonly ok: false; readonly problem: Problem };

/**
 * An annotation is the label of a person, and an evaluator's score a judgement of the judge of its name; scores of the API are
 * passed over, since they do not tell which of the two they are. What was scored, an observation or a trace, is the case.
 */
export function readLangfuseScore(score: LangfuseScore, place: Place): ScoreReading {
  const { source, name, comment, authorUserId } = score;
  if (source !== "ANNOTATION" && source !== "EVAL") return { ok: true, value: "passed over" };
  if (score.dataType === "TEXT" || score.dataType === "CORRECTION") return { ok: true, value: "passed over" };
  const caseId = score.subject?.id ?? score.observationId ?? score.traceId ?? undefined;
  if (caseId === undefined) return { ok: false, problem: { ...place, ...noSubject } };
  const read = answerOf(score);
  if (read === undefined) return { ok: false, problem: { ...place, ...unknownValue(score) } };
  const { answer, scale } = read;
  const rationale = comment == null ? {} : { rationale: comment };
  return {
    ok: true,
    value: {
      caseId,
      ...(source === "ANNOTATION"
        ? {
            label: { answer, ...(authorUserId == null ? {} : { annotator: authorUserId }), ...rationale },
            judgements: [],
          }
        : { judgements: [{ judge: name, answer, ...rationale }] }),
      scales: scale === undefined ? [] : [scale],
      place,
    },
  };
}

/** Words of a category that say whether an output passes. */
const passedByWord: ReadonlyMap<string, boolean> = new Map([
  ["pass", true],
  ["passed", true],
  ["yes", true],
  ["true", true],
  ["fail", false],
  ["failed", false],
  ["no", false],
  ["false", false],
]);

/** Booleans come as true or false, and as 1 or 0 with the word beside them. Numbers from 0 to 1 that are not whole are shares. */
function answerOf({
  dataType,
  value,
  stringValue,
}: LangfuseScore): { answer: Answer; scale?: Scale } | undefined {
  if (dataType === "BOOLEAN") {
    const passed = value === true || value === 1 ? true : value === false || value === 0 ? false : undefined;
    return passed === undefined ? undefined : { answer: { kind: "passed", passed } };
  }
  if (dataType === "CATEGORICAL") {
    const passed = passedByWord.get(String(stringValue ?? value).toLowerCase());
    return passed === undefined ? undefined : { answer: { kind: "passed", passed } };
  }
  if (dataType !== "NUMERIC" || typeof value !== "number" || !(value >= 0 && value <= 100)) return undefined;
  if (value > 1 && !Number.isInteger(value)) return undefined;
  return { answer: { kind: "graded", grade: value } };
}

function unknownValue({ dataType, value, stringValue }: LangfuseScore): Problem {
  return {
    code: "label-answer",
    message: `a score of type ${quoteValue(dataType)} with the value ${quoteValue(stringValue ?? value ?? null)} says neither pass nor fail, nor a grade.`,
    fix: "Export BOOLEAN scores, NUMERIC ones from 0 to 1 or of whole numbers to 100, or categories named pass and fail.",
  };
}

const noSubject: Problem = {
  code: "missing-key",
  message:
    "the score tells neither `subject`, `observationId` nor `traceId`, so nobody knows what was scored.",
  fix: "Export it with `fields=subject`.",
};
