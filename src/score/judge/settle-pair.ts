import type { ArmName } from "../../experiment/trial.ts";
import type { Vote } from "./count-votes.ts";
import type { CriterionAnswer } from "./parse-reply.ts";
import type { Criterion, Grade } from "./rubric.ts";
import { cut } from "./settle-answers.ts";

/** The answers to "which is better", from the second output to the first. */
export const preferences: readonly Grade[] = [
  { word: "second", value: 0 },
  { word: "same", value: 0.5 },
  { word: "first", value: 1 },
];

/** What one reply says: how much better the output shown first is, .5 being a tie; or why it says nothing. */
export type PairReading =
  | { readonly ok: true; readonly first: number; readonly reason: string }
  | { readonly ok: false; readonly reason: string };

/** The two replies of one member: to the baseline's output first, and to the candidate's first. */
export type BothOrders = { readonly baselineFirst: PairReading; readonly candidateFirst: PairReading };

export type PairJudgement =
  | {
      readonly ok: true;
      readonly preferred: ArmName | "tie";
      /** The candidate's, in [0, 1]: 1 where it is preferred, .5 for a tie; the baseline's is 1 less this. */
      readonly value: number;
      /** Members that said otherwise when the order was turned: each a tie, and counted, since it is a judge that goes by the place. */
      readonly flips: number;
      /** Members that answered in both orders, and of the flips those that lean to the output shown first. */
      readonly members: number;
      readonly toFirst: number;
      readonly reason: string;
    }
  | { readonly ok: false; readonly reason: string };

/** What all members say of one order. */
export type OrderJudgement =
  | { readonly ok: true; readonly preferred: ArmName | "tie"; readonly reason: string }
  | { readonly ok: false; readonly reason: string };

const slack = 1e-12;

/** The weighted mean of the answers, and the reason of the first that prefers what the whole prefers. */
export function readPair(criteria: readonly Criterion[], answers: readonly CriterionAnswer[]): PairReading {
  const weights = answers.map((_, index) => criteria[index]?.weight ?? 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const first = answers.reduce((total, { value }, index) => total + value * (weights[index] ?? 1), 0) / sum;
  if (!(first >= 0 && first <= 1)) return { ok: false, reason: "the judge's reply weighs nothing" };
  const voice = answers.find(({ value }) => sideOf(value) === sideOf(first)) ?? answers[0];
  return { ok: true, first, reason: cut(voice?.reason ?? "") };
}

function sideOf(first: number): "first" | "second" | "same" {
  if (first > 0.5 + slack) return "first";
  return first < 0.5 - slack ? "second" : "same";
}

type Lost = { readonly lost: string };
type Voice = { readonly preferred: ArmName | "tie"; readonly reason: string };
type Member = Voice & { readonly isFlip: boolean; readonly isToFirst: boolean };

/**
 * One preference from both orders of every member. A member that prefers the same output in both orders prefers it; otherwise it is a
 * tie. Of a panel, `majority` is the side that more than half of all members prefer, else a tie; `mean` the mean of their values. A member
 * whose replies cannot be read in both orders leaves the whole without a score, unless a majority stands without it.
 */
export function settlePair(members: readonly BothOrders[], vote: Vote = "majority"): PairJudgement {
  const read = members.map(memberOf);
  const judged = prefer(read, vote);
  if (!judged.ok) return judged;
  const known = read.flatMap((each) => ("lost" in each ? [] : [each]));
  return {
    ...judged,
    value: vote === "mean" ? meanValue(known) : valueOf(judged.preferred),
    flips: known.filter(({ isFlip }) => isFlip).length,
    members: known.length,
    toFirst: known.filter(({ isToFirst }) => isToFirst).length,
  };
}

/** One preference from the replies of every member to one order, in which the output of `first` was shown first. They vote as in `settlePair`. */
export function settleOrder(
  replies: readonly PairReading[],
  first: ArmName,
  vote: Vote = "majority",
): OrderJudgement {
  const read = replies.map((reply): Voice | Lost =>
    reply.ok
      ? { preferred: armOf(sideOf(reply.first), first), reason: reply.reason }
      : { lost: reply.reason },
  );
  return prefer(read, vote);
}

function prefer(read: readonly (Voice | Lost)[], vote: Vote): OrderJudgement {
  const missing = read.find((each): each is Lost => "lost" in each);
  const known = read.flatMap((each) => ("lost" in each ? [] : [each]));
  const preferred =
    vote === "majority" || missing !== undefined ? majorityOf(known, read.length) : meanOf(known);
  if (missing !== undefined && (vote === "mean" || preferred === "tie"))
    return { ok: false, reason: missing.lost };
  const voice = known.find((each) => each.preferred === preferred) ?? known[0];
  if (voice === undefined) return { ok: false, reason: "no judge was asked" };
  return { ok: true, preferred, reason: voice.reason };
}

function memberOf({ baselineFirst, candidateFirst }: BothOrders): Member | Lost {
  if (!baselineFirst.ok) return { lost: baselineFirst.reason };
  if (!candidateFirst.ok) return { lost: candidateFirst.reason };
  const sides = [sideOf(baselineFirst.first), sideOf(candidateFirst.first)] as const;
  const once = armOf(sides[0], "baseline");
  const again = armOf(sides[1], "candidate");
  const { reason } = baselineFirst;
  if (once === again) return { preferred: once, isFlip: false, isToFirst: false, reason };
  return { preferred: "tie", isFlip: true, isToFirst: sides.includes("first"), reason };
}

function armOf(side: "first" | "second" | "same", first: ArmName): ArmName | "tie" {
  if (side === "same") return "tie";
  return (side === "first") === (first === "baseline") ? "baseline" : "candidate";
}

function majorityOf(members: readonly Voice[], all: number): ArmName | "tie" {
  const arms = ["baseline", "candidate"] as const;
  const found = arms.find((arm) => members.filter(({ preferred }) => preferred === arm).length > all / 2);
  return found ?? "tie";
}

function meanOf(members: readonly Voice[]): ArmName | "tie" {
  return armOf(sideOf(meanValue(members)), "candidate");
}

function meanValue(members: readonly Voice[]): number {
  return members.reduce((sum, { preferred }) => sum + valueOf(preferred), 0) / members.length;
}

function valueOf(preferred: ArmName | "tie"): number {
  if (preferred === "tie") return 0.5;
  return preferred === "candidate" ? 1 : 0;
}
