import type { DatasetFacts } from "../decide/dataset-sight.ts";

/** The same facts for programs, with the keys of every file of ours; a number of cases that no dataset has is left out. */
export function datasetFactsJson(facts: DatasetFacts): object {
  const { version, cases, drafts, critical, units, tags, maxDrop, fewestToProve, sight } = facts;
  return {
    ...(version === undefined ? {} : { version }),
    cases,
    drafts,
    critical,
    units,
    tags,
    max_drop: maxDrop,
    ...(Number.isFinite(fewestToProve.oneLook)
      ? { fewest_to_prove: { one_look: fewestToProve.oneLook, two_looks: fewestToProve.twoLooks } }
      : {}),
    sight: sight.map(({ plan, looks, variance, detectable, casesToProve }) => ({
      plan,
      looks,
      variance,
      detectable,
      ...(Number.isFinite(casesToProve) ? { cases_to_prove: casesToProve } : {}),
    })),
  };
}
