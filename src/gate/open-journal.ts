import type { ArmName, RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import { endLine, headerLine, trialLine } from "../record/write-record.ts";
import type { RunEffects } from "./effects.ts";

/** The run record of an arm while it is being made. */
export type Journal = {
  readonly file: string;
  /** The record has this trial already, so that it need not be run. */
  readonly has: (caseId: string, index: number) => boolean;
  readonly append: (trial: Trial) => Promise<void>;
  /** With the reason where the run ended before its plan. */
  readonly close: (reason?: NonNullable<RunRecord["end"]>["reason"]) => Promise<void>;
};

/** Starts the record with its header. */
export async function openJournal(
  arm: ArmName,
  header: RunHeader,
  { openRecordFile }: Pick<RunEffects, "openRecordFile">,
): Promise<Journal> {
  const { file, append, close } = await openRecordFile(arm);
  const caseIds = new Set<string>();
  const recorded = new Set<string>();
  await append(headerLine(header));
  return {
    file,
    has: (caseId, index) => recorded.has(`${index} ${caseId}`),
    append: (trial) => {
      caseIds.add(trial.caseId);
      recorded.add(`${trial.index} ${trial.caseId}`);
      return append(trialLine(trial));
    },
    close: async (reason) => {
      if (reason !== undefined) await append(endLine({ reason, cases: caseIds.size }));
      await close();
    },
  };
}
