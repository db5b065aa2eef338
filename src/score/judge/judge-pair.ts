import { canonicalJson } from "../../experiment/json.ts";
import type { ArmName, RecordedScore } from "../../experiment/trial.ts";
import { reaches } from "../settle.ts";
import { askTwice } from "./judge-trial.ts";
import type { Asked, CallModel } from "./judge-trial.ts";
import { withOrderNote } from "./order-note.ts";
import type { Pair, PairwiseConfig, PreparedPairwise } from "./prepare-pairwise.ts";
import type { Judgement } from "./settle-answers.ts";
import type { OrderJudgement, PairJudgement } from "./settle-pair.ts";

/** Gives the score of a pair where it is known, else what asking comes to. */
export type KnownPairs = (judge: PreparedPairwise, pair: Pair, ask: () => Promise<Asked>) => Promise<Asked>;

/**
 * Has a judge say which of two outputs is better, in both orders; equal outputs are a tie that takes no call. What comes out is a score
 * of the candidate's output only where every reply that it rests on was read strictly.
 */
export async function judgePair(
  judge: PreparedPairwise,
  pair: Pair,
  { call, fence, known }: { readonly call: CallModel; readonly fence: string; readonly known: KnownPairs },
): Promise<Asked> {
  if (isEqual(pair)) return { judgement: { ok: true, score: tieOf(judge.config, equal) }, replies: [] };
  return known(judge, pair, async () => {
    const both = await askMembers(judge, pair, fence, call);
    const settled = judge.settle(
      both.map(({ once, again }) => ({ baselineFirst: once.reading, candidateFirst: again.reading })),
    );
    return {
      judgement: scoreOf(judge, settled),
      replies: both.flatMap(({ once, again }) => [...once.replies, ...again.replies]),
    };
  });
}

/**
 * What a judge says of a pair in each order by itself, as it is held against people. Equal outputs are a tie that takes no call and has
 * no order.
 */
export async function judgeOrders(
  judge: PreparedPairwise,
  pair: Pair,
  { call, fence }: { readonly call: CallModel; readonly fence: string },
): Promise<readonly (OrderJudgement & { readonly first?: ArmName })[]> {
  if (isEqual(pair)) return [{ ok: true, preferred: "tie", reason: equal }];
  const members = await askMembers(judge, pair, fence, call);
  const replies = {
    baseline: members.map(({ once }) => once.reading),
    candidate: members.map(({ again }) => again.reading),
  };
  return (["baseline", "candidate"] as const).map((first) => {
    const settled = judge.settleOrder(replies[first], first);
    return { ...(judge.config.not ? turned(settled) : settled), first };
  });
}

function turned(judged: OrderJudgement): OrderJudgement {
  if (!judged.ok || judged.preferred === "tie") return judged;
  return { ...judged, preferred: judged.preferred === "baseline" ? "candidate" : "baseline" };
}

const equal = "the outputs are equal";

/** Whether the two outputs are the same, so that no judge has to be asked. */
export function isEqual({ baseline, candidate }: Pick<Pair, "baseline" | "candidate">): boolean {
  return canonicalJson(baseline) === canonicalJson(candidate);
}

/** The replies of each member to both orders: `once` to the baseline's output first. */
async function askMembers(judge: PreparedPairwise, pair: Pair, fence: string, call: CallModel) {
  const asked = await Promise.all(
    judge.requests(pair, fence).map(async ({ baselineFirst, candidateFirst }) => {
      const ask = [baselineFirst, candidateFirst].map((request) => askTwice(judge.parse, request, call));
      const [once, again] = await Promise.all(ask);
      return once === undefined || again === undefined ? [] : [{ once, again }];
    }),
  );
  return asked.flat();
}

/** The score of an output that is as good as the baseline's. */
export function tieOf({ name, threshold = 0.5 }: PairwiseConfig, reason: string): RecordedScore {
  return { scorer: name, value: 0.5, passed: reaches(0.5, threshold), reason };
}

/** The score of the output that the others are held against: it is no worse than itself, whatever the threshold. */
export function referenceScore({ name }: PairwiseConfig): RecordedScore {
  return { scorer: name, value: 0.5, passed: true, reason: "the baseline's own" };
}

/** `not` turns the preference before the threshold is held against it, so that a tie stays what it is. */
function scoreOf({ config, failure }: PreparedPairwise, settled: PairJudgement): Judgement {
  if (!settled.ok) return settled;
  const { members: pairs, flips, toFirst: first } = settled;
  const value = config.not ? 1 - settled.value : settled.value;
  if (!(value >= 0 && value <= 1)) return { ok: false, reason: `the value ${value} is not in [0, 1]` };
  const passed = reaches(value, config.threshold ?? 0.5);
  const mode = passed ? undefined : (config.failure ?? failure);
  const reason = withOrderNote({ pairs, flips, first }, settled.reason);
  const score = { scorer: config.name, value, passed, reason };
  return { ok: true, score: mode === undefined ? score : { ...score, failure: mode } };
}
