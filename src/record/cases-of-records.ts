import type { Case } from "../experiment/case.ts";
import type { RunRecord } from "../experiment/trial.ts";

/**
 * The cases of a gate with `datasets: []`: those in the records, on either arm, in the order of their ids. Nothing but the id is
 * known of them: none is critical, the input is empty, and there is no hash.
 */
export function casesOfRecords(records: readonly RunRecord[]): readonly Case[] {
  const fileById = new Map<string, string>();
  for (const { file, trialsByCaseId } of records) {
    for (const id of trialsByCaseId.keys()) if (!fileById.has(id)) fileById.set(id, file);
  }
  return Array.from(fileById, ([id, file]) => ({ ...caseOfRecords(id), place: { file } })).toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

/** A case that is known by its id alone. */
export function caseOfRecords(id: string): Case {
  return { id, input: "", critical: false, draft: false, tags: [], place: {} };
}
