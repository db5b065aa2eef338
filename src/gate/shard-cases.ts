import type { Policy } from "../config/config.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PlannedTrial } from "./plan-trials.ts";
import { shardName } from "./shard.ts";
import type { Shard } from "./shard.ts";

/** What one process runs of a plan, and may spend of its budget. */
export type PlannedShard = {
  /** `2/4`. */
  readonly name: string;
  readonly cases: number;
  readonly budget: Policy["budget"];
};

/**
 * Whether the case belongs to the shard. The seed and the id alone decide: adding a case moves no other, and both arms of a case
 * are in one shard, so that they run close in time.
 */
export function isInShard(caseId: string, { index, total }: Shard, seed: number): boolean {
  // 48 bits: a double holds them, and over at most 9999 shards the remainder is even.
  const rank = Number.parseInt(contentHash(["shard", seed, caseId]).slice(-12), 16);
  return rank % total === index - 1;
}

/**
 * The part of a run's plan that one shard runs; it may be empty. The caps in calls and USD are its share by planned calls, so that
 * all shards together keep to `budget`; they run at the same time, so each has all the minutes.
 */
export function shardPlan(
  plan: RunPlan,
  shard: Shard,
  { seed, budget }: { readonly seed: number; readonly budget: Policy["budget"] },
): RunPlan {
  const belongs = ({ case: one }: PlannedTrial): boolean => isInShard(one.id, shard, seed);
  const looks = plan.looks.map((look) => ({ ...look, trials: look.trials.filter(belongs) }));
  const trials = looks.flatMap((look) => look.trials);
  const calls = {
    target: trials.length,
    judge: trials.reduce((sum, trial) => sum + plan.judgesOf(trial).length, 0),
  };
  const [part, whole] = [calls, plan.calls].map(({ target, judge }) => target + judge);
  const share = (most: number): number => (most * (part ?? 0)) / Math.max(1, whole ?? 0);
  return {
    ...plan,
    looks,
    calls,
    shard: {
      name: shardName(shard),
      cases: new Set(trials.map(({ case: one }) => one.id)).size,
      budget: {
        ...budget,
        calls: Math.floor(share(budget.calls)),
        ...(budget.usd === undefined ? {} : { usd: share(budget.usd) }),
      },
    },
  };
}
