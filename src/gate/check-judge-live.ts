import type { Config } from "../config/config.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { LabelledOutput, RecordedJudgement } from "../experiment/judge-label.ts";
import type { ModelRequest } from "../experiment/model-call.ts";
import type { EndReason } from "../experiment/trial.ts";
import { ProblemError, type Problem } from "../problem.ts";
import { renderLabelPlan } from "../report/plan-line.ts";
import { callModel } from "./run/call-model.ts";
import type { RunEffects } from "./effects.ts";
import { uniqueProblems } from "./gather.ts";
import type { PlannedLabel } from "./plan/plan-labels.ts";
import { OutageWatch } from "./run/outage.ts";
import { watchEnd } from "./run/run-end.ts";
import { runPool } from "./run/run-pool.ts";
import { Spend } from "./run/spend.ts";
import { callAlone } from "./run/way-to-call.ts";

export type LiveCheck = {
  readonly outputs: readonly LabelledOutput[];
  readonly planned: readonly PlannedLabel[];
  /** Whether a label is of two outputs. */
  readonly arePairs: boolean;
  readonly config: Config;
};

export type LiveJudgements = {
  /** The same outputs, with the judgements beside what was recorded of other judges. */
  readonly outputs: readonly LabelledOutput[];
  /** Why it ended before all were judged; absent where it did not. */
  readonly ended?: EndReason;
};

/**
 * Asks the judge what is planned, within the budget of the gate file. The plan is told before the first call. Throws a ProblemError
 * where it is over the budget, or the model cannot be called.
 */
export async function judgeLabels(check: LiveCheck, run: RunEffects): Promise<LiveJudgements> {
  const { outputs, planned, arePairs, config } = check;
  const { budget } = config.policy;
  const calls = planned.reduce((sum, each) => sum + each.calls, 0);
  if (calls > budget.calls) throw new ProblemError([overBudget(calls, config)]);
  const models = await run.openModels(config.prices);
  const requests = planned[0]?.sample() ?? [];
  const refused = uniqueProblems(requests.flatMap((request) => models.check(request)));
  if (refused.length > 0) throw new ProblemError(refused);
  run.progress.note(renderLabelPlan({ outputs: planned.length, calls, budget, arePairs }));

  const spend = new Spend(budget, run.nowMs);
  const end = watchEnd(spend, run);
  const way = callAlone(config.execution, { spend, end, models, run });
  const watch = new OutageWatch();
  const found = new Map<LabelledOutput, RecordedJudgement[]>();
  let done = 0;
  const call = async (request: ModelRequest, key: string) => {
    const jitter = (): number => Number.parseInt(contentHash(key).slice(-4), 16) / 65_536;
    const lane = way.laneOf(request);
    const asker = { name: key, trial: 0 };
    const place = { spend, lane, end, kind: "judge", jitter, asker, isContinuing: false };
    const options = { ...config.execution, timeoutMs: way.timeoutMs };
    const reply = await callModel(request, options, place, { sleep: run.sleep, models });
    if (watch.sees(reply, lane.atOnce)) spend.end("outage");
    return reply;
  };
  const work = async ({ labelled, times, ask }: PlannedLabel): Promise<void> => {
    for (let time = 0; time < times && spend.ended === undefined; time++) {
      const key = `${labelled.caseId} ${time}`;
      const made = await ask({ call: (request) => call(request, key), fence: way.fenceFor(key) });
      // What the end cut off is not the judge's silence.
      if (spend.ended !== undefined && made.some(({ answer }) => answer === undefined)) return;
      found.set(labelled, [...(found.get(labelled) ?? []), ...made]);
    }
    done++;
    const { usd } = spend;
    run.progress.advance({ done, failed: 0, ...(usd === undefined ? {} : { usd }) });
  };
  run.progress.start(planned.length);
  try {
    const isStopped = (): boolean => run.stop.aborted || spend.ended !== undefined;
    await runPool(planned, { mostOpen: Math.min(way.mostOpen, planned.length), isStopped, work });
  } finally {
    end.close();
    run.progress.finish();
  }
  const { ended } = spend;
  return {
    outputs: outputs.map((each) => ({
      ...each,
      judgements: [...each.judgements, ...(found.get(each) ?? [])],
    })),
    ...(done < planned.length && ended !== undefined ? { ended } : {}),
  };
}

function overBudget(calls: number, { file, policy }: Config): Problem {
  return {
    code: "over-budget",
    file,
    message: `the plan takes ${calls} calls, and \`policy.budget.calls\` allows ${policy.budget.calls}.`,
    fix: "Label fewer outputs, or raise the budget.",
  };
}
