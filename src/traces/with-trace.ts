import type { ModelReply } from "../experiment/model-call.ts";
import type { Usage } from "../experiment/trial.ts";
import type { TraceReading } from "./trace.ts";

type Answered = Extract<ModelReply, { status: "ok" }>;

/** List price of these tokens in USD by the model's names; undefined where it is not known. */
export type PriceOf = (names: readonly string[], usage: Usage) => { readonly usd: number } | undefined;

/**
 * An app's answer with what its trace tells beside it. What the app says itself stands; what neither says is absent. A cost is the app's
 * own, else that which the trace tells, else the list price of the tokens of every call: where one has no price the whole has none.
 */
export function withTrace(reply: Answered, trace: TraceReading | undefined, priceOf: PriceOf): Answered {
  const { output = trace?.output, toolCalls = trace?.toolCalls, context = trace?.documents } = reply;
  const { usage = trace?.usage, model = trace?.model, ttftMs = trace?.ttftMs } = reply;
  const own = {
    ...(reply.usage === undefined ? {} : { usage: reply.usage }),
    ...(model === undefined ? {} : { model }),
  };
  const calls = reply.usage === undefined ? (trace?.calls ?? []) : [own];
  const costUsd = reply.costUsd ?? trace?.costUsd ?? costOfCalls(calls, priceOf);
  return {
    ...reply,
    ...(output === undefined ? {} : { output }),
    // Where the trace cannot tell whether a tool was called, its messages would say that none was.
    messages: reply.messages.length > 0 || toolCalls === undefined ? reply.messages : (trace?.messages ?? []),
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(context === undefined ? {} : { context }),
    ...(usage === undefined ? {} : { usage }),
    ...(model === undefined ? {} : { model }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
  };
}

/**
 * What the calls cost: what the trace tells of each, else its list price. Undefined where one of them has neither, or there is none.
 */
export function costOfCalls(calls: NonNullable<TraceReading["calls"]>, priceOf: PriceOf): number | undefined {
  let sum = 0;
  for (const { model, usage, costUsd } of calls) {
    const usd =
      costUsd ?? (model === undefined || usage === undefined ? undefined : priceOf([model], usage)?.usd);
    if (usd === undefined) return undefined;
    sum += usd;
  }
  return calls.length === 0 ? undefined : sum;
}
