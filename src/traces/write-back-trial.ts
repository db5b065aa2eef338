import type { Case } from "../experiment/case.ts";
import type { Json } from "../experiment/json.ts";
import type { ArmName, RecordedScore, RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { readIsoTime } from "./otlp-time.ts";
import { datasetItemId, experimentIdOf, spanIdOf, stableId, traceIdOf } from "./write-back-ids.ts";
import {
  type KeyValue,
  type OtlpLogRecord,
  type OtlpSpan,
  writeAttributes,
  writeKind,
  writeNanoseconds,
} from "./write-back-otlp.ts";
import { langfuseUsage } from "./write-back-usage.ts";

/** One arm of a run, to be shown where the team looks at traces. */
export type ArmToWrite = {
  readonly gate: string;
  readonly record: Pick<RunRecord, "header" | "trialsByCaseId">;
  /** What was asked, by the id of the case. */
  readonly caseById: ReadonlyMap<string, Pick<Case, "input" | "expected" | "tags" | "critical" | "hash">>;
  /** Shown with the run. */
  readonly verdict?: Pick<Verdict, "verdict" | "title" | "proven">;
  /** The dataset in Langfuse that holds the cases as `writeDatasetItem` makes them. */
  readonly dataset?: { readonly name: string; readonly id?: string };
  /** When the run began, where the record does not tell. */
  readonly startMs: number;
};

/** A score as `POST /api/public/scores` takes it. */
export type LangfuseScore = {
  readonly id: string;
  readonly traceId: string;
  readonly observationId: string;
  readonly name: string;
  readonly value: number | string;
  readonly dataType: "NUMERIC" | "CATEGORICAL";
  readonly comment?: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly environment: string;
};

/** What a trial comes to: its span, and what was judged of it, once for OTLP and once for the API of Langfuse. */
export type WrittenTrial = {
  readonly span: OtlpSpan;
  readonly evaluations: readonly OtlpLogRecord[];
  readonly scores: readonly LangfuseScore[];
};

/** What Langfuse's own SDKs put runs of experiments into. */
export const experimentEnvironment = "sdk-experiment";
/** A request to Langfuse has at most 5 MB. */
const longestText = 500_000;
const longestComment = 2000;

/**
 * The trials of an arm as spans of a Langfuse experiment, one for each, with everything that was scored. All ids follow from the record:
 * written again, nothing doubles. Trials that infrastructure lost are there, as errors: what is left out would look like fewer cases.
 */
export function* writeTrials(arm: ArmToWrite): Generator<WrittenTrial> {
  const { header, trialsByCaseId } = arm.record;
  const experimentId = experimentIdOf(arm.gate, header.arm ?? "run", header);
  const startMs = (header.startedAt === undefined ? undefined : readIsoTime(header.startedAt)) ?? arm.startMs;
  for (const trials of trialsByCaseId.values())
    for (const trial of trials) {
      const place = { traceId: traceIdOf(experimentId, trial), spanId: spanIdOf(experimentId, trial) };
      const endMs = startMs + (trial.latencyMs ?? 0);
      yield {
        span: writeSpan(arm, experimentId, trial, place, { startMs, endMs }),
        evaluations: (trial.scores ?? []).map((score) => writeEvaluation(score, place, endMs)),
        scores: writeScores(arm, experimentId, trial, place),
      };
    }
}

/** What the process that sends them says of itself. */
export function writeResource(gate: string): readonly KeyValue[] {
  return writeAttributes({ "service.name": "llm-o11y", "llm_o11y.gate": gate });
}

type SpanPlace = { readonly traceId: string; readonly spanId: string };

function writeSpan(
  arm: ArmToWrite,
  experimentId: string,
  trial: Trial,
  place: SpanPlace,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): OtlpSpan {
  const { header } = arm.record;
  const one = arm.caseById.get(trial.caseId);
  const { status, toolCalls, usage, costUsd, ttftMs, failure } = trial;
  const details = langfuseUsage(usage);
  const isError = status !== "ok";
  const message = isError ? (failure ?? status) : undefined;
  const attributes = writeAttributes({
    "langfuse.experiment.id": experimentId,
    "langfuse.experiment.name": nameOf(arm.gate, header),
    "langfuse.experiment.metadata": json(describeRun(arm)),
    "langfuse.experiment.dataset.id": arm.dataset?.id,
    "langfuse.experiment.item.id": arm.dataset
      ? datasetItemId(arm.dataset.name, trial.caseId)
      : stableId(16, "item", arm.gate, trial.caseId),
    "langfuse.experiment.item.root_observation_id": place.spanId,
    "langfuse.experiment.item.expected_output": cut(one?.expected),
    "langfuse.experiment.item.metadata": json(describeCase(trial, one)),
    "langfuse.environment": experimentEnvironment,
    "langfuse.trace.name": trial.caseId,
    "langfuse.release": header.sha,
    "langfuse.observation.type": (toolCalls ?? []).length > 0 ? "agent" : "generation",
    "langfuse.observation.level": isError ? "ERROR" : "DEFAULT",
    "langfuse.observation.status_message": message,
    "langfuse.observation.input": cut(one?.input),
    "langfuse.observation.output": cut(trial.output ?? trial.messages),
    "langfuse.observation.usage_details": json(details),
    "langfuse.observation.cost_details": costUsd === undefined ? undefined : json({ total: costUsd }),
    "gen_ai.usage.input_tokens": usage?.input,
    "gen_ai.usage.output_tokens": usage?.output,
    "gen_ai.usage.cache_read.input_tokens": usage?.cacheRead,
    "gen_ai.usage.cache_creation.input_tokens": usage?.cacheWrite,
    "gen_ai.usage.reasoning.output_tokens": usage?.reasoning,
    "gen_ai.response.time_to_first_chunk": ttftMs === undefined ? undefined : ttftMs / 1000,
    "error.type": isError ? status : undefined,
    "llm_o11y.case": trial.caseId,
    "llm_o11y.trial": trial.index,
    "llm_o11y.arm": header.arm,
    "llm_o11y.failure": failure,
    "llm_o11y.cached": trial.cached,
  });
  return {
    ...place,
    name: `case ${trial.caseId}`,
    kind: writeKind("internal"),
    startTimeUnixNano: writeNanoseconds(startMs),
    endTimeUnixNano: writeNanoseconds(endMs),
    attributes,
    status: isError ? { code: 2, ...(message === undefined ? {} : { message }) } : {},
  };
}

/** Such as `support-bot candidate 9f3c1ab`. */
function nameOf(gate: string, { arm, sha }: RunHeader): string {
  return [gate, arm, sha?.slice(0, 7)].filter((part) => part !== undefined).join(" ");
}

function describeRun({ gate, record: { header }, verdict }: ArmToWrite): Readonly<Record<string, Json>> {
  const { arm, sha, target, dataset } = header;
  const known: Readonly<Record<string, Json | undefined>> = {
    gate,
    arm: arm satisfies ArmName | undefined,
    sha,
    target,
    dataset,
    verdict: verdict?.verdict,
    proven: verdict?.proven,
    title: verdict?.title,
  };
  return withoutAbsent(known);
}

function describeCase(
  { caseId, caseHash, index }: Trial,
  one: Pick<Case, "tags" | "critical" | "hash"> | undefined,
): Readonly<Record<string, Json>> {
  const { tags, critical, hash } = one ?? {};
  return withoutAbsent({ case: caseId, case_hash: caseHash ?? hash, trial: index, tags, critical });
}

/** Event `gen_ai.evaluation.result` of the GenAI conventions, a log record that belongs to the span that was judged. */
function writeEvaluation(score: RecordedScore, place: SpanPlace, timeMs: number): OtlpLogRecord {
  const { scorer, value, passed, reason, failure } = score;
  return {
    ...place,
    eventName: "gen_ai.evaluation.result",
    timeUnixNano: writeNanoseconds(timeMs),
    attributes: writeAttributes({
      "event.name": "gen_ai.evaluation.result",
      "gen_ai.evaluation.name": scorer,
      "gen_ai.evaluation.score.value": value,
      "gen_ai.evaluation.score.label": passed === undefined ? undefined : passed ? "pass" : "fail",
      "gen_ai.evaluation.explanation": reason === undefined ? undefined : shorten(reason, longestComment),
      "llm_o11y.failure": failure,
    }),
  };
}

function writeScores(
  { gate, record: { header } }: ArmToWrite,
  experimentId: string,
  trial: Trial,
  { traceId, spanId }: SpanPlace,
): readonly LangfuseScore[] {
  const about = { traceId, observationId: spanId, environment: experimentEnvironment };
  const origin = { gate, arm: header.arm, case: trial.caseId, trial: trial.index };
  const idOf = (name: string) => stableId(32, "score", experimentId, trial.caseId, trial.index, name);
  const scores = (trial.scores ?? []).map(({ scorer, value, passed, reason, failure }): LangfuseScore => ({
    ...about,
    id: idOf(`scorer:${scorer}`),
    name: scorer,
    value,
    dataType: "NUMERIC",
    ...(reason === undefined || reason === "" ? {} : { comment: shorten(reason, longestComment) }),
    metadata: withoutAbsent({ ...origin, passed, failure }),
  }));
  if (trial.failure === undefined) return scores;
  const mode: LangfuseScore = {
    ...about,
    id: idOf("failure"),
    name: "failure",
    value: trial.failure,
    dataType: "CATEGORICAL",
    metadata: withoutAbsent(origin),
  };
  return [...scores, mode];
}

function withoutAbsent(values: Readonly<Record<string, Json | undefined>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

function json(value: Readonly<Record<string, Json>> | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** A value as the text of an attribute: a text as it is, all else as JSON; cut where Langfuse would refuse the whole request. */
function cut(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return shorten(typeof value === "string" ? value : JSON.stringify(value), longestText);
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}… [cut: ${text.length - longest} more characters]`;
}
