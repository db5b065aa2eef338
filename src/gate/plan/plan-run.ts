import type { Config } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { ArmName } from "../../experiment/trial.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { judgeCallsOf } from "../../score/judge/prepare-judge.ts";
import type { PreparedJudge } from "../../score/judge/prepare-judge.ts";
import type { ScorersFor } from "../../score/scorer.ts";
import type { PreparedTarget } from "../../target/prepare-target.ts";
import type { Said } from "../../target/said.ts";
import { orThrow } from "../gather.ts";
import type { GateJudges } from "../load/load-judges.ts";
import { callsOfCase } from "./calls-of-case.ts";
import { firstLookTrials } from "./plan-looks.ts";
import { pairCallsOfCase, planPairs } from "./plan-pairs.ts";
import type { PairwiseOf } from "./plan-pairs.ts";
import { planTrials } from "./plan-trials.ts";
import type { PlannedTrial, TrialsPerCase } from "./plan-trials.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import { isInShard, shareBudget } from "./shard-cases.ts";
import type { PlannedShard } from "./shard-cases.ts";
import { shardName } from "./shard.ts";
import type { Shard } from "./shard.ts";

/** What will be run, before the first call. */
export type RunPlan = {
  /** The looks in their order: after each the verdict may be reached, which ends the run. */
  readonly looks: readonly Look[];
  /** Of every critical case; those that fail their screen get theirs after the first look. */
  readonly confirmation: readonly PlannedTrial[];
  /** A baseline trial of each case that is no older than the candidate's, for a fail that used cached ones. */
  readonly fresh: readonly PlannedTrial[];
  /** Calls that may come after the first look, of targets and of judges. */
  readonly mayCome?: { readonly secondLook: number; readonly confirmation: number; readonly fresh: number };
  /** What keeps the plan from more, and nobody from deciding. */
  readonly warnings: readonly Problem[];
  /** The arms that call a model. */
  readonly arms: readonly ArmName[];
  /** What each case is sure to get on each arm; critical ones may get more. */
  readonly trialsPerCase: number;
  readonly requestOf: (planned: PlannedTrial, said?: Said) => TargetRequest;
  readonly judgesOf: (planned: PlannedTrial) => readonly PreparedJudge[];
  /** The scorers that compare outputs with the baseline's; absent where the run has no pairs. */
  readonly pairwiseOf?: PairwiseOf;
  /** One request to each model that is called, to see whether it can be. */
  readonly requests: readonly TargetRequest[];
  /** Calls of the first look, without retries. */
  readonly calls: { readonly target: number; readonly judge: number };
  /** Set where this process runs a part of the plan. */
  readonly shard?: PlannedShard;
};

/** Trials that call a model; those of a replayed arm are there already. */
export type Look = { readonly trials: readonly PlannedTrial[] };

export type PlanOptions = {
  /** Of each case on both arms. */
  readonly trials?: number;
  /** The part of the cases that is run here. */
  readonly shard?: Shard;
};

/** A target that is asked, rather than replayed. */
type AskedTarget = Exclude<PreparedTarget, { type: "replay" }>;

const mostProblems = 50;

/**
 * One look: one trial of each case on each arm, and the screen of the critical cases on the candidate; with `trials` that many of each
 * case on both, with `shard` of its cases only. Throws a ProblemError where a case cannot be asked.
 */
