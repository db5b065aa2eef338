import { join, resolve } from "node:path";
import { recordArms } from "../gate/record-arms.ts";
import { openRunCache } from "../host/open-run-cache.ts";
import { appsOf, openRunEffects } from "../host/open-run-effects.ts";
import { exitOfProblems } from "../gate/exit-code.ts";
import { formatProblem, ProblemError } from "../problem.ts";
import { terminalText } from "../report/untrusted.ts";
import type { DecideHost } from "./decide-gate.ts";
import type { Inputs } from "./inputs.ts";
import { folderOf } from "./open-action.ts";
import type { OpenedAction } from "./open-action.ts";

/** `mode: run`: records of the arms in `<out>/runs`, of a shard where one is named, and no verdict; 3 where one is not complete. */
export async function recordGate(
  config: string,
  { commits, effects, root, gates }: OpenedAction,
  inputs: Inputs,
  host: DecideHost & { readonly stdout: (text: string) => void },
): Promise<0 | 3> {
  const { arm } = inputs;
  const shard = inputs.shard === undefined ? {} : { shard: inputs.shard };
  const folder = folderOf(config, gates, inputs);
  const run = await openRunEffects({
    ...host,
    ...shard,
    runs: resolve(host.workingDir, join(folder, "runs")),
  });
  const arms = arm === "both" ? (["baseline", "candidate"] as const) : [arm];
  const { records, warnings } = await recordArms({ config, commits, arms, ...shard }, effects, {
    ...run,
    cache: openRunCache({ root, config, isFillOnly: true }),
    openApps: appsOf(root, host, run),
  }).catch((error: unknown) => {
    // A key that is not set is missing evidence, for which there is no record.
    if (!(error instanceof ProblemError) || exitOfProblems(error.problems) !== 3) throw error;
    return { records: undefined, warnings: error.problems };
  });
  for (const warning of warnings) host.stdout(`${terminalText(formatProblem(warning))}\n`);
  if (records === undefined) return 3;
  for (const each of records)
    host.stdout(`${terminalText(`${each.arm}: ${each.trials} trials in ${each.file}`)}\n`);
  return records.every(({ ended }) => ended === undefined) ? 0 : 3;
}
