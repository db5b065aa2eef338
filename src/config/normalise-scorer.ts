import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Place } from "../problem.ts";
import type { ScorerConfig } from "./config.ts";
import { commonKeys } from "./schema/scorers.ts";
import type { WrittenScorer } from "./schema/scorers.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** `raw` is the scorer as written, of which a judge's or a program's own keys are kept. */
export function normaliseScorer(
  written: WrittenScorer,
  { name, raw, place }: { readonly name: string; readonly raw: unknown; readonly place: Place },
): ScorerConfig {
  const common = {
    name,
    weight: written.weight,
    not: written.not,
    place,
    ...withoutUndefined({
      threshold: written.threshold,
      failure: written.failure,
      tags: written.tags,
      maxDrop: written.max_drop,
      min: written.min,
    }),
  };
  switch (written.type) {
    case "exact":
      return {
        ...common,
        ...valueOf(written),
        type: "exact",
        ignoreCase: written.ignore_case,
        partial: written.partial,
      };
    case "contains":
    case "regex":
      return { ...common, ...valueOf(written), type: written.type, ignoreCase: written.ignore_case };
    case "numeric":
      return { ...common, ...valueOf(written), type: "numeric", tolerance: written.tolerance };
    case "json_path":
      return {
        ...common,
        ...valueOf(written),
        type: "json_path",
        path: written.path,
        tolerance: written.tolerance,
      };
    case "similarity":
      return { ...common, ...valueOf(written), type: "similarity", method: written.method };
    case "json_schema":
      return { ...common, type: "json_schema", schema: written.schema };
    case "tool_calls": {
      const { mode, forbidden } = written;
      const maxCalls = withoutUndefined({ maxCalls: written.max_calls });
      return { ...common, type: "tool_calls", mode, arguments: written.arguments, forbidden, ...maxCalls };
    }
    case "max_length":
      return { ...common, type: "max_length", ...withoutUndefined({ value: written.value }) };
    case "refusal":
    case "citations":
      return { ...common, type: written.type };
    case "recorded":
      return { ...common, type: "recorded", ...withoutUndefined({ reads: written.name }) };
    default:
      return { ...common, type: written.type, options: ownKeysOf(raw as Json) };
  }
}

function valueOf({ value }: { readonly value?: Json | undefined }): { readonly value?: Json } {
  return withoutUndefined({ value });
}

function ownKeysOf(raw: Json): JsonObject {
  const entries = isJsonObject(raw) ? Object.entries(raw) : [];
  return Object.fromEntries(entries.filter(([key]) => key !== "type" && !commonKeys.includes(key)));
}
