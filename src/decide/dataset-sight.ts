import type { Case } from "../experiment/case.ts";
import { casesToProve, detectableDrop, fewestCasesToProve } from "../stats/power.ts";
import { lookLevels } from "./alpha.ts";

/** What a dataset holds, and how small a drop it can see. */
export type DatasetFacts = {
  /** Absent where it was not asked for. */
  readonly version?: string;
  /** Cases that run; drafts are apart. */
  readonly cases: number;
  readonly drafts: number;
  readonly critical: number;
  /** Units: cases that share a group are one. */
  readonly units: number;
  readonly tags: readonly { readonly tag: string; readonly cases: number }[];
  readonly maxDrop: number;
  /** Fewer units than this prove nothing, even when nothing changed: with one look, and with two. */
  readonly fewestToProve: { readonly oneLook: number; readonly twoLooks: number };
  readonly sight: readonly Sight[];
};

/** What the dataset sees under one plan of trials, at a variance of the paired change that is typical for it. */
export type Sight = {
  readonly plan: string;
  readonly looks: 1 | 2;
  readonly variance: number;
  /** Blocked with 80% probability. */
  readonly detectable: number;
  /** Cases that prove `maxDrop` with 80% probability when nothing changed. */
  readonly casesToProve: number;
};

/** Variances at which 13% of binary cases flip between two identical runs: one trial an arm, and 5 against 3 (decision.md). */
const plans = [
  { plan: "1 trial an arm", looks: 1, variance: 0.13 },
  { plan: "5 against 3 trials", looks: 2, variance: 0.035 },
] as const;

/** Facts of a dataset for a tolerance `maxDrop` at error `alpha`, quality being the only rule that blocks. */
export function datasetFacts(
  cases: readonly Case[],
  version: string | undefined,
  { maxDrop, alpha }: { readonly maxDrop: number; readonly alpha: number },
): DatasetFacts {
  const run = cases.filter(({ draft }) => !draft);
  const units = new Set(run.map(({ id, group }) => (group === undefined ? `case ${id}` : `group ${group}`)))
    .size;
  const countByTag = new Map<string, number>();
  for (const tag of run.flatMap(({ tags }) => [...new Set(tags)]))
    countByTag.set(tag, (countByTag.get(tag) ?? 0) + 1);
  return {
    ...(version === undefined ? {} : { version }),
    cases: run.length,
    drafts: cases.length - run.length,
    critical: run.filter(({ critical }) => critical).length,
    units,
    tags: [...countByTag]
      .map(([tag, count]) => ({ tag, cases: count }))
      .toSorted((a, b) => b.cases - a.cases || (a.tag < b.tag ? -1 : 1)),
    maxDrop,
    fewestToProve: {
      oneLook: fewestCasesToProve(maxDrop, alpha),
      twoLooks: fewestCasesToProve(maxDrop, 0.8 * alpha),
    },
    sight: plans.map(({ plan, looks, variance }) => {
      const { proof, block } = lookLevels(alpha, alpha, looks, false).looks.at(-1) ?? {
        proof: alpha,
        block: alpha,
      };
      return {
        plan,
        looks,
        variance,
        detectable: detectableDrop(variance, units, block, maxDrop),
        casesToProve: casesToProve(variance, maxDrop, proof),
      };
    }),
  };
}
