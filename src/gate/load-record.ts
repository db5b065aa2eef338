import type { RunRecord } from "../experiment/trial.ts";
import { mergeRecords } from "../record/merge-records.ts";
import { readRunRecord } from "../record/read-record.ts";
import type { GateEffects } from "./effects.ts";
import { gather, orThrow } from "./gather.ts";

/** One arm from what the user named: a run record, or a folder of the shards of one run. Throws a ProblemError. */
export async function loadRecord(path: string, effects: GateEffects): Promise<RunRecord> {
  const sources = await effects.openRecord(path);
  const records = await gather<RunRecord[]>(
    sources.map(async ({ file, chunks }) => orThrow(await readRunRecord(file, chunks))),
  );
  const [only] = records;
  if (only !== undefined && records.length === 1 && only.header.shard === undefined) return only;
  return { file: path, ...orThrow(mergeRecords(records)) };
}
