import type { ModelReply, ModelRequest } from "../../src/experiment/model-call.ts";
import type { Models, RunEffects } from "../../src/gate/effects.ts";

/** A clock that only moves when somebody sleeps or a call takes its time. */
export type Clock = {
  readonly nowMs: () => number;
  readonly sleep: RunEffects["sleep"];
  readonly advance: (ms: number) => void;
  /** Milliseconds of every sleep, in their order. */
  readonly sleeps: readonly number[];
};

export function aClock(): Clock {
  let now = 0;
  const sleeps: number[] = [];
  return {
    nowMs: () => now,
    advance: (ms) => {
      now += ms;
    },
    sleeps,
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      sleeps.push(ms);
      now += ms;
    },
  };
}

/** An answer as it comes from a model. */
export function answered(text: string, fields: Partial<ModelReply & { status: "ok" }> = {}): ModelReply {
  return {
    status: "ok",
    output: text,
    messages: [{ role: "assistant", content: text }],
    toolCalls: [],
    usage: { input: 20, output: 5 },
    costUsd: 0.001,
    latencyMs: 120,
    ...fields,
  };
}

/** What a provider's failure looks like. */
export function failed(fields: Partial<ModelReply & { status: "infra_error" }> = {}): ModelReply {
  return {
    status: "infra_error",
    code: "server",
    reason: "the provider answers 503",
    isRetryable: true,
    ...fields,
  };
}

export type ModelStub = Models & {
  readonly requests: readonly ModelRequest[];
  /** Time limits of the calls, in their order. */
  readonly limitsMs: readonly number[];
};

/** Models whose answers a function gives; `number` counts the calls from 1. */
export function modelStub(
  answer: (request: ModelRequest, number: number, signal: AbortSignal) => ModelReply | Promise<ModelReply>,
  check: Models["check"] = () => [],
): ModelStub {
  const requests: ModelRequest[] = [];
  const limitsMs: number[] = [];
  return {
    requests,
    limitsMs,
    check,
    estimateUsd: async () => undefined,
    call: async (request, { timeoutMs, signal }) => {
      limitsMs.push(timeoutMs);
      return answer(request, requests.push(request), signal);
    },
  };
}

/** A request to the model of the support desk. */
export function aRequest(fields: Partial<ModelRequest> = {}): ModelRequest {
  return {
    api: "chat",
    baseUrl: "https://api.openai.com/v1",
    apiKeyEnv: "OPENAI_API_KEY",
    headers: {},
    body: { model: "gpt-5-mini", messages: [{ role: "user", content: "May I return it?" }] },
    stream: false,
    ...fields,
  };
}
