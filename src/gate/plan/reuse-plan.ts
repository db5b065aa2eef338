import type { Case } from "../../experiment/case.ts";
import type { ArmName } from "../../experiment/trial.ts";
import { judgeCallsOf } from "../../score/judge/prepare-judge.ts";
import { mayBeRun } from "../run/finished-trials.ts";
import { callsOfCase } from "./calls-of-case.ts";
import type { RunPlan } from "./plan-run.ts";
import { pairCallsOf } from "./plan-pairs.ts";
import { orderTrials } from "./plan-trials.ts";
import type { PlannedTrial } from "./plan-trials.ts";
import { planReuse } from "./reuse-trials.ts";
import type { HeldTrial, Reuse, ReusedCase } from "./reuse-trials.ts";
import { isSameRequest } from "../keep/trial-store.ts";
import type { TrialSource } from "../keep/trial-store.ts";

/** Planned trials by case and arm. */
type ByCase = ReadonlyMap<string, Readonly<Record<ArmName, readonly PlannedTrial[]>>>;

/** What the cache has of a plan, told before the first result. */
export type HeldTrials = Reuse["held"] & {
  /** Cases that send the same request on both arms. */
  readonly sameRequest: ReadonlySet<string>;
};

/** What decides about reuse beside the plan and the cache. */
export type ReusePolicy = Pick<Reuse, "mostBaseline" | "runsFirst" | "seed" | "nowMs"> & {
  /** The first trials of the arms are measured side by side: then none is run for both. */
  readonly sharesTrials: boolean;
};

/** Looks up every trial that the plan may come to, and all that accumulated of the baseline. */
export async function readHeld(
  plan: RunPlan,
  cases: readonly Case[],
  store: TrialSource,
  { mostBaseline, sharesTrials }: ReusePolicy,
): Promise<HeldTrials> {
  const planned = byCase(mayBeRun(plan));
  const sameRequest = new Set<string>();
  const held = { baseline: new Map<string, HeldTrial[]>(), candidate: new Map<string, HeldTrial[]>() };
  for (const one of cases) {
    if (sharesTrials && plan.arms.length === 2 && isSameRequest(one, plan.requestOf)) sameRequest.add(one.id);
    const shared = sameRequest.has(one.id) ? { isShared: true as const } : {};
    for (const arm of plan.arms) {
      const indices = new Set(planned.get(one.id)?.[arm].map(({ index }) => index));
      if (arm === "baseline") for (let index = 0; index < mostBaseline; index++) indices.add(index);
      for (const index of indices) {
        const found = await store.find({ case: one, arm, index, ...shared });
        if (found === undefined) continue;
        const { storedMs, isOwn } = found;
        const known = held[arm].get(one.id) ?? [];
        known.push({ index, storedMs, isOwn });
        held[arm].set(one.id, known);
      }
    }
  }
  return { ...held, sameRequest };
}

/**
 * The plan with what the cache has taken out of what is to be run. Each look has the trials of `planReuse`; of confirmation and fresh
 * baseline only what this run has run already is taken, since fresh is what they are for.
 */
