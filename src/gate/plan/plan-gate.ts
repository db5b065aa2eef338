import type { Policy } from "../../config/config.ts";
import type { ArmName } from "../../experiment/trial.ts";
import type { Problem } from "../../problem.ts";
import { judgeCallsOf } from "../../score/judge/prepare-judge.ts";
import type { RunEffects } from "../effects.ts";
import { loadAttachments } from "../load/load-attachments.ts";
import { decidingJudgesOf } from "../load/load-judges.ts";
import { countLooks, planMoreLooks } from "./plan-looks.ts";
import { planRun, refuseOverBudget } from "./plan-run.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import { readRecordTrials, recordsBefore } from "../keep/record-trials.ts";
import type { RecordTrials } from "../keep/record-trials.ts";
import { callsOf, readHeld, reusePlan } from "./reuse-plan.ts";
import type { ReusePolicy } from "./reuse-plan.ts";
import { nameRun } from "./run-identity.ts";
import type { NamedRun } from "./run-identity.ts";
import { TrialStore } from "../keep/trial-store.ts";
import type { TrialKeeper } from "../keep/trial-store.ts";
import { repeatedTrials } from "../run/watch-judges.ts";
import { openCollapseWatch } from "../run/watch-collapse.ts";
import type { CollapseWatch } from "../run/watch-collapse.ts";

/** A plan with the name of its run, and where its trials are found and kept. */
export type PlannedRun = {
  readonly plan: RunPlan;
  readonly named: NamedRun;
  readonly store?: TrialKeeper;
  /** An early stop is live. */
  readonly watch?: CollapseWatch;
};

/** What the plan asks of the world: the cache, the records that are named, and when the run started. */
type PlanEffects = Pick<RunEffects, "cache" | "records" | "startedAt" | "startedAtMs">;

/**
 * The plan of a gate before its first result: two looks where they could prove something and the worst case keeps to the budget in
 * calls, with what the cache and the named records have taken out. Throws a ProblemError where the first look alone is over the budget.
 */
export async function planGate(
  whole: PreparedRun,
  armNames: readonly ArmName[],
  run: PlanEffects,
): Promise<PlannedRun> {
  const prepared = await loadAttachments(whole, armNames);
  const { config } = prepared.loaded.policy;
  const first = planRun(prepared, armNames);
  const looks = first.arms.length < 2 ? 1 : countLooks(prepared.cases, config.policy);
  const records = await readRecords(prepared, first, run);
  const planLooks = async (count: 1 | 2): Promise<PlannedRun> => {
    const reused = await withCache(planMoreLooks(first, prepared, count), prepared, run, records);
    return { ...reused, plan: withJudgeChecks(reused.plan, prepared) };
  };
  const planned = await planLooks(looks);
  const worst = worstCalls(planned.plan);
  if (looks === 1 || worst <= config.policy.budget.calls) {
    refuseOverBudget(planned.plan.calls, config);
    return withWatch(prepared, planned);
  }
  const short = await planLooks(1);
  refuseOverBudget(short.plan.calls, config);
  const warning = oneLookOnly(worst, config.policy.budget.calls, config.file);
  return withWatch(prepared, {
    ...short,
    plan: { ...short.plan, warnings: [...short.plan.warnings, warning] },
  });
}

async function withWatch(prepared: PreparedRun, planned: PlannedRun): Promise<PlannedRun> {
  const watch = await openCollapseWatch(prepared, planned.plan, planned.store);
  return watch === undefined ? planned : { ...planned, watch };
}

/** The plan with what its judges are tried on: their canaries, and a tenth of the first look once more. */
function withJudgeChecks(plan: RunPlan, { judges, loaded }: PreparedRun): RunPlan {
  const { scorers, execution } = loaded.policy.config;
  const deciding = decidingJudgesOf(judges, scorers).map(({ judge }) => judge);
  if (deciding.length === 0 || plan.arms.length === 0) return plan;
  const names = new Set(deciding.map(({ config }) => config.name));
  const canaries = deciding.reduce((sum, { canaries: all, size }) => sum + all.length * size, 0);
  const repeats = repeatedTrials(plan.looks[0]?.trials ?? [], execution.seed).reduce(
    (sum, planned) =>
      sum + judgeCallsOf(plan.judgesOf(planned).filter(({ config }) => names.has(config.name))),
    0,
  );
  return { ...plan, calls: { ...plan.calls, judge: plan.calls.judge + canaries + repeats } };
}

