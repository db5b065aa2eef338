import type { Config } from "../../config/config.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { ArmName, EndReason, Trial } from "../../experiment/trial.ts";
import type { Problem } from "../../problem.ts";
import { judgeTrial } from "../../score/judge/judge-trial.ts";
import type { KnownScores } from "../../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../../score/judge/prepare-judge.ts";
import { callModel } from "./call-model.ts";
import type { RunEffects } from "../effects.ts";
import type { Journal } from "./open-journal.ts";
import type { PairwiseOf } from "../plan/plan-pairs.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { KnownPairs } from "../../score/judge/judge-pair.ts";
import { KeptTrials } from "../keep/kept-trials.ts";
import { LostJudges } from "./lost-judges.ts";
import type { Asked } from "./open-asked.ts";
import { OutageWatch } from "./outage.ts";
import { PairWithBaseline, withCompared } from "./pair-with-baseline.ts";
import type { References } from "./pair-with-baseline.ts";
import { watchEnd } from "./run-end.ts";
import { runPool } from "./run-pool.ts";
import { runTurns } from "./run-turns.ts";
import type { Spend } from "./spend.ts";
import { recordable, trialOf } from "./trial-of-reply.ts";
import { callAlone, callInBatches } from "./way-to-call.ts";
import type { TrialKeeper } from "../keep/trial-store.ts";
import type { CollapseWatch } from "./watch-collapse.ts";
import type { JudgeCheck, JudgeWatch } from "./watch-judges.ts";
import type { PairWatch } from "./watch-pairs.ts";

export type RunTrials = {
  readonly trials: readonly PlannedTrial[];
  /** What a trial sends; undefined where its arm is replayed from a record. */
  readonly requestOf: RunPlan["requestOf"];
  readonly judgesOf: (planned: PlannedTrial) => readonly PreparedJudge[];
  /** The scores that its judges need not be asked for. */
  readonly knownOf: (planned: PlannedTrial) => KnownScores;
  /** What is compared with the baseline's first outputs, of which some are there already; absent where nothing is. */
  readonly pairs?: {
    readonly pairwiseOf: PairwiseOf;
    readonly references: References;
    readonly knownOf: (planned: PlannedTrial) => KnownPairs;
  };
  readonly execution: Config["execution"];
  /** Absent: each call is made alone. */
  readonly batch?: Parameters<typeof callInBatches>[0];
  readonly journals: Readonly<Partial<Record<ArmName, Journal>>>;
  /** Absent: nothing is taken from the cache, and nothing is kept. */
  readonly store?: TrialKeeper;
  /** Learn how judges judge; absent where none of them decides. */
  readonly judgeWatches?: readonly (Pick<JudgeWatch, "sees"> | Pick<PairWatch, "sees">)[];
  /** What its judges are tried on, before the first trial. */
  readonly checks?: readonly JudgeCheck[];
  /** Absent: nothing ends the run but its plan and its budget. */
  readonly watch?: Pick<CollapseWatch, "sees" | "isStopped">;
};

/** What a run came to; the trials are in the records. */
export type RanTrials = {
  /** Why the run ended before its plan; absent where it did not. */
  readonly ended?: EndReason;
  /** How often each reason kept an arm's call from an answer. */
  readonly failures: readonly CallFailure[];
  /** Cases of which an output seems to speak to its judge. */
  readonly suspicious: readonly string[];
  readonly warnings: readonly Problem[];
};

export type CallFailure = {
  readonly arm: ArmName | "judge";
  readonly reason: string;
  readonly count: number;
};

/**
 * Runs the trials, each appended to its arm's record as it ends. One that was cut off because the run ends leaves no line, so that it
 * is missing and not failed. An arm that cannot be called ends the run, since the other alone decides nothing; a judge that cannot be
 * called is asked no more, and the run goes on.
 */
