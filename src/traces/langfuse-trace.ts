import * as z from "zod/mini";
import { isJsonObject, type Json } from "../experiment/json.ts";
import type { Parsed } from "../problem.ts";
import { readIsoTime } from "./otlp-time.ts";
import { isShallow, parsed } from "./read-attributes.ts";
import { readSpans } from "./read-spans.ts";
import type { Span } from "./span.ts";
import type { TraceReading } from "./trace.ts";

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
const text = nullish(z.string());
const counts = nullish(z.record(z.string(), z.unknown()));
const cost = nullish(z.union([z.number(), z.string()]));

/** A row of the API: of version 4 (`/v2/observations`), and of the observations in a trace of version 3. Other keys may be anything. */
const rowSchema = z.object({
  id: z.string().check(z.minLength(1)),
  traceId: text,
  parentObservationId: text,
  type: text,
  name: text,
  startTime: z.string(),
  endTime: text,
  completionStartTime: text,
  level: text,
  statusMessage: text,
  model: text,
  providedModelName: text,
  usageDetails: counts,
  usage: counts,
  costDetails: counts,
  totalCost: cost,
  calculatedTotalCost: cost,
  /** Seconds. */
  timeToFirstToken: nullish(z.number()),
  input: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
  metadata: z.optional(z.unknown()),
  environment: text,
  promptName: text,
  promptVersion: nullish(z.union([z.number(), z.string()])),
  /** Of the whole trace, which version 4 has nowhere else. */
  traceName: text,
  userId: text,
  sessionId: text,
  release: text,
  tags: nullish(z.array(z.string())),
});

const traceSchema = z.object({ input: z.optional(z.unknown()), output: z.optional(z.unknown()) });

type Row = z.infer<typeof rowSchema>;

/**
 * What a trace says that was exported from Langfuse: `{ trace, observations }` as its interface downloads it, a trace of the API of version
 * 3, or the rows of one trace from `/v2/observations` (`{ data }` or a list). Ask for those with `expandMetadata`, else what foreign
 * instrumentations told may be cut. The same code reads it that reads spans.
 */
export function readLangfuseTrace(value: unknown): Parsed<TraceReading> {
  const spans = spansOfLangfuse(value);
  return spans.ok ? { ok: true, value: readSpans(spans.value) } : spans;
}

