import { isAppRequest } from "../../experiment/app-call.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { InfraCode, ModelReply } from "../../experiment/model-call.ts";
import type { Apps, Asker, Models, RunEffects } from "../effects.ts";
import type { Lane } from "./lane.ts";
import type { RunEnd } from "./run-end.ts";
import type { Spend } from "./spend.ts";

export type CallEffects = Pick<RunEffects, "sleep"> & {
  readonly models: Pick<Models, "call">;
  /** Absent where no target is an app. */
  readonly apps?: Pick<Apps, "ask">;
};

export type CallOptions = { readonly timeoutMs: number; readonly retries: number };

/** What the calls of a run share, and what is this call's own. */
export type CallPlace = {
  readonly spend: Spend;
  readonly lane: Pick<Lane, "send" | "pause">;
  readonly end: Pick<RunEnd, "ending" | "cut">;
  /** Arm or judge. */
  readonly kind: string;
  /** In [0, 1): so that many do not come back at once. */
  readonly jitter: () => number;
  readonly asker: Asker;
  /** The trial has had a call already: it goes before those that start. */
  readonly isContinuing: boolean;
};

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** The provider has done the work, and may do the same again: one more attempt, no more. */
const paidFailures: ReadonlySet<InfraCode> = new Set(["timeout", "malformed"]);

/** Not sent, or cut off, because the run ends; says nothing about anything. */
const notSent: ModelReply = {
  status: "infra_error",
  code: "aborted",
  reason: "the run ended first",
  isRetryable: false,
};

/**
 * One answer, with retries of what can succeed. A wait doubles from half a second and is this call's alone; where the provider names
 * one, all calls to it wait. None holds a place in the lane or goes past the deadline: where it would, the failure is given at once.
 */
export async function callModel(
  request: TargetRequest,
  { timeoutMs, retries }: CallOptions,
  { spend, lane, end, kind, jitter, asker, isContinuing }: CallPlace,
  { models, apps, sleep }: CallEffects,
): Promise<ModelReply> {
  const attemptCall = async (): Promise<ModelReply> => {
    const { remainingMs } = spend;
    const signal = end.cut;
    if (isAppRequest(request)) {
      if (apps === undefined) throw new Error("no app is open in this run");
      const given = await apps.ask(request, asker, { timeoutMs, remainingMs, signal });
      if (isAborted(given) && !signal.aborted) spend.end("deadline");
      return given;
    }
    const limitMs = Math.min(timeoutMs, remainingMs);
    const given = await models.call(request, { timeoutMs: limitMs, signal });
    // A timer may fire a little before the clock says so.
    if (limitMs < timeoutMs && isTimeout(given)) spend.end("deadline");
    return given;
  };
  let paid = 0;
  for (let attempt = 0; ; attempt++) {
    let waitMs: number | undefined;
    const turn = { kind, isContinuing: isContinuing || attempt > 0 };
    const reply = await lane.send(turn, async () => {
      if (end.ending.aborted || !spend.takeCall()) return notSent;
      const given = await attemptCall();
      spend.add(given);
      if (given.status === "infra_error" && spend.ended === "deadline") return notSent;
      waitMs = waitAfter(given, () => backoffMs(attempt, jitter()), spend.remainingMs);
      // Before the place is free, so that nobody takes it.
      if (waitMs !== undefined && isTold(given)) void lane.pause(waitMs);
      return given;
    });
    if (reply.status !== "infra_error") return reply;
    if (end.cut.aborted || spend.ended === "deadline") return notSent;
    if (paidFailures.has(reply.code)) paid++;
    if (waitMs === undefined || attempt >= retries || paid > 1) return reply;
    if (!isTold(reply)) await sleep(waitMs, end.ending);
  }
}

/** How long to wait before it can succeed; undefined where it cannot, or not before the deadline. */
function waitAfter(reply: ModelReply, ownMs: () => number, remainingMs: number): number | undefined {
  if (reply.status !== "infra_error" || !reply.isRetryable) return undefined;
  const waitMs = reply.retryAfterMs ?? ownMs();
  return waitMs < remainingMs ? waitMs : undefined;
}

function isAborted(reply: ModelReply): boolean {
  return reply.status === "infra_error" && reply.code === "aborted";
}

function isTimeout(reply: ModelReply): boolean {
  return reply.status === "infra_error" && reply.code === "timeout";
}

/** The provider says how long to wait. */
function isTold(reply: ModelReply): boolean {
  return reply.status === "infra_error" && reply.retryAfterMs !== undefined;
}

function backoffMs(attempt: number, jitter: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + jitter / 2);
}
