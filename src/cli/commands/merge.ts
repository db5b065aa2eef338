import { resolve } from "node:path";
import { writeUserFile } from "../../edge/store/user-files.ts";
import { mergeRecordFiles } from "../../gate/merge-record-files.ts";
import type { Exit, Io } from "../io.ts";
import { openEffects } from "../../host/open-effects.ts";

/** `merge RECORD... --out FILE`: the shards of one run as one record. */
export async function merge(
  records: readonly string[],
  options: { readonly out: string; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const { cases, trials, lines } = await mergeRecordFiles(records, await openEffects(io.workingDir, io));
  await writeUserFile(resolve(io.workingDir, options.out), lines);
  io.stdout(
    options.json
      ? `${JSON.stringify({ record: options.out, cases, trials }, undefined, 2)}\n`
      : `${options.out}: ${trials} trials of ${cases} cases.\n`,
  );
  return 0;
}
