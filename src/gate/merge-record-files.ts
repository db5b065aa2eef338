import type { RunRecord } from "../experiment/trial.ts";
import { mergeRecords } from "../record/merge-records.ts";
import { readRunRecord } from "../record/read-record.ts";
import type { KeepTrial } from "../record/read-record.ts";
import { writeRunRecord } from "../record/write-record.ts";
import type { GateEffects } from "./effects.ts";
import { gather, orThrow } from "./gather.ts";

/** A merged record: how much is in it, and its lines. */
export type MergedFile = {
  readonly cases: number;
  readonly trials: number;
  readonly lines: Iterable<string>;
};

/** One record from the shards that the user names, files or folders. Throws a ProblemError for missing, doubled or mixed ones. */
export async function mergeRecordFiles(paths: readonly string[], effects: GateEffects): Promise<MergedFile> {
  const records = await gather<RunRecord[][]>(paths.map((path) => readAll(path, effects)));
  const { header, trialsByCaseId, end } = orThrow(mergeRecords(records.flat()));
  const trials = [...trialsByCaseId.values()].flat();
  return { cases: trialsByCaseId.size, trials: trials.length, lines: writeRunRecord(header, trials, end) };
}

/** The records that a path names: one file, or every one in a folder. */
export async function readAll(path: string, effects: GateEffects, keep?: KeepTrial): Promise<RunRecord[]> {
  const sources = await effects.openRecord(path);
  return gather<RunRecord[]>(
    sources.map(async ({ file, chunks }) => orThrow(await readRunRecord(file, chunks, keep))),
  );
}
