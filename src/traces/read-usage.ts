import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import type { Usage } from "../experiment/trial.ts";
import { readIsoTime } from "./otlp-time.ts";
import { type Attributes, jsonOf, member, numberOf, readNumber, textOf } from "./read-attributes.ts";
import type { Span } from "./span.ts";

const counts: Readonly<Record<keyof Usage, readonly string[]>> = {
  input: [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "llm.usage.prompt_tokens",
  ],
  cacheRead: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cache_read_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "gen_ai.usage.details.cached_tokens",
    "llm.token_count.prompt_details.cache_read",
    "ai.usage.cachedInputTokens",
    "ai.usage.inputTokenDetails.cacheReadTokens",
  ],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_write_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
  ],
  output: [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "llm.usage.completion_tokens",
  ],
  reasoning: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
    "ai.usage.reasoningTokens",
    "ai.usage.outputTokenDetails.reasoningTokens",
  ],
};

/**
 * Tokens of a span: of its attributes, else of the reply that it keeps, else as Langfuse counts them. `input` includes what was read from
 * and written to a cache, whichever way the source counts. Absent where nothing was counted: 0 tokens in and out is no call.
 */
export function readUsage({ attributes }: Span): Usage | undefined {
  const stated = usageOf((field) => numberOf(attributes, counts[field]));
  return stated ?? usageOfReply(attributes) ?? usageOfLangfuse(attributes);
}

