import type { Config } from "../../config/config.ts";
import type { BatchApi } from "../../experiment/model-batch.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { Problem } from "../../problem.ts";
import { BatchCalls } from "../batch/batch-calls.ts";
import type { BatchState } from "../batch/batch-state.ts";
import type { Models, RunEffects } from "../effects.ts";
import { Lanes } from "./lane.ts";
import type { Lane } from "./lane.ts";
import type { RunEnd } from "./run-end.ts";
import type { Spend } from "./spend.ts";

/** How trials make their calls: each alone, or many in one batch. */
export type WayToCall = {
  readonly laneOf: (request: TargetRequest) => Pick<Lane, "send" | "pause" | "atOnce">;
  /** The models as one trial calls them; `trial` names it. */
  readonly modelsFor: (trial: string) => Models;
  /** Chance of the run for the judges of a trial. */
  readonly fenceFor: (trial: string) => string;
  /** Longest wait for one answer. */
  readonly timeoutMs: number;
  /** Trials that may be begun and not ended. */
  readonly mostOpen: number;
  readonly warnings: () => readonly Problem[];
};

export type CallingRun = {
  readonly spend: Spend;
  readonly end: RunEnd;
  readonly models: Models;
  readonly run: Pick<RunEffects, "sleep" | "fence" | "progress">;
};

/** As many at once as each provider takes, up to `concurrency`. */
export function callAlone(
  { concurrency, timeoutMs }: Config["execution"],
  { end, models, run }: CallingRun,
): WayToCall {
  const lanes = new Lanes(concurrency, { sleep: run.sleep, ending: end.ending });
  return {
    laneOf: (request) => lanes.of(request),
    modelsFor: () => models,
    fenceFor: () => run.fence(),
    timeoutMs,
    // As many again as may be out are open, so that the lanes stay full while some wait for another attempt, and no more, so that an
    // outage does not start the whole list.
    mostOpen: 2 * concurrency,
    warnings: () => [],
  };
}

/**
 * All at once, since what goes together is one batch: no lane holds a call back, none has a time limit but the deadline, and no number
 * of failures is an outage, as all calls are out already.
 */
export function callInBatches(
  { api, state }: { readonly api: BatchApi; readonly state: BatchState },
  { spend, end, models, run }: CallingRun,
): WayToCall {
  const { note } = run.progress;
  const batches = new BatchCalls(api, state, { spend, end, sleep: run.sleep, note });
  const lane: Pick<Lane, "send" | "pause" | "atOnce"> = {
    atOnce: Number.POSITIVE_INFINITY,
    send: (_, make) => make(),
    pause: (ms) => run.sleep(ms, end.ending),
  };
  return {
    laneOf: () => lane,
    modelsFor: (trial) => ({ ...models, call: batches.callFor(trial) }),
    fenceFor: (trial) => batches.fenceFor(trial),
    timeoutMs: Number.POSITIVE_INFINITY,
    mostOpen: Number.POSITIVE_INFINITY,
    warnings: () => batches.warnings,
  };
}
