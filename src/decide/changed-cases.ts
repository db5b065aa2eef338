import type { CasePair } from "../compare/pair-arms.ts";
import type { PairedChange } from "../compare/paired-change.ts";
import type { Verdict } from "../experiment/verdict.ts";

/** Cases whose mean score moved, the worst first; critical ones before others that moved as much. */
export function changedCases(quality: PairedChange, pairs: readonly CasePair[]): Verdict["changed"] {
  const byId = new Map(pairs.map((pair) => [pair.case.id, pair]));
  const moved = new Set([...quality.worse, ...quality.better]);
  const changed = quality.pairs.filter(({ caseId }) => moved.has(caseId));
  const isCritical = (id: string): boolean => byId.get(id)?.case.critical === true;
  return changed
    .map(({ caseId, baseline, candidate }) => {
      const failed = byId.get(caseId)?.candidate.find((outcome) => outcome.passed === false);
      return {
        case: caseId,
        baseline,
        candidate,
        ...(failed?.failure === undefined ? {} : { failure: failed.failure }),
        ...(failed?.shown === undefined ? {} : { shown: failed.shown }),
        ...(isCritical(caseId) ? { critical: true as const } : {}),
      };
    })
    .toSorted(
      (a, b) =>
        Number(isCritical(b.case)) - Number(isCritical(a.case)) ||
        a.candidate - a.baseline - (b.candidate - b.baseline) ||
        (a.case < b.case ? -1 : 1),
    );
}
