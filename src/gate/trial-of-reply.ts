import type { ModelReply } from "../experiment/model-call.ts";
import type { Trial } from "../experiment/trial.ts";
import type { PlannedTrial } from "./plan-trials.ts";

/** The line of the run record for an answer. Messages are kept where they say more than the output: with tool calls. */
export function trialOf({ case: one, index }: PlannedTrial, reply: ModelReply): Trial {
  const common = {
    caseId: one.id,
    ...(one.hash === undefined ? {} : { caseHash: one.hash }),
    index,
    cached: false,
  };
  if (reply.status === "infra_error") return { ...common, status: "infra_error" };
  if (reply.status === "app_error") {
    return { ...common, status: "app_error", failure: "app_error", latencyMs: reply.latencyMs };
  }
  const { output, messages, toolCalls, usage, costUsd, latencyMs, ttftMs } = reply;
  return {
    ...common,
    status: "ok",
    output: output ?? "",
    ...(toolCalls.length > 0 ? { messages } : {}),
    toolCalls,
    ...(usage === undefined ? {} : { usage }),
    ...(costUsd === undefined ? {} : { costUsd }),
    latencyMs,
    ...(ttftMs === undefined ? {} : { ttftMs }),
  };
}
