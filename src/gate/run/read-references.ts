import type { RunRecord, Trial } from "../../experiment/trial.ts";
import type { KeepTrial } from "../../record/read-record.ts";
import { referenceScore } from "../../score/judge/judge-pair.ts";
import type { GateEffects } from "../effects.ts";
import { loadJournal } from "../load/load-record.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import { isCompared } from "../plan/plan-pairs.ts";
import type { PairwiseOf } from "../plan/plan-pairs.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { Journals } from "./open-journal.ts";
import { isReference } from "./pair-with-baseline.ts";
import type { References } from "./pair-with-baseline.ts";

/**
 * The first baseline trials that a part of a run needs and does not make: those of an earlier part, of an earlier process of the run, or
 * of a record that is replayed.
 */
export async function readReferences(
  trials: readonly PlannedTrial[],
  { arms }: Pick<PreparedRun, "arms">,
  { pairwiseOf }: Pick<RunPlan, "pairwiseOf">,
  journals: Journals,
  effects: GateEffects,
): Promise<References> {
  if (pairwiseOf === undefined) return new Map();
  const due = trials.filter(({ arm, case: one, index }) => journals[arm]?.has(one.id, index) !== true);
  const made = new Set(due.filter(isReference).map(({ case: one }) => one.id));
  const needed = new Set(
    due.filter((planned) => isCompared(planned) && !made.has(planned.case.id)).map((each) => each.case.id),
  );
  const firsts = new Map<string, Trial>();
  if (needed.size === 0) return firsts;
  const keep: KeepTrial = (trial) => {
    if (trial.index === 0 && needed.has(trial.caseId)) return trial;
    const { caseId, index, status, cached } = trial;
    return { caseId, index, status, cached };
  };
  const { baseline: journal } = journals;
  const record =
    journal === undefined ? arms.baseline?.replayed : await loadJournal(journal.file, effects, keep);
  for (const id of needed) {
    const first = record?.trialsByCaseId.get(id)?.find(({ index }) => index === 0);
    if (first !== undefined) firsts.set(id, first);
  }
  return firsts;
}

/** A replayed baseline as the pairwise scorers of this run have it: what it was compared with when it was made is of no use here. */
export function asReference(
  record: RunRecord,
  { cases }: Pick<PreparedRun, "cases">,
  pairwiseOf: PairwiseOf | undefined,
): RunRecord {
  if (pairwiseOf === undefined) return record;
  const byId = new Map(cases.map((one) => [one.id, one]));
  const entries = [...record.trialsByCaseId].map(([id, trials]) => {
    const one = byId.get(id);
    const own = one === undefined ? [] : pairwiseOf(one).map(({ config }) => referenceScore(config));
    const names = new Set(own.map(({ scorer }) => scorer));
    if (own.length === 0) return [id, trials] as const;
    const scored = trials.map((trial): Trial => {
      if (trial.status !== "ok") return trial;
      const others = (trial.scores ?? []).filter(({ scorer }) => !names.has(scorer));
      return { ...trial, scores: [...others, ...own] };
    });
    return [id, scored] as const;
  });
  return { ...record, trialsByCaseId: new Map(entries) };
}
