import type { ArmName } from "../../experiment/trial.ts";
import type { Parsed } from "../../problem.ts";
import { quoteValue } from "../../problem.ts";

/** One of `total` parts of a run, counted from 1. */
export type Shard = { readonly index: number; readonly total: number };

/** What the header of a run record can say. */
const mostShards = 9999;

/** Reads `k/n`, such as `2/4`; `what` is where it was written, such as "`--shard`". */
export function parseShard(text: string, what: string): Parsed<Shard> {
  const match = /^([1-9][0-9]{0,3})\/([1-9][0-9]{0,3})$/.exec(text);
  const [index, total] = [Number(match?.[1]), Number(match?.[2])];
  if (index <= total) return { ok: true, value: { index, total } };
  return {
    ok: false,
    problems: [
      {
        code: "wrong-shard",
        message: `${what} is ${quoteValue(text)}.`,
        fix: `Write \`k/n\`, the k-th of n shards: from \`1/4\` to \`4/4\` for four, at most ${mostShards}.`,
      },
    ],
  };
}

/** `2/4`, as records and messages call it. */
export function shardName({ index, total }: Shard): string {
  return `${index}/${total}`;
}

/** File of an arm's record below the folder of the records; shards of an arm share a folder, which `compare` takes as one record. */
export function recordName(arm: ArmName, shard?: Shard): string {
  return shard === undefined ? `${arm}.jsonl` : `${arm}/${shard.index}-of-${shard.total}.jsonl`;
}

/** File of what these arms have under way in batches, beside their records; not called `.jsonl`, so that nobody takes it for one. */
export function batchesName(arms: readonly ArmName[], shard?: Shard): string {
  const part = shard === undefined ? "" : `-${shard.index}-of-${shard.total}`;
  return `${arms.join("-")}${part}.batches`;
}
