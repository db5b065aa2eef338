import type { FailureCounts } from "../../experiment/failure-counts.ts";
import type { Rises } from "../../report/failures-page.ts";
import { fisherWorseP } from "../../stats/exact-tests.ts";
import { benjaminiHochberg } from "../../stats/multiplicity.ts";

/** Share of the marked rises that may be chance. */
const falseDiscoveries = 0.05;

/**
 * Where a mode's share of all traces rose, from one release to the next, by more than chance explains: one-sided Fisher tests over all modes
 * and releases, adjusted by Benjamini-Hochberg. Traces of two releases are not paired, and what users ask may have changed as well.
 */
export function findRises({ modes, releases }: FailureCounts): Rises {
  const named = releases.filter(({ release }) => release !== undefined);
  const tests = modes.flatMap(({ mode }) =>
    named.slice(1).map((after, index) => {
      const before = named[index];
      const [count, countBefore] = [after.byMode.get(mode) ?? 0, before?.byMode.get(mode) ?? 0];
      const p = fisherWorseP(count, after.traces, countBefore, before?.traces ?? 0);
      return { mode, release: after.release ?? "", p };
    }),
  );
  const adjusted = benjaminiHochberg(tests.map(({ p }) => p));
  const rises = new Map<string, Set<string>>();
  for (const [index, { mode, release }] of tests.entries()) {
    if (!((adjusted[index] ?? 1) <= falseDiscoveries)) continue;
    const releasesOfMode = rises.get(mode) ?? new Set<string>();
    rises.set(mode, releasesOfMode.add(release));
  }
  return rises;
}
