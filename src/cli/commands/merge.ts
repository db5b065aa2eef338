import { resolve } from "node:path";
import { writeUserFile } from "../../edge/store/user-files.ts";
import { mergeRecordFiles } from "../../gate/merge-record-files.ts";
import { writeRunRecord } from "../../record/write-record.ts";
import type { Exit, Io } from "../io.ts";
import { openEffects } from "../open-effects.ts";

/** `merge RECORD... --out FILE`: the shards of one run as one record. */
export async function merge(records: readonly string[], options: { readonly out: string; readonly json: boolean }, io: Io): Promise<Exit> {
  const merged = await mergeRecordFiles(records, await openEffects(io.workingDir, io));
  const trials = [...merged.trialsByCaseId.values()].flat();
  await writeUserFile(resolve(io.workingDir, options.out), writeRunRecord(merged.header, trials, merged.end));
  const summary = { record: options.out, cases: merged.trialsByCaseId.size, trials: trials.length };
  io.stdout(
    options.json
      ? `${JSON.stringify(summary, undefined, 2)}\n`
      : `${options.out}: ${summary.trials} trials of ${summary.cases} cases, from ${records.length} named.\n`,
  );
  return 0;
}
