import type { Config } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { AnswerKind, LabelledOutput, RecordedJudgement } from "../experiment/judge-label.ts";
import type { ModelRequest } from "../experiment/model-call.ts";
import type { EndReason, Trial } from "../experiment/trial.ts";
import { ProblemError, type Problem } from "../problem.ts";
import { renderLabelPlan } from "../report/plan-line.ts";
import { judgeTrial } from "../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../score/judge/prepare-judge.ts";
import { callModel } from "./run/call-model.ts";
import type { RunEffects } from "./effects.ts";
import { uniqueProblems } from "./gather.ts";
import { OutageWatch } from "./run/outage.ts";
import { watchEnd } from "./run/run-end.ts";
import { runPool } from "./run/run-pool.ts";
import { Spend } from "./run/spend.ts";
import { callAlone } from "./run/way-to-call.ts";

/** Share of the outputs that are judged twice, to see whether the judge contradicts itself. */
const twiceShare = 0.1;
const mostProblems = 50;

export type LiveCheck = {
  readonly outputs: readonly LabelledOutput[];
  readonly kind: AnswerKind;
  readonly judge: PreparedJudge;
  readonly cases: readonly Case[];
  readonly config: Config;
};

export type LiveJudgements = {
  /** The same outputs, with the judgements beside what was recorded of other judges. */
  readonly outputs: readonly LabelledOutput[];
  /** Why it ended before all were judged; absent where it did not. */
  readonly ended?: EndReason;
};

/**
 * Has the judge judge every labelled output, and a tenth of them twice, within the budget of the gate file. The plan is told before the
 * first call. Throws a ProblemError where an output or its case is not known, the plan is over the budget, or the model cannot be called.
 */
export async function judgeLabels(check: LiveCheck, run: RunEffects): Promise<LiveJudgements> {
  const { outputs, kind, judge, config } = check;
  const planned = planJudgements(check);
  const { budget } = config.policy;
  const calls = planned.reduce((sum, { times }) => sum + times * judge.size, 0);
  if (calls > budget.calls) throw new ProblemError([overBudget(calls, config)]);
  const models = await run.openModels(config.prices);
  const first = planned[0];
  const requests = first === undefined ? [] : judge.requests({ one: first.one, output: "" }, "0");
  const refused = uniqueProblems(requests.flatMap((request) => models.check(request)));
  if (refused.length > 0) throw new ProblemError(refused);
  run.progress.note(renderLabelPlan({ outputs: planned.length, calls, budget }));

  const spend = new Spend(budget, run.nowMs);
  const end = watchEnd(spend, run);
  const way = callAlone(config.execution, { spend, end, models, run });
  const watch = new OutageWatch();
  const found = new Map<LabelledOutput, RecordedJudgement[]>();
  let done = 0;
  const call = async (request: ModelRequest, key: string) => {
    const jitter = (): number => Number.parseInt(contentHash(key).slice(-4), 16) / 65_536;
    const lane = way.laneOf(request);
    const place = { spend, lane, end, kind: "judge", jitter, isContinuing: false };
    const options = { ...config.execution, timeoutMs: way.timeoutMs };
    const reply = await callModel(request, options, place, { sleep: run.sleep, models });
    if (watch.sees(reply, lane.atOnce)) spend.end("outage");
    return reply;
  };
  const work = async ({ labelled, one, trial, times }: PlannedJudgement): Promise<void> => {
    for (let time = 0; time < times && spend.ended === undefined; time++) {
      const key = `${labelled.caseId} ${time}`;
      const judged = await judgeTrial({
        judges: [judge],
        one,
        trial,
        call: (request) => call(request, key),
        fence: way.fenceFor(key),
      });
      // What the end cut off is not the judge's silence.
      if (spend.ended !== undefined && judged.scores.length === 0) return;
      const list = found.get(labelled) ?? [];
      found.set(labelled, [...list, judgementOf(judged.scores[0], judge.config.name, kind)]);
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

type PlannedJudgement = {
  readonly labelled: LabelledOutput;
  readonly one: Case;
  readonly trial: Trial;
  readonly times: number;
};

/** An output whose case the rubric says nothing of is not judged. */
function planJudgements({ outputs, judge, cases }: LiveCheck): readonly PlannedJudgement[] {
  const caseById = new Map(cases.map((one) => [one.id, one]));
  const problems: Problem[] = [];
  const planned = outputs.flatMap((labelled): readonly PlannedJudgement[] => {
    const { caseId, trial: index = 0, output, place } = labelled;
    const one = caseById.get(caseId);
    if (output === undefined) problems.push({ ...place, ...noOutput });
    if (one === undefined) problems.push({ ...place, ...unknownCase(caseId) });
    if (output === undefined || one === undefined || !judge.applies(one)) return [];
    const trial: Trial = { caseId, index, status: "ok", output, cached: false };
    const isTwice = Number.parseInt(contentHash([caseId, index, output]).slice(-4), 16) / 65_536 < twiceShare;
    return [{ labelled, one, trial, times: isTwice ? 2 : 1 }];
  });
  if (problems.length > 0) throw new ProblemError(problems.slice(0, mostProblems));
  return planned;
}

type Score = { readonly value: number; readonly passed?: boolean; readonly reason?: string };

function judgementOf(score: Score | undefined, judge: string, kind: AnswerKind): RecordedJudgement {
  if (score === undefined) return { judge };
  const { value, passed = value >= 1, reason } = score;
  return {
    judge,
    answer: kind === "graded" ? { kind, grade: value } : { kind: "passed", passed },
    ...(reason === undefined ? {} : { rationale: reason }),
  };
}

const noOutput: Problem = {
  code: "label-output",
  message: "the label has no `output`, so there is nothing that a judge could judge.",
  fix: "Add the `output` that was labelled, or the `judgements` that were made of it.",
};

function unknownCase(caseId: string): Problem {
  return {
    code: "label-case",
    message: `the gate's dataset has no case ${JSON.stringify(caseId.slice(0, 64))}, so a judge would not see what was asked.`,
    fix: "Add the case to the dataset, as a draft if it is not to be run.",
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
