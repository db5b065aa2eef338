import type { Case } from "../src/experiment/case.ts";
import type { RunHeader, RunRecord, Trial } from "../src/experiment/trial.ts";

/** A valid, boring case of the support desk. */
export function aCase(fields: Partial<Case> = {}): Case {
  const id = fields.id ?? "refund-01";
  return {
    id,
    input: "Can I return it after 40 days?",
    critical: false,
    draft: false,
    tags: [],
    hash: `sha256:${id}`,
    place: { file: "datasets/support.jsonl", line: 1 },
    ...fields,
  };
}

/** A valid, boring trial of the case above. */
export function aTrial(fields: Partial<Trial> = {}): Trial {
  return { caseId: "refund-01", index: 0, status: "ok", cached: false, ...fields };
}

/** A run record of these trials. */
export function aRecord(trials: readonly Trial[], header: Partial<RunHeader> = {}): RunRecord {
  const ids = [...new Set(trials.map((trial) => trial.caseId))];
  return {
    file: "run.jsonl",
    header: { planned: { cases: ids.length }, ...header },
    trialsByCaseId: new Map(ids.map((id) => [id, trials.filter((trial) => trial.caseId === id)])),
  };
}
