import { contentHash } from "../../experiment/content-hash.ts";
import type { ArmName, RunHeader } from "../../experiment/trial.ts";
import { scorersHash } from "../../score/hash.ts";
import { mayBeRun } from "../run/finished-trials.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PlannedTrial } from "./plan-trials.ts";
import type { PreparedRun } from "../load/prepare-run.ts";

/**
 * What makes two runs the same, as names and texts: then each holds trials that the other would make. The commit is no part, since
 * an equal target gives equal trials at any commit; neither is the rest of the policy, which is applied to trials that are there.
 */
export type RunIdentity = Readonly<Record<string, string>>;

const version = "1";

/** What a run is known by: the headers of its records, and its identity. */
export type NamedRun = {
  readonly headers: Readonly<Partial<Record<ArmName, RunHeader>>>;
  readonly identity: RunIdentity;
  /** Of the identity. */
  readonly hash: string;
};

/** Names the run of a plan, told before anything is taken out of it: what a cache happens to hold makes no other run. */
export function nameRun(
  prepared: PreparedRun,
  plan: RunPlan,
  { seed, startedAt }: { readonly seed: number; readonly startedAt: string },
): NamedRun {
  const headers: Partial<Record<ArmName, RunHeader>> = {};
  for (const arm of plan.arms) headers[arm] = headerOf(prepared, plan, arm, startedAt);
  const { baseline } = prepared.arms;
  const replayed = baseline?.replayed === undefined ? undefined : baseline.fingerprint;
  const identity = identityOf(headers, plan, seed, replayed);
  return { headers, identity, hash: contentHash({ ...identity }) };
}

function headerOf(
  prepared: PreparedRun,
  { trialsPerCase, shard }: RunPlan,
  arm: ArmName,
  startedAt: string,
): RunHeader {
  const { config, scorerFiles } = prepared.loaded.policy;
  const { sha, fingerprint } = prepared.arms[arm] ?? {};
  return {
    gate: config.gate,
    arm,
    ...(sha === undefined ? {} : { sha }),
    ...(fingerprint === undefined ? {} : { target: fingerprint }),
    dataset: prepared.datasetVersion,
    scorers: scorersHash(config.scorers, scorerFiles),
    planned: { cases: prepared.cases.length, trials: trialsPerCase },
    ...(shard === undefined ? {} : { shard: shard.name }),
    startedAt,
  };
}

function identityOf(
  headers: Readonly<Partial<Record<ArmName, RunHeader>>>,
  plan: Pick<RunPlan, "looks" | "confirmation" | "fresh" | "judgesOf" | "pairwiseOf">,
  seed: number,
  replayed: string | undefined,
): RunIdentity {
  const { gate, dataset, scorers, shard } = headers.candidate ?? headers.baseline ?? {};
  const planOf = (trials: readonly PlannedTrial[]) =>
    trials.map(({ arm, case: one, index }) => [arm, one.id, index]);
  const parts = {
    looks: plan.looks.map(({ trials }) => planOf(trials)),
    confirmation: planOf(plan.confirmation),
  };
  const all = mayBeRun(plan);
  const judges = all.flatMap(plan.judgesOf).map(({ fingerprint }) => fingerprint);
  const pairwise = all.flatMap((planned) => plan.pairwiseOf?.(planned.case) ?? []);
  // Scores of pairs are of the outputs that they were held against.
  const paired = pairwise.map(({ fingerprint }) => `${fingerprint} ${replayed ?? ""}`);
  return {
    version,
    ...given("gate", gate),
    ...given("baseline", headers.baseline?.target),
    ...given("candidate", headers.candidate?.target),
    ...given("dataset", dataset),
    ...given("scorers", scorers),
    judges: contentHash([...new Set([...judges, ...paired])].toSorted()),
    plan: contentHash(parts),
    seed: String(seed),
    ...given("shard", shard),
  };
}

function given(name: string, value: string | undefined): RunIdentity {
  return value === undefined ? {} : { [name]: value };
}

/** The text that stands beside a record. */
export function writeIdentity(identity: RunIdentity): string {
  return `${JSON.stringify(identity, undefined, 2)}\n`;
}

const labels: RunIdentity = {
  baseline: "the target of the baseline",
  candidate: "the target of the candidate",
  plan: "the planned trials",
  seed: "`execution.seed`",
  version: "the format of the plan",
};

/** In what the text of another run differs, in words. */
export function differences(identity: RunIdentity, text: string): readonly string[] {
  const other = parseIdentity(text);
  const names = new Set([...Object.keys(identity), ...Object.keys(other)]);
  return [...names]
    .filter((name) => identity[name] !== other[name])
    .map((name) => labels[name] ?? `the ${name}`);
}

function parseIdentity(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
