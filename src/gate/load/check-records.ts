import type { Case } from "../../experiment/case.ts";
import type { RunRecord } from "../../experiment/trial.ts";
import type { Problem } from "../../problem.ts";

/** What is odd about records and keeps nobody from deciding: lines of cases that the dataset lacks, and other versions of its cases. */
export function recordWarnings(
  cases: readonly Case[],
  records: readonly RunRecord[],
  hasDataset: boolean,
): readonly Problem[] {
  if (!hasDataset) return [];
  const byId = new Map(cases.map((it) => [it.id, it]));
  return records.flatMap((record) => [...unknownCases(record, byId), ...otherVersions(record, byId)]);
}

function unknownCases(record: RunRecord, byId: ReadonlyMap<string, Case>): readonly Problem[] {
  const unknown = [...record.trialsByCaseId.keys()].filter((id) => !byId.has(id));
  if (unknown.length === 0) return [];
  return [
    {
      code: "record-case-unknown",
      file: record.file,
      message: `${unknown.length} of its cases are not in the dataset and are left out (${named(unknown)}).`,
      fix: "Run the record again if the dataset is meant to have them.",
    },
  ];
}

function otherVersions(record: RunRecord, byId: ReadonlyMap<string, Case>): readonly Problem[] {
  const edited = [...record.trialsByCaseId].filter(([id, trials]) => {
    const hash = byId.get(id)?.hash;
    return hash !== undefined && trials.some(({ caseHash }) => caseHash !== undefined && caseHash !== hash);
  });
  if (edited.length === 0) return [];
  return [
    {
      code: "record-case-edited",
      file: record.file,
      message: `${edited.length} of its cases ran in another version than the dataset has (${named(edited.map(([id]) => id))}).`,
      fix: "Run the record again on this dataset.",
    },
  ];
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map((id) => `\`${id}\``);
  return ids.length > 3 ? `${shown.join(", ")} and ${ids.length - 3} more` : shown.join(", ");
}
