import type { Config } from "../config/config.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { ModelReply, ModelRequest } from "../experiment/model-call.ts";
import type { ArmName, EndReason, Trial } from "../experiment/trial.ts";
import { judgeTrial } from "../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../score/judge/prepare-judge.ts";
import { callModel } from "./call-model.ts";
import type { CallEffects } from "./call-model.ts";
import type { RunEffects } from "./effects.ts";
import type { Journal } from "./open-journal.ts";
import type { PlannedTrial } from "./plan-trials.ts";
import { runPool } from "./run-pool.ts";
import type { Pause } from "./run-pool.ts";
import type { Spend } from "./spend.ts";
import { recordable, trialOf } from "./trial-of-reply.ts";

export type RunTrials = {
  readonly trials: readonly PlannedTrial[];
  /** What a trial sends; undefined where its arm is replayed from a record. */
  readonly requestOf: (planned: PlannedTrial) => ModelRequest;
  readonly judgesOf: (planned: PlannedTrial) => readonly PreparedJudge[];
  readonly execution: Config["execution"];
  readonly journals: Readonly<Partial<Record<ArmName, Journal>>>;
};

/** What a run came to; the trials are in the records. */
export type RanTrials = {
  /** Why the run ended before its plan; absent where it did not. */
  readonly ended?: EndReason;
  /** How often each reason kept an arm's call from an answer. */
  readonly failures: readonly CallFailure[];
  /** Cases of which an output seems to speak to its judge. */
  readonly suspicious: readonly string[];
};

export type CallFailure = {
  readonly arm: ArmName | "judge";
  readonly reason: string;
  readonly count: number;
};

/** A refused key or a spent quota fails every later call too. */
const hopeless: ReadonlySet<string> = new Set(["key", "quota"]);

/**
 * Runs the trials, each appended to its arm's record as it ends. One that was cut off because the run ends leaves no line, so that it
 * is missing and not failed.
 */
export async function runTrials(
  run: RunTrials,
  spend: Spend,
  effects: RunEffects & CallEffects,
): Promise<RanTrials> {
  const failures = new Map<string, { arm: CallFailure["arm"]; reason: string; count: number }>();
  const fail = (arm: CallFailure["arm"], reason: string): void => {
    const key = `${arm} ${reason}`;
    const known = failures.get(key) ?? { arm, reason, count: 0 };
    failures.set(key, { ...known, count: known.count + 1 });
  };
  const { progress, stop } = effects;
  const isStopped = (): boolean => stop.aborted || spend.ended !== undefined;
  const suspicious = new Set<string>();
  let done = 0;
  let failed = 0;

  const work = async (planned: PlannedTrial, pause: Pause): Promise<void> => {
    const jitter =
      Number.parseInt(contentHash([planned.case.id, planned.index, planned.arm]).slice(-4), 16) / 65_536;
    // The calls of a trial share its one slot, so they take turns, also where several judges are asked at once.
    let turn: Promise<unknown> = Promise.resolve();
    const call = (request: ModelRequest): Promise<ModelReply> => {
      const reply = turn.then(() => callModel(request, run.execution, { spend, pause, jitter }, effects));
      turn = reply.catch(() => undefined);
      return reply;
    };
    const reply = recordable(await call(run.requestOf(planned)));
    if (reply.status === "infra_error" && reply.code === "aborted") return;
    if (reply.status !== "ok") {
      failed++;
      fail(planned.arm, reply.reason);
    }
    const bare = trialOf(planned, reply);
    const judged = await judge(bare, planned, call);
    if (judged === undefined) return;
    for (const { reason } of judged.unscored) fail("judge", reason);
    if (judged.isSuspicious) suspicious.add(planned.case.id);
    await run.journals[planned.arm]?.append(judged.trial);
    if (reply.status === "infra_error" && hopeless.has(reply.code)) spend.end("outage");
    done++;
    const usd = spend.usd;
    progress.advance({ done, failed, ...(usd === undefined ? {} : { usd }) });
  };

  const judge = async (
    trial: Trial,
    planned: PlannedTrial,
    call: (request: ModelRequest) => Promise<ModelReply>,
  ) => {
    const judges = run.judgesOf(planned);
    if (judges.length === 0) return { trial, unscored: [], isSuspicious: false };
    const { scores, unscored, isSuspicious } = await judgeTrial({
      judges,
      one: planned.case,
      trial,
      call,
      fence: effects.fence(),
    });
    // A reply that the run's end cut off is not the judge's fault: without a line the trial is missing.
    if (isStopped() && unscored.length > 0) return undefined;
    return { trial: scores.length === 0 ? trial : { ...trial, scores }, unscored, isSuspicious };
  };

  const due = run.trials.filter(
    ({ arm, case: one, index }) => run.journals[arm]?.has(one.id, index) !== true,
  );
  progress.start(due.length);
  try {
    await runPool(due, { concurrency: run.execution.concurrency, isStopped, work });
  } finally {
    progress.finish();
  }
  if (stop.aborted) spend.end("signal");
  const ended = done < due.length ? spend.ended : undefined;
  return {
    ...(ended === undefined ? {} : { ended }),
    failures: [...failures.values()],
    suspicious: [...suspicious].toSorted(),
  };
}