export function reusePlan(
  plan: RunPlan,
  cases: readonly Case[],
  held: HeldTrials,
  policy: ReusePolicy,
): RunPlan {
  const { arms } = plan;
  const { seed, mostBaseline } = policy;
  const takesAll = plan.calls.judge === 0;
  const plannedAt = plan.looks.map(({ trials }) => byCase(trials));
  const wantedAt = (look: number, one: Case, arm: ArmName): number =>
    plannedAt.slice(0, look + 1).reduce((sum, planned) => sum + (planned.get(one.id)?.[arm].length ?? 0), 0);
  const reusedAt = plan.looks.map((_, look) => {
    const wanted = cases.map((one) => ({
      caseId: one.id,
      wanted: { baseline: wantedAt(look, one, "baseline"), candidate: wantedAt(look, one, "candidate") },
      isSameRequest: held.sameRequest.has(one.id),
    }));
    return new Map(
      planReuse({ ...policy, cases: wanted, held, takesAll }).map((each) => [each.caseId, each]),
    );
  });
  const trialsAt = (look: number, one: Case, arm: ArmName): readonly PlannedTrial[] => {
    const earlier = new Set(look === 0 ? [] : indicesOf(reusedAt[look - 1]?.get(one.id)?.[arm]));
    const { take = [] } = reusedAt[look]?.get(one.id)?.[arm] ?? {};
    const own = ownIndices(held, one, arm);
    const isShared = held.sameRequest.has(one.id) ? { isShared: true as const } : {};
    return indicesOf(reusedAt[look]?.get(one.id)?.[arm])
      .filter((index) => !earlier.has(index))
      .toSorted((a, b) => a - b)
      .map((index) => ({
        case: one,
        arm,
        index,
        ...isShared,
        ...(take.includes(index) ? { kept: own.has(index) ? ("own" as const) : ("other" as const) } : {}),
      }));
  };
  const looks = plan.looks.map((_, look) => ({
    trials: orderTrials(cases, arms, (one, arm) => trialsAt(look, one, arm), seed),
  }));
  const ownOf = (planned: PlannedTrial): PlannedTrial =>
    ownIndices(held, planned.case, planned.arm).has(planned.index) ? { ...planned, kept: "own" } : planned;
  // The confirmation runs what is missing of the second look too: then what the cache has of that is not missing.
  const second = byCase(looks[1]?.trials ?? []);
  const confirmed = byCase(plan.confirmation);
  const confirmationOf = (one: Case, arm: ArmName): readonly PlannedTrial[] => {
    const planned = confirmed.get(one.id)?.[arm] ?? [];
    if (arm === "candidate" || planned.length === 0) return planned.map(ownOf);
    const later = planned.filter(({ index }) => index >= mostBaseline);
    return [...(second.get(one.id)?.baseline ?? []), ...later.map(ownOf)];
  };
  const usesOthers = new Set(
    looks.flatMap(({ trials }) =>
      trials.flatMap(({ kept, case: one }) => (kept === "other" ? [one.id] : [])),
    ),
  );
  const next = {
    ...plan,
    looks,
    confirmation: orderTrials(
      cases.filter(({ id }) => confirmed.has(id)),
      arms,
      confirmationOf,
      seed,
    ),
    // Only where something of the baseline is of another run there is anything to confirm.
    fresh: plan.fresh.filter(({ case: one }) => usesOthers.has(one.id)).map(ownOf),
  };
  return { ...next, ...callsOf(next) };
}

/** Calls of each part of a plan: no more than these, since a kept answer may have kept scores. */
export function callsOf({
  looks,
  confirmation,
  fresh,
  ...judging
}: Pick<RunPlan, "looks" | "confirmation" | "fresh" | "judgesOf" | "pairwiseOf">): Pick<
  RunPlan,
  "calls" | "mayCome"
> {
  const [first, second] = looks.map(({ trials }) => trials);
  const calls = { target: targetCalls(first ?? []), judge: judgeCalls(first ?? [], judging) };
  const all = (trials: readonly PlannedTrial[]): number => targetCalls(trials) + judgeCalls(trials, judging);
  const mayCome = {
    secondLook: all(second ?? []),
    confirmation: all(without(confirmation, second ?? [])),
    fresh: all(fresh),
  };
  return { calls, mayCome };
}

/** A trial that both arms share is run once. */
function targetCalls(trials: readonly PlannedTrial[]): number {
  const run = trials.filter(({ kept }) => kept === undefined);
  const shared = run.filter(({ isShared }) => isShared === true);
  const once = new Map(shared.map((planned) => [`${planned.index} ${planned.case.id}`, planned]));
  return [...run.filter(({ isShared }) => isShared !== true), ...once.values()].reduce(
    (sum, planned) => sum + callsOfCase(planned.case),
    0,
  );
}

function judgeCalls(
  trials: readonly PlannedTrial[],
  { judgesOf, pairwiseOf }: Pick<RunPlan, "judgesOf" | "pairwiseOf">,
): number {
  return trials.reduce(
    (sum, trial) => sum + judgeCallsOf(judgesOf(trial)) + pairCallsOf(pairwiseOf, trial),
    0,
  );
}

/** Trials of a case that this run has run already. Both arms of a shared trial have one key. */
function ownIndices(held: HeldTrials, { id }: Case, arm: ArmName): ReadonlySet<number> {
  const of = held.sameRequest.has(id) ? "baseline" : arm;
  return new Set((held[of].get(id) ?? []).filter(({ isOwn }) => isOwn).map(({ index }) => index));
}

/** The trials that are not among these others. */
function without(trials: readonly PlannedTrial[], others: readonly PlannedTrial[]): readonly PlannedTrial[] {
  const keyOf = ({ arm, case: one, index }: PlannedTrial): string => `${arm} ${index} ${one.id}`;
  const keys = new Set(others.filter(({ case: one }) => one.critical).map(keyOf));
  return trials.filter((trial) => !keys.has(keyOf(trial)));
}

function byCase(trials: readonly PlannedTrial[]): ByCase {
  const found = new Map<string, Record<ArmName, PlannedTrial[]>>();
  for (const planned of trials) {
    const known = found.get(planned.case.id) ?? { baseline: [], candidate: [] };
    known[planned.arm].push(planned);
    found.set(planned.case.id, known);
  }
  return found;
}

function indicesOf(reused: ReusedCase[ArmName] | undefined): readonly number[] {
  return reused === undefined ? [] : [...reused.take, ...reused.run];
}
