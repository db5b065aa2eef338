import type { Json, JsonObject } from "../../src/experiment/json.ts";

export type StoredTrace = {
  readonly id: string;
  readonly timestamp: string;
  readonly name?: string;
  readonly environment?: string;
  /** As they are sent, also broken ones. */
  readonly rows: readonly JsonObject[];
  readonly scores?: readonly JsonObject[];
};

const groups: Readonly<Record<string, readonly string[]>> = {
  core: ["id", "traceId", "startTime", "endTime", "projectId", "parentObservationId", "type"],
  basic: [
    "name",
    "level",
    "statusMessage",
    "version",
    "environment",
    "bookmarked",
    "public",
    "userId",
    "sessionId",
    "isRootObservation",
  ],
  time: ["completionStartTime", "createdAt", "updatedAt"],
  io: ["input", "output"],
  metadata: ["metadata"],
  model: ["providedModelName", "internalModelId", "modelParameters"],
  usage: ["usageDetails", "costDetails", "totalCost", "usagePricingTierName"],
  prompt: ["promptId", "promptName", "promptVersion"],
  metrics: ["latency", "timeToFirstToken"],
  trace_context: ["tags", "release", "traceName"],
};

/** The row with the keys of these groups; values of metadata are cut unless they are to be whole. */
export function pickFields(row: JsonObject, fields: readonly string[], whole: readonly string[]): JsonObject {
  const keys = new Set([...(groups["core"] ?? []), ...fields.flatMap((name) => groups[name] ?? [])]);
  const picked = Object.entries(row).filter(([key]) => keys.has(key));
  return Object.fromEntries(
    picked.map(([key, value]) => [key, key === "metadata" ? cutMetadata(value, whole) : value]),
  );
}

function cutMetadata(metadata: Json, whole: readonly string[]): Json {
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      key,
      typeof value === "string" && value.length > 200 && !whole.includes(key)
        ? `${value.slice(0, 200)}...`
        : value,
    ]),
  );
}

export function isKnownField(name: string): boolean {
  return name in groups;
}

/** Position of a row in the order of `/v2/observations`: the latest first, then by trace and id. */
export function byPosition(a: JsonObject, b: JsonObject): number {
  return (
    compare(text(b, "startTime"), text(a, "startTime")) ||
    compare(text(b, "traceId"), text(a, "traceId")) ||
    compare(text(b, "id"), text(a, "id"))
  );
}

export function text(row: JsonObject, key: string): string {
  const value = row[key];
  return typeof value === "string" ? value : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Conditions of `filter`; undefined where the server does not know one. */
export function matchesFilter(row: JsonObject, conditions: readonly JsonObject[]): boolean | undefined {
  let matches = true;
  for (const condition of conditions) {
    const { type, operator, value = null } = condition;
    const column = text(condition, "column");
    const held = text(row, column);
    if (type === "boolean" && operator === "=") matches &&= isRoot(row) === value;
    else if (type === "stringOptions" && operator === "any of" && Array.isArray(value))
      matches &&= (value as readonly Json[]).includes(held);
    else if (type === "string" && operator === "=") matches &&= held === value;
    else if (type === "datetime" && operator === ">=") matches &&= held >= text(condition, "value");
    else if (type === "datetime" && operator === "<") matches &&= held < text(condition, "value");
    else return undefined;
  }
  return matches;
}

export function isRoot(row: JsonObject): boolean {
  return row["isRootObservation"] === true || (row["parentObservationId"] ?? null) === null;
}
