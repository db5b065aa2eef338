import type { ArmName, EndReason } from "../experiment/trial.ts";
import type { Spend as Spent } from "../decide/budget-rule.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { asBrokenRun } from "./broken-run.ts";
import type { ByHand } from "./load/choose-by-hand.ts";
import type { Commits } from "./commits.ts";
import type { GateEffects, RunEffects } from "./effects.ts";
import { uniqueProblems } from "./gather.ts";
import { planKeeping } from "./plan/plan-gate.ts";
import { planRun, refuseOverBudget } from "./plan/plan-run.ts";
import { saysNothingAlone } from "./load/load-pairwise.ts";
import { loadAttachments } from "./load/load-attachments.ts";
import { prepareRun } from "./load/prepare-run.ts";
import { openAsked } from "./run/open-asked.ts";
import { runArms } from "./run/run-arms.ts";
import type { Shard } from "./plan/shard.ts";
import { Spend } from "./run/spend.ts";

export type RecordRequest = {
  readonly config: string;
  readonly commits: Commits;
  readonly arms: readonly ArmName[];
  /** Trials of each case; without it those of the first look. */
  readonly trials?: number;
  readonly only?: ByHand;
  /** The part of the cases that this process runs. */
  readonly shard?: Shard;
};

export type RecordedArms = {
  readonly records: readonly {
    readonly arm: ArmName;
    readonly file: string;
    readonly cases: number;
    readonly trials: number;
    readonly ended?: EndReason;
  }[];
  readonly spend: Spent;
  readonly warnings: readonly Problem[];
};

/** Runs arms into records, whatever their fingerprints, and decides nothing. Throws a ProblemError for what keeps it from running. */
export async function recordArms(
  { arms, trials, shard, ...request }: RecordRequest,
  effects: GateEffects,
  run: RunEffects,
): Promise<RecordedArms> {
  const prepared = await prepareRun(request, effects);
  const { config } = prepared.loaded.policy;
  if (prepared.loaded.isFirstRun && request.commits.isFromFork)
    throw new ProblemError([firstRunFromFork(request.config)]);
  if (prepared.cases.length === 0) throw new ProblemError([nothingToRun(request.config)]);
  const missing = arms.filter((arm) => prepared.arms[arm] === undefined);
  if (missing.length > 0) throw new ProblemError([noBaseline(request.config)]);
  const plan = planRun(await loadAttachments(prepared, arms, shard), arms, {
    ...(trials === undefined ? {} : { trials }),
    ...(shard === undefined ? {} : { shard }),
  });
  refuseOverBudget(plan.shard?.whole ?? plan.calls, config);
  const replayed = arms.filter((arm) => !plan.arms.includes(arm));
  if (shard !== undefined && replayed.length > 0)
    throw new ProblemError(replayed.map((arm) => nothingToShard(arm, request.config)));
  const { asked, refused } = await openAsked(prepared, plan, run);
  if (refused.length > 0) throw new ProblemError(refused);
  const budget = new Spend(plan.shard?.budget ?? config.policy.budget, run.nowMs);
  const running = runArms(prepared, planKeeping(plan, prepared, run), budget, asked, effects, run);
  const { records, spend, warnings } = await running.catch((error: unknown) => {
    throw asBrokenRun(error, budget);
  });
  return {
    records: arms.flatMap((arm) => {
      const record = records[arm];
      if (record === undefined) return [];
      const count = [...record.trialsByCaseId.values()].reduce((sum, each) => sum + each.length, 0);
      return [
        {
          arm,
          file: record.file,
          cases: record.trialsByCaseId.size,
          trials: count,
          ...(record.end === undefined ? {} : { ended: record.end.reason }),
        },
      ];
    }),
    spend,
    warnings: uniqueProblems([
      ...run.warnings,
      ...prepared.warnings,
      ...(plan.pairwiseOf === undefined ? saysNothingAlone(prepared.pairwise, config.file) : []),
      ...warnings,
    ]),
  };
}

/** Its policy is the fork's own, which would say which key goes to which address. */
function firstRunFromFork(file: string): Problem {
  return {
    code: "first-run-from-fork",
    file,
    message: "the base branch has no gate yet, and a pull request from a fork may not bring its own policy.",
    fix: "Merge the gate file from a branch of this repository first.",
  };
}

function nothingToRun(file: string): Problem {
  return {
    code: "nothing-to-run",
    file,
    message: "the dataset has no case that runs: all are drafts.",
    fix: "Take `draft` from one.",
  };
}

function nothingToShard(arm: ArmName, file: string): Problem {
  return {
    code: "nothing-to-shard",
    file,
    message: `the target of the ${arm} is replayed from a record, so no shard of it is run.`,
    fix: "Name its record to `compare`, and run the other arm with `--arm`.",
  };
}

function noBaseline(file: string): Problem {
  return {
    code: "no-baseline",
    file,
    message: "the base commit has no target to run.",
    fix: "Run the candidate only, with `--arm candidate`.",
  };
}
