import type { KnownBeforeRun } from "../decide/before-run.ts";
import { errorVerdict } from "../decide/error-verdict.ts";
import { notRunVerdict } from "../decide/not-run-verdict.ts";
import { awaitsFresh, isRefuted, settlesRun } from "../decide/reach-verdict.ts";
import { unchangedVerdict } from "../decide/unchanged-verdict.ts";
import type { JudgeHealth } from "../experiment/judge-health.ts";
import type { ArmName, RunRecord } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Place } from "../problem.ts";
import { ProblemError } from "../problem.ts";
import { asBrokenRun } from "./broken-run.ts";
import type { ByHand } from "./load/choose-by-hand.ts";
import type { Commits, Source } from "./commits.ts";
import type { DecideRecords, Decision } from "./decide-records.ts";
import type { GateEffects, RunEffects } from "./effects.ts";
import { fillCache, fillsCache } from "./run/fill-cache.ts";
import { planFill, planGate } from "./plan/plan-gate.ts";
import type { PlannedRun } from "./plan/plan-gate.ts";
import { prepareRun } from "./load/prepare-run.ts";
import type { PreparedRun } from "./load/prepare-run.ts";
import { readNameOfGate } from "./load/read-name-of-gate.ts";
import { openAsked } from "./run/open-asked.ts";
import { runArms } from "./run/run-arms.ts";
import type { ArmRecords } from "./run/read-arms.ts";
import type { LookReading } from "./run/run-looks.ts";
import { Spend } from "./run/spend.ts";

export type GateRequest = {
  /** Repository-relative path of the gate file. */
  readonly config: string;
  readonly commits: Commits;
  /** UTC date, `YYYY-MM-DD`: waivers expire. */
  readonly today: string;
  readonly only?: ByHand;
};

export type GateResult = {
  readonly verdict: Verdict;
  /** Where each case stands in the candidate's files, for annotations. */
  readonly placeByCaseId: ReadonlyMap<string, Place>;
};

/**
 * The whole story: read, plan, run, decide. What the user has to put right is a verdict too, `error`, with every problem and what was
 * spent, mostly nothing; a defect of ours is thrown, after the first call as a BrokenRun.
 */
