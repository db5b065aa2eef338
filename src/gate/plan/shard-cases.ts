import type { Policy } from "../../config/config.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { Shard } from "./shard.ts";

/** What one process runs of a plan, and may spend of its budget. */
export type PlannedShard = {
  /** `2/4`. */
  readonly name: string;
  readonly cases: number;
  readonly budget: Policy["budget"];
  /** Calls of all shards together. */
  readonly whole: { readonly target: number; readonly judge: number };
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
 * What a shard may spend: of the caps in calls and USD its share by planned calls, so that all shards together keep to `budget`. They run
 * at the same time, so each has all the minutes.
 */
export function shareBudget(
  budget: Policy["budget"],
  { part, whole }: { readonly part: number; readonly whole: number },
): Policy["budget"] {
  const share = (most: number): number => (most * part) / Math.max(1, whole);
  return {
    ...budget,
    calls: Math.floor(share(budget.calls)),
    ...(budget.usd === undefined ? {} : { usd: share(budget.usd) }),
  };
}
