import type { RunRecord } from "../../experiment/trial.ts";
import { mergeRecords } from "../../record/merge-records.ts";
import type { KeepTrial } from "../../record/read-record.ts";
import type { GateEffects } from "../effects.ts";
import { orThrow } from "../gather.ts";
import { readAll } from "../merge-record-files.ts";

/** One arm from what the user named: a run record, or a folder of the shards of one run. Throws a ProblemError. */
export async function loadRecord(path: string, effects: GateEffects, keep?: KeepTrial): Promise<RunRecord> {
  const records = await readAll(path, effects, keep);
  const [only] = records;
  if (only !== undefined && records.length === 1 && only.header.shard === undefined) return only;
  return { file: path, ...orThrow(mergeRecords(records)) };
}

/** The record that this run has written, which may be one shard of several. */
export async function loadJournal(file: string, effects: GateEffects, keep?: KeepTrial): Promise<RunRecord> {
  const [record] = await readAll(file, effects, keep);
  if (record === undefined) throw new Error(`the record ${file} is gone`);
  return record;
}
