import { withoutBytes } from "../../experiment/content-parts.ts";
import type { ModelReply } from "../../experiment/model-call.ts";
import type { Trial } from "../../experiment/trial.ts";
import { maxLineBytes } from "../../jsonl/lines.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

/** What is left of a line goes to the case, the figures and the scores of judges. */
const longestAnswerBytes = maxLineBytes - 64 * 1024;

/** An answer that fits into a line of a run record. One that does not is the app's failure: nothing could read it back. */
export function recordable(reply: ModelReply): ModelReply {
  if (reply.status !== "ok") return reply;
  const { output, messages, toolCalls, context, latencyMs } = reply;
  // As JSON a code unit is at most six bytes.
  const isPlain = typeof output === "string" && context === undefined && !saysMore(reply);
  if (isPlain && output.length * 6 < longestAnswerBytes) return reply;
  const text = JSON.stringify([output, saysMore(reply) ? withoutBytes(messages) : [], toolCalls, context]);
  // A code unit is at most three bytes.
  if (text.length * 3 <= longestAnswerBytes) return reply;
  if (new TextEncoder().encode(text).length <= longestAnswerBytes) return reply;
  const reason = "the answer is longer than a run record can hold";
  return { status: "app_error", reason, ...(latencyMs === undefined ? {} : { latencyMs }) };
}

/** Whether there is more than an output: a conversation, or calls, or nobody knows of calls. */
function saysMore({ messages, toolCalls }: Extract<ModelReply, { status: "ok" }>): boolean {
  return messages.length > 1 || toolCalls?.length !== 0;
}

/** The line of the run record for an answer. Messages are kept where they say more than the output. */
export function trialOf({ case: one, index }: PlannedTrial, reply: ModelReply): Trial {
  const common = {
    caseId: one.id,
    ...(one.hash === undefined ? {} : { caseHash: one.hash }),
    index,
    cached: false,
  };
  if (reply.status === "infra_error") return { ...common, status: "infra_error" };
  if (reply.status === "app_error") {
    const { latencyMs } = reply;
    const measured = latencyMs === undefined ? {} : { latencyMs };
    return { ...common, status: "app_error", failure: "app_error", ...measured };
  }
  const { output, messages, toolCalls, context, usage, costUsd, latencyMs, ttftMs, traceId } = reply;
  return {
    ...common,
    status: "ok",
    output: output ?? "",
    ...(messages.length === 0 || !saysMore(reply) ? {} : { messages: withoutBytes(messages) }),
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(context === undefined ? {} : { context }),
    ...(usage === undefined ? {} : { usage }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
