import type { Json, JsonObject } from "../experiment/json.ts";
import type { TraceScore } from "./normal-trace.ts";
import { type Attributes, member, textOf, unflatten, valueOf } from "./read-attributes.ts";
import type { Span } from "./span.ts";

/**
 * The scores that spans carry: events `gen_ai.evaluation.result` (span events, or log records that name the span), and evaluations and
 * annotations of OpenInference, of any span and of the trace.
 */
export function readScores(spans: readonly Span[]): readonly TraceScore[] {
  return spans.flatMap(({ attributes, events }) => [
    ...events.flatMap((event) =>
      event.name === "gen_ai.evaluation.result" ? (scoreOfEvent(event.attributes) ?? []) : [],
    ),
    ...prefixesIn(attributes).flatMap(([prefix, inner]) =>
      (unflatten(attributes, prefix) ?? []).flatMap((one) => scoreOfOpeninference(one, inner) ?? []),
    ),
  ]);
}

const prefixes = [
  ["evaluations", "evaluation"],
  ["annotations", "annotation"],
  ["trace.evaluations", "evaluation"],
  ["trace.annotations", "annotation"],
] as const;

/** Few spans have any: taking an index for a list reads all attributes. */
function prefixesIn(attributes: Attributes): readonly (readonly [string, string])[] {
  return prefixes.filter(
    ([prefix, inner]) => valueOf(attributes, [`${prefix}.0.${inner}.name`]) !== undefined,
  );
}

function scoreOfEvent(attributes: Attributes): TraceScore | undefined {
  return scoreOf({
    name: textOf(attributes, ["gen_ai.evaluation.name"]),
    value: valueOf(attributes, ["gen_ai.evaluation.score.value"]),
    label: valueOf(attributes, ["gen_ai.evaluation.score.label"]),
    explanation: valueOf(attributes, ["gen_ai.evaluation.explanation"]),
    by: valueOf(attributes, ["gen_ai.evaluation.evaluator.source"]),
  });
}

function scoreOfOpeninference(one: JsonObject, inner: string): TraceScore | undefined {
  const told = member(one, inner);
  const name = member(told, "name");
  return scoreOf({
    name: typeof name === "string" ? name : undefined,
    value: member(told, "score"),
    label: member(told, "label"),
    explanation: member(told, "explanation"),
    by: member(told, "annotator_kind"),
  });
}

/** The figure counts; where only a label is there, that. */
function scoreOf(told: {
  readonly name: string | undefined;
  readonly value: Json | undefined;
  readonly label: Json | undefined;
  readonly explanation: Json | undefined;
  readonly by: Json | undefined;
}): TraceScore | undefined {
  const { name, value = told.label, explanation, by } = told;
  if (name === undefined) return undefined;
  if (typeof value !== "number" && typeof value !== "boolean" && typeof value !== "string") return undefined;
  return {
    name,
    value,
    kind: typeof value === "number" ? "numeric" : typeof value === "boolean" ? "boolean" : "categorical",
    source: sourceOf(by),
    ...(typeof explanation === "string" && explanation !== "" ? { explanation } : {}),
  };
}

function sourceOf(by: Json | undefined): TraceScore["source"] {
  if (typeof by !== "string") return "eval";
  if (/^(human|annotat)/i.test(by)) return "annotation";
  return /user/i.test(by) ? "user" : "eval";
}