/** The observations of one such trace as spans, with the ids that Langfuse gave them. */
export function spansOfLangfuse(value: unknown): Parsed<readonly Span[]> {
  const rows = rowsOf(value);
  if (rows === undefined)
    return refused(
      "this is no export of a Langfuse trace: it has neither `observations` nor `data` with rows.",
      "Download the trace as JSON in Langfuse, or take the rows of `GET /api/public/v2/observations?traceId=…`.",
    );
  const isApi = typeof value === "object" && value !== null && !("observations" in value);
  const spans: Span[] = [];
  const traceIds = new Set<string>();
  for (const [index, one] of rows.entries()) {
    const span = spanOfLangfuseRow(one, isApi);
    if (typeof span === "string")
      return refused(
        `observation ${index + 1}${span === "" ? "" : `: \`${span}\``} is not as Langfuse writes it.`,
        "Export the trace again.",
      );
    if (span.traceId !== "") traceIds.add(span.traceId);
    spans.push(span);
  }
  if (traceIds.size > 1)
    return refused(`these are observations of ${traceIds.size} traces.`, "Give those of one `traceId`.");
  return { ok: true, value: withEnds(spans, endsOf(value)) };
}

/**
 * One observation as a span, with the ids that Langfuse gave it (`""` for a trace that it does not name), or the key that is not as Langfuse
 * writes it (`""` where it is no object). Values of metadata may be cut where it is a row of the API.
 */
export function spanOfLangfuseRow(value: unknown, isApi: boolean): Span | string {
  const row = z.safeParse(rowSchema, value);
  if (!row.success) return row.error.issues[0]?.path.map(String).join(".") ?? "";
  const startMs = readIsoTime(row.data.startTime);
  return startMs === undefined ? "startTime" : spanOf(row.data, startMs, isApi ? isWhole : () => true);
}

function refused(message: string, fix: string): Parsed<readonly Span[]> {
  return { ok: false, problems: [{ code: "not-a-trace", message, fix }] };
}

function rowsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const { observations, data } = value as { readonly observations?: unknown; readonly data?: unknown };
  const rows = observations ?? data;
  return Array.isArray(rows) ? rows : undefined;
}

/** Input and output of the whole trace, which version 4 has no more. Exports hold them as JSON in JSON. */
function endsOf(value: unknown): { readonly input?: Json; readonly output?: Json } {
  const holder = typeof value === "object" && value !== null && "trace" in value ? value.trace : value;
  const trace = z.safeParse(traceSchema, holder);
  if (!trace.success) return {};
  const input = jsonValue(trace.data.input);
  const output = jsonValue(trace.data.output);
  return {
    ...(input === undefined ? {} : { input: parsed(parsed(input)) }),
    ...(output === undefined ? {} : { output: parsed(parsed(output)) }),
  };
}

function withEnds(spans: readonly Span[], ends: ReturnType<typeof endsOf>): readonly Span[] {
  const [first, ...others] = spans;
  if (first === undefined) return [];
  const { input, output } = ends;
  const attributes = {
    ...first.attributes,
    ...(input === undefined ? {} : { "langfuse.trace.input": input }),
    ...(output === undefined ? {} : { "langfuse.trace.output": output }),
  };
  return [{ ...first, attributes }, ...others];
}

/** The value as JSON, where it is one and not nested deeper than one may be. */
function jsonValue(value: unknown): Json | undefined {
  return value === undefined || value === null || !isShallow(value as Json) ? undefined : (value as Json);
}

function spanOf(row: Row, startMs: number, keeps: typeof isWhole): Span {
  const { id, traceId, parentObservationId: parent, name, endTime, level, statusMessage } = row;
  const endMs = endTime ? readIsoTime(endTime) : undefined;
  const metadata = parsed(jsonValue(row.metadata) ?? null);
  const foreign = isJsonObject(metadata) ? parsed(metadata["attributes"] ?? null) : null;
  return {
    traceId: traceId ?? "",
    spanId: id,
    ...(parent ? { parentSpanId: parent } : {}),
    name: name ?? "",
    startMs,
    endMs: Math.max(startMs, endMs ?? startMs),
    ...(level === "ERROR" ? { status: "error" as const } : {}),
    ...(statusMessage ? { statusMessage } : {}),
    attributes: {
      ...(isJsonObject(foreign) ? Object.fromEntries(Object.entries(foreign).filter(keeps)) : {}),
      ...ownAttributes(row, startMs, endMs),
    },
    events: [],
  };
}

/** `/v2/observations` cuts values of metadata at 200 characters: a text of that length would pass for the whole one. */
function isWhole([, value]: readonly [string, Json]): boolean {
  return typeof value !== "string" || value.length < 200 || value.length > 203;
}

/** What Langfuse itself knows of an observation, under the names that its SDKs give to spans. */
function ownAttributes(row: Row, startMs: number, endMs: number | undefined): Readonly<Record<string, Json>> {
  const { totalCost, calculatedTotalCost, timeToFirstToken } = row;
  const usage = nonEmpty(row.usageDetails) ?? nonEmpty(row.usage);
  const costDetails = nonEmpty(row.costDetails) ?? { total: totalCost ?? calculatedTotalCost ?? null };
  const firstTokenMs =
    timeToFirstToken === undefined || timeToFirstToken === null ? undefined : timeToFirstToken * 1000;
  const isPossible = firstTokenMs !== undefined && endMs !== undefined && firstTokenMs <= endMs - startMs;
  return withoutAbsent({
    "langfuse.observation.type": row.type?.toLowerCase(),
    "langfuse.observation.level": row.level,
    "langfuse.observation.model.name": row.providedModelName ?? row.model,
    "langfuse.observation.usage_details": usage,
    "langfuse.observation.cost_details": costDetails,
    "langfuse.observation.completion_start_time": row.completionStartTime,
    "langfuse.observation.time_to_first_token_ms":
      isPossible && !row.completionStartTime ? firstTokenMs : undefined,
    "langfuse.observation.input": row.input,
    "langfuse.observation.output": row.output,
    "langfuse.observation.prompt.name": row.promptName,
    "langfuse.observation.prompt.version": row.promptVersion,
    "langfuse.environment": row.environment,
    "langfuse.trace.name": row.traceName,
    "langfuse.user.id": row.userId,
    "langfuse.session.id": row.sessionId,
    "langfuse.release": row.release,
    "langfuse.trace.tags": nonEmpty(row.tags),
  });
}

function nonEmpty<T extends object>(value: T | null | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

function withoutAbsent(values: Readonly<Record<string, unknown>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const json = jsonValue(value);
      return json === undefined ? [] : [[key, json] as const];
    }),
  );
}