/** The baseline trials that the cache lacks, for a run that compares nothing. */
export async function planFill(whole: PreparedRun, run: PlanEffects): Promise<PlannedRun> {
  const prepared = await loadAttachments(whole, ["baseline"]);
  const { config } = prepared.loaded.policy;
  const planned = await withCache(
    planRun(prepared, ["baseline"], { trials: config.policy.trials.baseline }),
    prepared,
    run,
  );
  refuseOverBudget(planned.plan.calls, config);
  return planned;
}

/** The plan as it is, whose trials are kept for others. */
export function planKeeping(plan: RunPlan, prepared: PreparedRun, run: PlanEffects): PlannedRun {
  const { seed } = prepared.loaded.policy.config.execution;
  const named = nameRun(prepared, plan, { seed, startedAt: run.startedAt });
  const store = storeOf(prepared, plan, named, run);
  return { plan, named, ...(store === undefined ? {} : { store }) };
}

async function readRecords(
  { arms, cases }: PreparedRun,
  plan: RunPlan,
  { records, startedAtMs }: PlanEffects,
): Promise<RecordTrials | undefined> {
  if (records === undefined) return undefined;
  const fingerprints = Object.fromEntries(
    plan.arms.flatMap((arm) => (arms[arm] === undefined ? [] : [[arm, arms[arm].fingerprint]])),
  );
  return readRecordTrials(records, { fingerprints, cases, nowMs: startedAtMs });
}

async function withCache(
  wanted: RunPlan,
  prepared: PreparedRun,
  run: PlanEffects,
  records?: RecordTrials,
): Promise<PlannedRun> {
  const { policy, execution } = prepared.loaded.policy.config;
  const plan = { ...wanted, warnings: [...wanted.warnings, ...(records?.warnings ?? [])] };
  const { store: cached, ...planned } = planKeeping(plan, prepared, run);
  const store = records === undefined ? cached : recordsBefore(records, cached);
  if (store === undefined) {
    const whole = { ...plan, fresh: [] };
    return { ...planned, plan: { ...whole, ...callsOf(whole) } };
  }
  const reuse = { ...reuseOf(policy, plan), seed: execution.seed, nowMs: run.startedAtMs };
  const held = await readHeld(plan, prepared.cases, store, reuse);
  return { ...planned, store, plan: reusePlan(plan, prepared.cases, held, reuse) };
}

/**
 * A latency that was measured at another time is never compared, nor held against a limit: those trials are run. So is the output that
 * others are held against, or drift of the provider would look like a change.
 */
function reuseOf(
  { trials, latency }: Policy,
  { pairwiseOf }: Pick<RunPlan, "pairwiseOf">,
): Pick<ReusePolicy, "mostBaseline" | "runsFirst" | "sharesTrials"> {
  const { maxRatio, p95Ms, ttftP95Ms } = latency;
  return {
    mostBaseline: trials.baseline,
    runsFirst: maxRatio !== undefined || pairwiseOf !== undefined,
    sharesTrials: maxRatio === undefined && p95Ms === undefined && ttftP95Ms === undefined,
  };
}

function storeOf(
  { arms }: PreparedRun,
  { requestOf }: RunPlan,
  { hash }: NamedRun,
  { cache, startedAtMs }: PlanEffects,
): TrialKeeper | undefined {
  const isRemote = [arms.baseline, arms.candidate].some(
    (arm) => arm?.target.type === "http" && arm.target.isRemote,
  );
  // What runs elsewhere may be another app tomorrow under the same address.
  if (cache === undefined || isRemote) return undefined;
  const fingerprints = {
    candidate: arms.candidate.fingerprint,
    ...(arms.baseline === undefined ? {} : { baseline: arms.baseline.fingerprint }),
  };
  return new TrialStore({ cache, fingerprints, requestOf, run: hash, nowMs: startedAtMs });
}

function worstCalls({ calls, mayCome }: RunPlan): number {
  const { secondLook = 0, confirmation = 0, fresh = 0 } = mayCome ?? {};
  return calls.target + calls.judge + secondLook + confirmation + fresh;
}

function oneLookOnly(calls: number, most: number, file: string): Problem {
  return {
    code: "one-look-only",
    file,
    message: `a second look could take the run to ${calls} calls, and \`policy.budget.calls\` allows ${most}, so there is one look.`,
    fix: "Raise the budget on the base branch, or write `policy.trials: { candidate: 1 }`, which asks for one look.",
  };
}
