import { isJsonObject, type Json, type JsonObject } from "../../../experiment/json.ts";
import type { Usage } from "../../../experiment/trial.ts";

/** The same counts as they are called by us, by both APIs of OpenAI, by LangChain and by Anthropic. The first that is there counts. */
const paths = {
  input: ["input", "prompt_tokens", "input_tokens"],
  cacheRead: [
    "cache_read",
    "prompt_tokens_details.cached_tokens",
    "input_tokens_details.cached_tokens",
    "input_token_details.cache_read",
    "cache_read_input_tokens",
  ],
  cacheWrite: [
    "cache_write",
    "prompt_tokens_details.cache_write_tokens",
    "input_tokens_details.cache_write_tokens",
    "input_token_details.cache_creation",
    "cache_creation_input_tokens",
  ],
  output: ["output", "completion_tokens", "output_tokens"],
  reasoning: [
    "reasoning",
    "completion_tokens_details.reasoning_tokens",
    "output_tokens_details.reasoning_tokens",
    "output_token_details.reasoning",
  ],
} as const satisfies Record<keyof Usage, readonly string[]>;

/** No answer takes more; what is above is another figure. */
const mostTokens = 1e9;

export type UsageReading =
  | { readonly ok: true; readonly usage?: Usage; readonly model?: string }
  /** Path of the figure that is no count of tokens. */
  | { readonly ok: false; readonly path: string };

/** Counts of tokens by their meaning, and the `model` they are of. Other keys are ignored, and null is no count. */
export function readUsage(written: JsonObject): UsageReading {
  const counts: Partial<Record<keyof Usage, number>> = {};
  for (const key of Object.keys(paths) as (keyof Usage)[]) {
    for (const path of paths[key]) {
      const value = valueAt(written, path);
      if (value === undefined || value === null) continue;
      if (!isCount(value)) return { ok: false, path: `usage.${path}` };
      counts[key] ??= value;
    }
  }
  // Anthropic alone counts what the cache took apart from the input.
  const isApart = ["cache_read_input_tokens", "cache_creation_input_tokens"].some((key) =>
    isCount(written[key]),
  );
  if (isApart && counts.input !== undefined && isCount(written["input_tokens"]))
    counts.input += (counts.cacheRead ?? 0) + (counts.cacheWrite ?? 0);
  const { model } = written;
  return {
    ok: true,
    ...(Object.keys(counts).length === 0 ? {} : { usage: counts }),
    ...(typeof model === "string" && model !== "" ? { model } : {}),
  };
}

function valueAt(object: JsonObject, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (value, step) => (isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
      object,
    );
}

function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= mostTokens;
}
