import type { JsonObject } from "../../src/experiment/json.ts";
import type { SeenRequest } from "./model-requests.ts";
import type { ModelAnswer } from "./model-server.ts";

/** The wire forms of an answer: replies and events of both APIs, with the keys that OpenAI sends. */

const created = 1_790_000_000;

/** A Chat Completions reply. */
export function chatReply(seen: SeenRequest, answer: ModelAnswer): JsonObject {
  const calls = toolCallsOf(answer);
  const usage = usageOf(seen, answer);
  return {
    id: `chatcmpl-${seen.number}`,
    object: "chat.completion",
    created,
    model: answer.model ?? seen.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: answer.refusal === undefined && !isOnlyCalls(answer) ? textOf(answer) : null,
          refusal: answer.refusal ?? null,
          annotations: [],
          ...(calls.length === 0 ? {} : { tool_calls: calls }),
        },
        logprobs: null,
        finish_reason: finishReasonOf(answer),
      },
    ],
    ...(usage === undefined ? {} : { usage: chatUsage(usage) }),
    service_tier: "default",
  };
}

/** The events of a streamed Chat Completions reply, with the usage chunk where it is asked for. */
export function chatEvents(seen: SeenRequest, answer: ModelAnswer): readonly string[] {
  const chunk = (choices: readonly JsonObject[], more: JsonObject = {}) =>
    eventOf({
      id: `chatcmpl-${seen.number}`,
      object: "chat.completion.chunk",
      created,
      model: answer.model ?? seen.model,
      choices,
      ...more,
    });
  const delta = (value: JsonObject) =>
    chunk([{ index: 0, delta: value, logprobs: null, finish_reason: null }]);
  const usage = usageOf(seen, answer);
  const options = seen.body["stream_options"] as JsonObject | undefined;
  return [
    delta({ role: "assistant", content: isOnlyCalls(answer) ? null : "", refusal: null }),
    ...piecesOf(answer.refusal ?? "").map((refusal) => delta({ refusal })),
    ...(answer.refusal === undefined ? piecesOf(textOf(answer)) : []).map((content) => delta({ content })),
    ...toolCallsOf(answer).flatMap(({ id, type, function: called }, index) => [
      delta({ tool_calls: [{ index, id, type, function: { name: called.name, arguments: "" } }] }),
      ...piecesOf(called.arguments).map((text) =>
        delta({ tool_calls: [{ index, function: { arguments: text } }] }),
      ),
    ]),
    chunk([{ index: 0, delta: {}, logprobs: null, finish_reason: finishReasonOf(answer) }]),
    ...(options?.["include_usage"] === true && usage !== undefined
      ? [chunk([], { usage: chatUsage(usage) })]
      : []),
    "data: [DONE]\n\n",
  ];
}

/** A reply of the Responses API. */
export function responseReply(seen: SeenRequest, answer: ModelAnswer) {
  const usage = usageOf(seen, answer);
  const reason = finishReasonOf(answer);
  const isIncomplete = reason === "length" || reason === "content_filter";
  return {
    id: `resp_${seen.number}`,
    object: "response",
    created_at: created,
    status: isIncomplete ? "incomplete" : "completed",
    error: null,
    incomplete_details: isIncomplete
      ? { reason: reason === "length" ? "max_output_tokens" : "content_filter" }
      : null,
    model: answer.model ?? seen.model,
    output: itemsOf(seen, answer),
    usage:
      usage === undefined
        ? null
        : {
            input_tokens: usage.input,
            input_tokens_details: inputDetails(usage),
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: usage.reasoning },
            total_tokens: usage.input + usage.output,
          },
  };
}

/** The events of a streamed reply of the Responses API. */
export function responseEvents(seen: SeenRequest, answer: ModelAnswer): readonly string[] {
  const whole = responseReply(seen, answer);
  const event = (type: string, more: JsonObject) => eventOf({ type, ...more }, type);
  const [id, place] = [`item_${seen.number}`, { output_index: 0, content_index: 0 }];
  const calls = toolCallsOf(answer);
  return [
    event("response.created", { response: { ...whole, status: "in_progress", output: [], usage: null } }),
    ...piecesOf(answer.refusal ?? "").map((delta) =>
      event("response.refusal.delta", { item_id: id, ...place, delta }),
    ),
    ...(answer.refusal === undefined && !isOnlyCalls(answer) ? piecesOf(textOf(answer)) : []).map((delta) =>
      event("response.output_text.delta", { item_id: id, ...place, delta }),
    ),
    ...calls.flatMap(({ function: called }, index) =>
      piecesOf(called.arguments).map((delta) =>
        event("response.function_call_arguments.delta", {
          item_id: `call_${index}`,
          output_index: index,
          delta,
        }),
      ),
    ),
    event(`response.${whole.status}`, { response: whole }),
  ];
}

function itemsOf(seen: SeenRequest, answer: ModelAnswer): readonly JsonObject[] {
  const calls = toolCallsOf(answer).map(({ id, function: called }) => ({
    type: "function_call",
    id: `fc_${id}`,
    call_id: id,
    status: "completed",
    ...called,
  }));
  const content =
    answer.refusal === undefined
      ? { type: "output_text", text: textOf(answer), annotations: [] }
      : { type: "refusal", refusal: answer.refusal };
  const message = {
    type: "message",
    id: `msg_${seen.number}`,
    status: "completed",
    role: "assistant",
    content: [content],
  };
  return [
    { type: "reasoning", id: `rs_${seen.number}`, summary: [] },
    ...(isOnlyCalls(answer) ? [] : [message]),
    ...calls,
  ];
}

function isOnlyCalls({ text, json, refusal, toolCalls = [] }: ModelAnswer): boolean {
  return toolCalls.length > 0 && text === undefined && json === undefined && refusal === undefined;
}

function textOf({ text, json }: ModelAnswer): string {
  return json === undefined ? (text ?? "") : JSON.stringify(json);
}

function finishReasonOf({ finishReason, toolCalls = [] }: ModelAnswer): string {
  return finishReason ?? (toolCalls.length > 0 ? "tool_calls" : "stop");
}

function toolCallsOf({ toolCalls = [] }: ModelAnswer) {
  return toolCalls.map(({ name, arguments: given }, index) => ({
    id: `call_${index}`,
    type: "function",
    function: { name, arguments: typeof given === "string" ? given : JSON.stringify(given) },
  }));
}

type Counts = { input: number; cacheRead: number; cacheWrite?: number; output: number; reasoning: number };

function usageOf(seen: SeenRequest, answer: ModelAnswer): Counts | undefined {
  if (answer.usage === null) return undefined;
  const quarter = (text: string) => Math.ceil(text.length / 4);
  return {
    input: quarter(JSON.stringify(seen.body["messages"] ?? seen.body["input"])),
    output: quarter(textOf(answer) + (answer.refusal ?? "") + JSON.stringify(toolCallsOf(answer))),
    cacheRead: 0,
    reasoning: 0,
    ...answer.usage,
  };
}

function chatUsage(usage: Counts): JsonObject {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { ...inputDetails(usage), audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning, audio_tokens: 0 },
  };
}

function inputDetails({ cacheRead, cacheWrite }: Counts): JsonObject {
  return {
    cached_tokens: cacheRead,
    ...(cacheWrite === undefined ? {} : { cache_write_tokens: cacheWrite }),
  };
}

/** Pieces as a model sends them: a few characters each. */
function piecesOf(text: string): readonly string[] {
  return text.match(/[^]{1,5}/g) ?? [];
}

function eventOf(data: JsonObject, name?: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}
