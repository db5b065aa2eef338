import type { ModelReply, ModelRequest } from "../experiment/model-call.ts";
import type { Models, RunEffects } from "./effects.ts";
import type { Pause } from "./run-pool.ts";
import type { Spend } from "./spend.ts";

export type CallEffects = Pick<RunEffects, "sleep" | "stop"> & { readonly models: Models };

export type CallOptions = { readonly timeoutMs: number; readonly retries: number };

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Not sent, or cut off, because the run ends; says nothing about anything. */
const notSent: ModelReply = {
  status: "infra_error",
  code: "aborted",
  reason: "the run ended first",
  isRetryable: false,
};

/**
 * One answer, with retries of what can succeed. A wait holds no slot, follows the provider's word, else doubles from half a second
 * (with `jitter` in [0, 1), so that many do not come back at once), and never goes past the deadline.
 */
export async function callModel(
  request: ModelRequest,
  { timeoutMs, retries }: CallOptions,
  { spend, pause, jitter }: { readonly spend: Spend; readonly pause: Pause; readonly jitter: number },
  { models, sleep, stop }: CallEffects,
): Promise<ModelReply> {
  for (let attempt = 0; ; attempt++) {
    if (stop.aborted || !spend.takeCall()) return notSent;
    const limitMs = Math.min(timeoutMs, spend.remainingMs);
    const reply = await models.call(request, { timeoutMs: limitMs, signal: stop });
    spend.add(reply);
    if (reply.status !== "infra_error") return reply;
    if (stop.aborted || spend.ended === "deadline") return notSent;
    if (!reply.isRetryable || attempt >= retries) return reply;
    const waitMs = reply.retryAfterMs ?? backoffMs(attempt, jitter);
    if (!(waitMs < spend.remainingMs)) return reply;
    await pause(sleep(waitMs, stop));
  }
}

function backoffMs(attempt: number, jitter: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + jitter / 2);
}