export function planRun(
  { cases: all, arms, loaded, scorersFor, judges: gateJudges, pairwise }: PreparedRun,
  armNames: readonly ArmName[],
  { trials, shard }: PlanOptions = {},
): RunPlan {
  const { config } = loaded.policy;
  const { seed } = config.execution;
  const targets = new Map<ArmName, AskedTarget>();
  for (const name of armNames) {
    const target = arms[name]?.target;
    if (target !== undefined && target.type !== "replay") targets.set(name, target);
  }
  const first = firstLookTrials(config.policy);
  const trialsPerCase: TrialsPerCase = (one, arm) => trials ?? first(one, arm);
  const judgesByCase = judgesByCaseId(all, scorersFor, gateJudges);
  const judges = [...new Set([...judgesByCase.values()].flat())];
  const isPaired = armNames.includes("baseline") && targets.has("candidate");
  const pairs = planPairs(scorersFor, pairwise, isPaired);
  // Counted, and not planned: a shard of a large dataset has no memory for the trials of all others.
  const count = (cases: readonly Case[]): RunPlan["calls"] => {
    const calls = { target: 0, judge: 0 };
    for (const one of cases)
      for (const arm of targets.keys()) {
        calls.target += trialsPerCase(one, arm) * callsOfCase(one);
        calls.judge += trialsPerCase(one, arm) * judgeCallsOf(judgesByCase.get(one.id) ?? []);
        calls.judge += pairCallsOfCase(pairs.pairwiseOf, one, arm, trialsPerCase(one, arm));
      }
    return calls;
  };
  const whole = count(all);
  const cases = shard === undefined ? all : all.filter(({ id }) => isInShard(id, shard, seed));
  const calls = count(cases);
  const firstOfEach = firstRequests([...targets.values()], cases);
  return {
    looks: [{ trials: planTrials(cases, [...targets.keys()], trialsPerCase, seed) }],
    confirmation: [],
    fresh: [],
    warnings: [],
    arms: [...targets.keys()],
    trialsPerCase: trials ?? 1,
    requestOf: ({ arm, case: one }, said) => {
      const target = targets.get(arm);
      if (target === undefined) throw new Error(`the ${arm} arm asks no target`);
      return orThrow<TargetRequest>(target.request(one, said));
    },
    judgesOf: ({ case: one }) => judgesByCase.get(one.id) ?? [],
    ...pairs,
    requests: [
      ...firstOfEach,
      ...judges.flatMap((judge) =>
        cases.slice(0, 1).flatMap((one) => judge.requests({ one, output: "" }, "0")),
      ),
      ...(pairs.pairwiseOf === undefined ? [] : [...pairwise.values()]).flatMap((judge) =>
        cases
          .slice(0, 1)
          .flatMap((one) => judge.requests({ one, baseline: "", candidate: "" }, "0"))
          .map(({ baselineFirst }) => baselineFirst),
      ),
    ],
    calls,
    ...(shard === undefined
      ? {}
      : {
          shard: {
            name: shardName(shard),
            cases: cases.length,
            whole,
            budget: shareBudget(config.policy.budget, { part: sumOf(calls), whole: sumOf(whole) }),
          },
        }),
  };
}

function sumOf({ target, judge }: RunPlan["calls"]): number {
  return target + judge;
}

/** Every case of every target is asked for its request, so that what is wrong with any is known before the first call. */
function firstRequests(targets: readonly AskedTarget[], cases: readonly Case[]): readonly TargetRequest[] {
  const problems = new Map<string, Problem>();
  const first = targets.flatMap((target) => {
    // One after the other: all requests of a large dataset are more than its memory.
    const found: TargetRequest[] = [];
    for (const one of cases) {
      const request = target.request(one);
      if (request.ok) found.splice(0, 1, found[0] ?? request.value);
      else for (const problem of request.problems) problems.set(JSON.stringify(problem), problem);
    }
    return found;
  });
  if (problems.size > 0) throw new ProblemError([...problems.values()].slice(0, mostProblems));
  return first;
}

/** The judges that have something to say of each case. Most cases have the same ones, and so one list of them. */
function judgesByCaseId(
  cases: readonly Case[],
  scorersFor: ScorersFor,
  judges: GateJudges,
): ReadonlyMap<string, readonly PreparedJudge[]> {
  if (judges.size === 0) return new Map();
  const shared = new Map<string, readonly PreparedJudge[]>();
  return new Map(
    cases.map((one) => {
      const found = scorersFor(one).flatMap(({ config }) => {
        const judge = judges.get(config)?.judge;
        return judge?.applies(one) === true ? [judge] : [];
      });
      const key = found.map(({ config, fingerprint }) => `${fingerprint} ${config.name}`).join("\n");
      const list = shared.get(key) ?? found;
      shared.set(key, list);
      return [one.id, list];
    }),
  );
}

/** Throws a ProblemError where the first look is over the budget in calls. */
export function refuseOverBudget(planned: RunPlan["calls"], { policy, file }: Config): void {
  const [calls, most] = [sumOf(planned), policy.budget.calls];
  if (calls <= most) return;
  throw new ProblemError([
    {
      code: "over-budget",
      file,
      message: `the plan takes ${calls} calls, and \`policy.budget.calls\` allows ${most}.`,
      fix: "Take fewer cases with `select: { sample: ... }`, or raise the budget on the base branch.",
    },
  ]);
}
