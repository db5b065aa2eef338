import type { DecisionInput } from "../src/decide/decide.ts";
import type { StoppedRun } from "../src/decide/stopped-quality.ts";
import type { Outcome } from "../src/experiment/outcome.ts";
import { decisionInput } from "./build-decision.ts";
import type { TrialSpec } from "./build-decision.ts";

/** Cases that an early stop has seen: the candidate breaks the first 33, mends the next 2, and leaves 6 as they were. */
const seen = 41;
const worse = 33;
const better = 2;

const isBetter = (i: number): boolean => i >= worse && i < worse + better;
const candidateOf = (i: number): 0 | 1 => (i < worse ? 0 : 1);

/** What the fresh baseline trial of each case came to. */
export const freshBaseline = {
  /** As the cached ones: the candidate is what broke. */
  whole: (i: number): readonly TrialSpec[] => [isBetter(i) ? 0 : 1],
  /** As the candidate: what broke is the provider. */
  broken: (i: number): readonly TrialSpec[] => [candidateOf(i)],
  oneMissing: (i: number): readonly TrialSpec[] => (i === 0 ? [] : [1]),
  oneLost: (i: number): readonly TrialSpec[] => [i === 0 ? "lost" : 1],
  none: (): readonly TrialSpec[] => [],
};

/** Fresh trials against which this many cases got worse and none better. */
export const freshWorseBy =
  (count: number) =>
  (i: number): readonly TrialSpec[] => [i < count ? 1 : candidateOf(i)];

/** A decision on a run that an early stop ended, against cached baseline trials and these fresh ones. */
export function stoppedInput(
  stopped: StoppedRun,
  fresh: (i: number) => readonly TrialSpec[] = freshBaseline.whole,
  policy: object = {},
): DecisionInput {
  const rows = Array.from({ length: seen }, (_, i) => {
    const cached: Partial<Outcome> = {
      ...(isBetter(i) ? { quality: 0, passed: false, failure: "other" } : {}),
      cached: true,
    };
    return {
      id: `refund-${String(i).padStart(2, "0")}`,
      baseline: [cached, cached, cached, ...fresh(i)],
      candidate: [candidateOf(i)],
      tags: i % 2 === 0 ? ["refund"] : [],
    };
  });
  const look = { planned: 1, now: 1, ...(stopped.isOwn ? { earlyStop: true as const } : {}) } as const;
  return { ...decisionInput(rows, policy), look, stopped };
}