export async function runGate(
  request: GateRequest,
  effects: GateEffects,
  run: RunEffects,
): Promise<GateResult> {
  let prepared: PreparedRun | undefined;
  let spend: Spend | undefined;
  try {
    prepared = await prepareRun(request, effects);
    spend = new Spend(prepared.loaded.policy.config.policy.budget, run.nowMs);
    return {
      verdict: await reachVerdict(prepared, spend, request, effects, run),
      placeByCaseId: placesOf(prepared),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw asBrokenRun(error, spend);
    const name =
      prepared?.loaded.policy.config.gate ?? (await readNameOfGate(request.config, request.commits));
    const known = {
      arms: commitsOf(request.commits),
      ...(prepared === undefined ? {} : { policyState: prepared.policyState }),
      ...(spend === undefined || spend.calls === 0 ? {} : { spend: spend.spent }),
    };
    return { verdict: errorVerdict(name, error.problems, known), placeByCaseId: new Map() };
  }
}

async function reachVerdict(
  prepared: PreparedRun,
  spend: Spend,
  { commits, today }: GateRequest,
  effects: GateEffects,
  run: RunEffects,
): Promise<Verdict> {
  const { policy, isFirstRun } = prepared.loaded;
  const { config } = policy;
  const armNames = armsToRun(prepared);
  const known = knownBeforeRun(prepared, armNames, today);
  if (isFirstRun && commits.isFromFork) return notRunVerdict({ ...known, reason: "first_run_from_fork" });
  const isSame = isUnchanged(prepared);
  if (isSame && !fillsCache(commits, run)) return unchangedVerdict(known);
  const planned = await (isSame ? planFill(prepared, run) : planGate(prepared, armNames, run));
  const { plan } = planned;
  if (isSame && plan.calls.target === 0) return unchangedVerdict(known);
  const { asked, refused } = await openAsked(prepared, plan, run);
  const others = refused.filter(({ code }) => code !== "key-missing");
  if (others.length > 0) throw new ProblemError(others);
  if (refused.length > 0) {
    const reason = commits.isFromFork ? "no_key_on_fork" : "no_key";
    return notRunVerdict({ ...known, reason, problems: refused });
  }
  if (isSame) return unchangedVerdict(known, await fillCache(prepared, planned, spend, asked, effects, run));
  const { cases: _count, critical: _critical, ...dataset } = known.dataset;
  const decideOn = async (
    records: ArmRecords,
    now: 1 | 2,
    more: Pick<DecideRecords, "spend" | "judges" | "warnings">,
  ): Promise<Decision> => {
    // Loaded when there is something to decide: the statistics are no small part of what there is to load.
    const { decideLook } = await import("./decide-records.ts");
    return decideLook({
      ...known,
      ...more,
      ...lookOf(planned, now),
      dataset,
      baseline: records.baseline ?? nothingRun,
      candidate: records.candidate ?? nothingRun,
      cases: prepared.cases,
      scorers: config.scorers,
      scorersFor: prepared.scorersFor,
      scorerFiles: policy.scorerFiles,
      isPart: true,
    });
  };
  let hasMoved = false;
  const readLook = async (
    records: ArmRecords,
    now: 1 | 2,
    judges: readonly JudgeHealth[],
  ): Promise<LookReading> => {
    const { spent } = spend;
    const more = { spend: spent, judges, warnings: [] };
    const { verdict, unconfirmed, withoutFresh } = await decideOn(records, now, more);
    hasMoved ||= isRefuted(verdict);
    return {
      settles: settlesRun(verdict, unconfirmed),
      unconfirmed,
      awaitsFresh: awaitsFresh(verdict),
      withoutFresh,
    };
  };
  const ran = await runArms(prepared, planned, spend, asked, effects, run, readLook);
  const { verdict } = await decideOn(ran.records, ran.now, {
    spend: ran.spend,
    judges: ran.judges,
    warnings: [...run.warnings, ...prepared.warnings, ...plan.warnings, ...ran.warnings],
  });
  if (hasMoved || isRefuted(verdict)) await forgetMoved(prepared, planned);
  return verdict;
}

/** Where the baseline has moved, what the cache has of it goes, so that the next run starts from now. */
async function forgetMoved(prepared: PreparedRun, { plan, store }: PlannedRun): Promise<void> {
  const { trials } = prepared.loaded.policy.config.policy;
  for (const planned of plan.fresh) await store?.refresh(planned, trials.baseline);
}

/** A replayed arm was run elsewhere, by a plan of its own: such records are decided as `compare` does. */
function lookOf({ plan, watch }: PlannedRun, now: 1 | 2): Pick<DecideRecords, "look"> {
  if (plan.arms.length < 2) return {};
  const early = watch === undefined ? {} : { earlyStop: true as const };
  return {
    look: plan.looks.length === 2 ? { planned: 2, now, ...early } : { planned: 1, now: 1, ...early },
  };
}

/** An arm that has nothing to run, on a first run. */
const nothingRun: RunRecord = { file: "", header: { planned: { cases: 0 } }, trialsByCaseId: new Map() };

/**
 * Equal fingerprints and no added case that runs: nothing that the change does can reach the target. A first run has nothing to compare
 * with.
 */
function isUnchanged({ arms: { baseline, candidate }, cases, change, loaded }: PreparedRun): boolean {
  const added = new Set(change.added);
  return (
    !loaded.isFirstRun &&
    baseline?.fingerprint === candidate.fingerprint &&
    !cases.some(({ id }) => added.has(id))
  );
}

/** On a first run a baseline that equals the candidate would be run for nothing. */
function armsToRun({ arms: { baseline, candidate }, loaded }: PreparedRun): readonly ArmName[] {
  const isSame = loaded.isFirstRun && baseline?.fingerprint === candidate.fingerprint;
  return baseline === undefined || isSame ? ["candidate"] : ["baseline", "candidate"];
}

function knownBeforeRun(prepared: PreparedRun, armNames: readonly ArmName[], today: string): KnownBeforeRun {
  const { loaded, arms, cases, change } = prepared;
  const { config, waivers } = loaded.policy;
  const describe = (name: ArmName): Verdict["arms"]["baseline"] => {
    const arm = arms[name];
    if (arm === undefined) return {};
    return { ...(arm.sha === undefined ? {} : { sha: arm.sha }), target: arm.fingerprint };
  };
  const isOneArm = armNames.length === 1;
  const { added, removed, edited, criticalGone, criticalEdited } = change;
  return {
    gate: config.gate,
    policy: config.policy,
    policyState: prepared.policyState,
    arms: { baseline: isOneArm ? {} : describe("baseline"), candidate: describe("candidate") },
    dataset: {
      version: prepared.datasetVersion,
      cases: cases.length,
      drafts: prepared.drafts,
      critical: cases.filter(({ critical }) => critical).length,
    },
    datasetChange: { added, removed, edited, criticalGone, criticalEdited },
    ...(loaded.isFirstRun || isOneArm
      ? { firstRun: isOneArm ? ("one_arm" as const) : ("both_arms" as const) }
      : {}),
    // The policy that a change brings along may not waive its own failures.
    waivers: prepared.policyState.trusted ? waivers : [],
    today,
    seed: config.execution.seed,
    warnings: prepared.warnings,
  };
}

/** Which commits it was about, of a gate that could not run. */
function commitsOf({ fork, head }: Commits): Verdict["arms"] {
  const describe = ({ sha }: Source) => (sha === undefined ? {} : { sha });
  return { baseline: describe(fork), candidate: describe(head) };
}

function placesOf({ loaded }: PreparedRun): ReadonlyMap<string, Place> {
  return new Map(loaded.head.dataset?.cases.map(({ id, place }) => [id, place]) ?? []);
}
