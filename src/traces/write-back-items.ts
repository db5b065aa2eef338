import type { Case } from "../experiment/case.ts";
import type { Json } from "../experiment/json.ts";
import { datasetItemId } from "./write-back-ids.ts";

/** An item as `POST /api/public/dataset-items` takes it; one with the same id is replaced. */
export type LangfuseDatasetItem = {
  readonly id: string;
  readonly datasetName: string;
  readonly input: Json;
  readonly expectedOutput?: Json;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly sourceTraceId?: string;
  readonly sourceObservationId?: string;
  /** Archived items are in no experiment, as drafts are in no run. */
  readonly status: "ACTIVE" | "ARCHIVED";
};

/** A case as an item of a dataset in Langfuse, under an id that it keeps when it is edited. */
export function writeDatasetItem(datasetName: string, one: Case): LangfuseDatasetItem {
  const { id, input, expected, context, toolCalls, tags, critical, draft, group, metadata, source, hash } =
    one;
  const known: Readonly<Record<string, Json | undefined>> = {
    case: id,
    case_hash: hash,
    context,
    tool_calls: toolCalls?.map(({ name, arguments: given }) => ({
      name,
      ...(given === undefined ? {} : { arguments: given }),
    })),
    tags: tags.length === 0 ? undefined : tags,
    critical: critical || undefined,
    draft: draft || undefined,
    group,
    metadata,
    source,
  };
  const isOfLangfuse = source?.["system"] === "langfuse";
  const traceId = isOfLangfuse ? source["trace_id"] : undefined;
  const observationId = isOfLangfuse ? source["observation_id"] : undefined;
  return {
    id: datasetItemId(datasetName, id),
    datasetName,
    input,
    ...(expected === undefined ? {} : { expectedOutput: expected }),
    metadata: Object.fromEntries(
      Object.entries(known).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    ),
    ...(typeof traceId === "string" ? { sourceTraceId: traceId } : {}),
    ...(typeof observationId === "string" ? { sourceObservationId: observationId } : {}),
    status: draft ? "ARCHIVED" : "ACTIVE",
  };
}
