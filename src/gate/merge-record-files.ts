import type { RunRecord } from "../experiment/trial.ts";
import { mergeRecords } from "../record/merge-records.ts";
import type { MergedRecord } from "../record/merge-records.ts";
import { readRunRecord } from "../record/read-record.ts";
import type { GateEffects } from "./effects.ts";
import { gather, orThrow } from "./gather.ts";

/** One record from the shards that the user names, files or folders. Throws a ProblemError for missing, doubled or mixed ones. */
export async function mergeRecordFiles(paths: readonly string[], effects: GateEffects): Promise<MergedRecord> {
  const records = await gather<RunRecord[][]>(paths.map((path) => readAll(path, effects)));
  return orThrow(mergeRecords(records.flat()));
}

/** The records that a path names: one file, or every one in a folder. */
export async function readAll(path: string, effects: GateEffects): Promise<RunRecord[]> {
  const sources = await effects.openRecord(path);
  return gather<RunRecord[]>(sources.map(async ({ file, chunks }) => orThrow(await readRunRecord(file, chunks))));
}