export async function runTrials(
  run: RunTrials,
  spend: Spend,
  effects: RunEffects & Asked,
): Promise<RanTrials> {
  const failures = new Map<string, { arm: CallFailure["arm"]; reason: string; count: number }>();
  const fail = (arm: CallFailure["arm"], reason: string): void => {
    const key = `${arm} ${reason}`;
    const known = failures.get(key) ?? { arm, reason, count: 0 };
    failures.set(key, { ...known, count: known.count + 1 });
  };
  const { progress, stop } = effects;
  const end = watchEnd(spend, effects);
  const calling = { spend, end, models: effects.models, run: effects };
  const way = run.batch === undefined ? callAlone(run.execution, calling) : callInBatches(run.batch, calling);
  const watches = new Map<string, OutageWatch>();
  const isStopped = (): boolean => stop.aborted || spend.ended !== undefined;
  const suspicious = new Set<string>();
  const kept = new KeptTrials(run.store, spend);
  let done = 0;
  let failed = 0;

  /** Whether there is no use in calling again what gave this reply. */
  const isOut = (caller: string, request: TargetRequest, reply: ModelReply): boolean => {
    const watch = watches.get(caller) ?? new OutageWatch();
    watches.set(caller, watch);
    return watch.sees(reply, way.laneOf(request).atOnce);
  };

  const lostJudges = new LostJudges(isOut);

  /** How one trial, or whatever has this name, makes its calls. */
  const callerOf = (name: string, trial: number) => {
    const jitter = (): number => Number.parseInt(contentHash(name).slice(-4), 16) / 65_536;
    const apps = effects.apps === undefined ? {} : { apps: effects.apps };
    const placed = { sleep: effects.sleep, models: way.modelsFor(name), ...apps };
    const options = { ...run.execution, timeoutMs: way.timeoutMs };
    const call = (request: TargetRequest, kind: string, isContinuing: boolean): Promise<ModelReply> => {
      const asker = { name, trial };
      const place = { spend, lane: way.laneOf(request), end, kind, jitter, asker, isContinuing };
      return callModel(request, options, place, placed);
    };
    // Judges take turns, so that no trial has more than one call out.
    let turn: Promise<unknown> = Promise.resolve();
    const callJudge = (request: ModelRequest): Promise<ModelReply> => {
      const reply = turn.then(() => lostJudges.ask(request, (kind) => call(request, kind, true)));
      turn = reply.catch(() => undefined);
      return reply;
    };
    return { call, callJudge };
  };

  const due = run.trials.filter(
    ({ arm, case: one, index }) => run.journals[arm]?.has(one.id, index) !== true,
  );
  const pairs = run.pairs === undefined ? undefined : new PairWithBaseline(due, run.pairs, end.ending);

  const runTrial = async (planned: PlannedTrial): Promise<void> => {
    const { call, callJudge } = callerOf(nameOf(planned), planned.index);
    const trial = await kept.takeOrRun(planned, async () => {
      const given = await runTurns({
        planned,
        requestOf: run.requestOf,
        call: async (request, isContinuing) => {
          const answer = await call(request, planned.arm, isContinuing);
          if (isOut(planned.arm, request, answer)) spend.end("outage");
          return answer;
        },
      });
      const reply = recordable(given);
      if (reply.status === "infra_error" && reply.code === "aborted") return undefined;
      if (reply.status !== "ok") {
        failed++;
        fail(planned.arm, reply.reason);
      }
      return trialOf(planned, reply);
    });
    if (trial === undefined) return;
    const alone = await judge(trial, planned, callJudge);
    const judged = alone === undefined ? undefined : await compare(alone, planned, callJudge);
    if (judged === undefined) return;
    for (const { reason } of judged.unscored) fail("judge", reason);
    if (judged.isSuspicious) suspicious.add(planned.case.id);
    await run.journals[planned.arm]?.append(judged.trial);
    // Only now: what is compared with it must find it in the record.
    pairs?.take(planned, judged.trial);
    run.watch?.sees(planned, judged.trial);
    for (const each of run.judgeWatches ?? []) each.sees(planned, judged);
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
    if (judges.length === 0) return { trial, unscored: [], isSuspicious: false, panels: [] };
    const { scores, unscored, isSuspicious, known, panels } = await judgeTrial({
      judges,
      one: planned.case,
      trial,
      call,
      fence: way.fenceFor(nameOf(planned)),
      known: run.knownOf(planned),
    });
    spend.addCached(known);
    // A reply that the run's end cut off is not the judge's fault: without a line the trial is missing.
    if (isStopped() && unscored.length > 0) return undefined;
    return { trial: scores.length === 0 ? trial : { ...trial, scores }, unscored, isSuspicious, panels };
  };

  const compare = async (
    judged: NonNullable<Awaited<ReturnType<typeof judge>>>,
    planned: PlannedTrial,
    call: (request: ModelRequest) => Promise<ModelReply>,
  ) => {
    if (run.pairs === undefined || pairs === undefined) return judged;
    const known = run.pairs.knownOf(planned);
    const fence = (): string => way.fenceFor(nameOf(planned));
    const compared = await pairs.compare(planned, judged.trial, { call, fence, known });
    if (compared === undefined || (isStopped() && compared.unscored.length > 0)) return undefined;
    spend.addCached(compared.known);
    return withCompared(judged, compared);
  };

  const runCheck = async ({ name, one, trial, judges, known, settle }: JudgeCheck): Promise<void> => {
    const { callJudge: call } = callerOf(name, 0);
    const judged = await judgeTrial({ judges, one, trial, call, fence: way.fenceFor(name), known });
    spend.addCached(judged.known);
    if (!isStopped()) settle(judged);
  };

  const runAndLeave = async (planned: PlannedTrial): Promise<void> => {
    try {
      await runTrial(planned);
    } finally {
      pairs?.leave(planned);
    }
  };

  const orBreakOff =
    <T>(work: (item: T) => Promise<void>) =>
    async (item: T): Promise<void> => {
      try {
        await work(item);
      } catch (error) {
        // Such as a full disk: what the others would still pay for could not be kept.
        end.breakOff();
        throw error;
      }
    };

  progress.start(due.length);
  try {
    // After a collapse nothing starts, and what has started comes to its end: else what is fast would be all that is seen.
    const isOver = (): boolean => isStopped() || run.watch?.isStopped === true;
    const checks = run.checks ?? [];
    const most = (count: number): number => Math.min(way.mostOpen, count);
    await runPool(checks, { mostOpen: most(checks.length), isStopped, work: orBreakOff(runCheck) });
    await runPool(due, { mostOpen: most(due.length), isStopped: isOver, work: orBreakOff(runAndLeave) });
  } finally {
    end.close();
    progress.finish();
  }
  const reason = run.watch?.isStopped === true ? "early_stop" : undefined;
  const ended = done < due.length ? (spend.ended ?? reason) : undefined;
  return {
    ...(ended === undefined ? {} : { ended }),
    failures: [...failures.values()],
    suspicious: [...suspicious].toSorted(),
    warnings: [...lostJudges.warnings, ...way.warnings()],
  };
}

function nameOf({ arm, case: one, index }: PlannedTrial): string {
  return JSON.stringify([arm, one.id, index]);
}