function usageOf(count: (field: keyof Usage) => number | undefined): Usage | undefined {
  const [input, output] = [count("input"), count("output")];
  if ((input ?? 0) + (output ?? 0) === 0) return undefined;
  const [cacheRead, cacheWrite, reasoning] = [count("cacheRead"), count("cacheWrite"), count("reasoning")];
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return {
    // More from the cache than went in: the source counts what the cache did not have.
    ...(input === undefined ? {} : { input: cached > input ? input + cached : input }),
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(output === undefined ? {} : { output }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}

/** `usage` of a reply in the form of OpenAI or Anthropic, `usage_metadata` of Gemini. */
function usageOfReply(attributes: Attributes): Usage | undefined {
  const reply = jsonOf(attributes, ["output.value", "gcp.vertex.agent.llm_response"]);
  const gemini = member(reply, "usage_metadata", "usageMetadata");
  if (isJsonObject(gemini)) return usageOfGemini(gemini);
  const usage = member(reply, "usage");
  if (!isJsonObject(usage)) return undefined;
  const isAnthropic = usage["input_tokens"] !== undefined && usage["input_tokens_details"] === undefined;
  const read = number(usage, "cache_read_input_tokens");
  const written = number(usage, "cache_creation_input_tokens");
  const inputDetails = member(usage, "prompt_tokens_details", "input_tokens_details");
  const outputDetails = member(usage, "completion_tokens_details", "output_tokens_details");
  const input = number(usage, "prompt_tokens", "input_tokens");
  return usageOf(
    (field) =>
      ({
        input: isAnthropic && input !== undefined ? input + (read ?? 0) + (written ?? 0) : input,
        cacheRead: read ?? number(inputDetails, "cached_tokens"),
        cacheWrite: written ?? number(inputDetails, "cache_write_tokens"),
        output: number(usage, "completion_tokens", "output_tokens"),
        reasoning: number(outputDetails, "reasoning_tokens"),
      })[field],
  );
}

function usageOfGemini(usage: JsonObject): Usage | undefined {
  const thoughts = number(usage, "thoughts_token_count", "thoughtsTokenCount");
  const answered = number(usage, "candidates_token_count", "candidatesTokenCount");
  return usageOf(
    (field) =>
      ({
        input: number(usage, "prompt_token_count", "promptTokenCount"),
        cacheRead: number(usage, "cached_content_token_count", "cachedContentTokenCount"),
        cacheWrite: undefined,
        output:
          answered === undefined && thoughts === undefined ? undefined : (answered ?? 0) + (thoughts ?? 0),
        reasoning: thoughts,
      })[field],
  );
}

function number(value: Json | undefined, ...keys: readonly string[]): number | undefined {
  return readNumber(member(value, ...keys));
}

/**
 * Langfuse keeps buckets that exclude each other, all of `input*` going in and all of `output*` coming out; those that it took over
 * under the names of OpenInference (`prompt_details.*`) are parts of theirs.
 */
function usageOfLangfuse(attributes: Attributes): Usage | undefined {
  const details = jsonOf(attributes, ["langfuse.observation.usage_details"]);
  if (!isJsonObject(details)) return undefined;
  const sum = (matches: (key: string) => boolean): number | undefined => {
    const found = Object.keys(details).flatMap((key) =>
      matches(key) ? (readNumber(details[key]) ?? []) : [],
    );
    return found.length === 0 ? undefined : found.reduce((total, one) => total + one, 0);
  };
  const isWrite = (key: string) => /^(input_)?cache_(creation|write)/.test(key);
  const isRead = (key: string) => !isWrite(key) && /^(input_)?cache/.test(key);
  return usageOf(
    (field) =>
      ({
        input: sum((key) => /^input(_|$)/.test(key) || isRead(key) || isWrite(key)),
        cacheRead: sum(isRead) ?? number(details, "prompt_details.cache_read"),
        cacheWrite: sum(isWrite) ?? number(details, "prompt_details.cache_write"),
        output: sum((key) => /^output(_|$)/.test(key)),
        reasoning:
          sum((key) => key.startsWith("output_reasoning")) ?? number(details, "completion_details.reasoning"),
      })[field],
  );
}

/** USD, where the trace tells a cost. 0 stands for an unknown price in several sources, and is none. */
export function readCostUsd({ attributes }: Span): number | undefined {
  const kept = jsonOf(attributes, ["langfuse.observation.cost_details"]);
  const details = isJsonObject(kept) ? kept : {};
  const parts = Object.values(details).map(readNumber);
  const sum = parts.every((part) => part !== undefined)
    ? parts.reduce((total, part) => total + part, 0)
    : undefined;
  const cost =
    numberOf(attributes, [
      "llm.cost.total",
      "gen_ai.usage.cost",
      "gen_ai.client.operation.cost",
      "operation.cost",
    ]) ??
    readNumber(member(details, "total")) ??
    sum;
  return cost !== undefined && cost > 0 ? cost : undefined;
}

/** The model that answered, else the one that was asked. */
export function readModel({ attributes }: Span): string | undefined {
  return textOf(attributes, [
    "gen_ai.response.model",
    "ai.response.model",
    "llm.response.model_name",
    "llm.model_name",
    "gen_ai.request.model",
    "llm.request.model_name",
    "ai.model.id",
    "langfuse.observation.model.name",
    "model_name",
  ]);
}

/** From the start of a call to the first of its answer. */
export function readFirstTokenMs({ attributes, events, startMs }: Span): number | undefined {
  const seconds = numberOf(attributes, [
    "gen_ai.response.time_to_first_chunk",
    "gen_ai.server.time_to_first_token",
    "gen_ai.client.operation.time_to_first_chunk",
  ]);
  if (seconds !== undefined) return seconds * 1000;
  const ms = numberOf(attributes, [
    "ai.response.msToFirstChunk",
    "ai.stream.msToFirstChunk",
    "langfuse.observation.time_to_first_token_ms",
  ]);
  if (ms !== undefined) return ms;
  const time = jsonOf(attributes, ["langfuse.observation.completion_start_time"]);
  const at = typeof time === "string" ? readIsoTime(time) : undefined;
  const event = events.find(({ name }) => /first.?(token|chunk)/i.test(name));
  const first = at ?? event?.timeMs;
  return first !== undefined && first >= startMs ? first - startMs : undefined;
}
