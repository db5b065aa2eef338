import { contentHash } from "../experiment/content-hash.ts";
import type { ArmName, RunHeader } from "../experiment/trial.ts";
import { mayBeRun } from "./finished-trials.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PlannedTrial } from "./plan-trials.ts";

/**
 * What makes two runs the same, as names and texts: then each holds trials that the other would make. The commit is no part, since
 * an equal target gives equal trials at any commit; neither is the rest of the policy, which is applied to trials that are there.
 */
export type RunIdentity = Readonly<Record<string, string>>;

const version = "1";

/** The identity of the run that makes records with these headers. */
export function identityOf(
  headers: Readonly<Partial<Record<ArmName, RunHeader>>>,
  plan: Pick<RunPlan, "looks" | "confirmation" | "judgesOf">,
  seed: number,
): RunIdentity {
  const { gate, dataset, scorers, shard } = headers.candidate ?? headers.baseline ?? {};
  const planOf = (trials: readonly PlannedTrial[]) =>
    trials.map(({ arm, case: one, index }) => [arm, one.id, index]);
  const parts = {
    looks: plan.looks.map(({ trials }) => planOf(trials)),
    confirmation: planOf(plan.confirmation),
  };
  const judges = mayBeRun(plan)
    .flatMap(plan.judgesOf)
    .map(({ fingerprint }) => fingerprint);
  return {
    version,
    ...given("gate", gate),
    ...given("baseline", headers.baseline?.target),
    ...given("candidate", headers.candidate?.target),
    ...given("dataset", dataset),
    ...given("scorers", scorers),
    judges: contentHash([...new Set(judges)].toSorted()),
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
