import { join, resolve } from "node:path";
import { recordArms } from "../gate/record-arms.ts";
import { openRunEffects } from "../host/open-run-effects.ts";
import { formatProblem } from "../problem.ts";
import { terminalText } from "../report/untrusted.ts";
import type { DecideHost } from "./decide-gate.ts";
import type { Inputs } from "./inputs.ts";
import type { OpenedAction } from "./open-action.ts";

/** `mode: run`: records of the arms in `<out>/runs`, and no verdict; 3 where one is not complete. */
export async function recordGate(
  config: string,
  { commits, effects, gates }: OpenedAction,
  { arm, out }: Inputs,
  host: DecideHost & { readonly stdout: (text: string) => void },
): Promise<0 | 3> {
  const folder = gates.length === 1 ? out : join(out, config.replaceAll(/[^\w.-]/g, "-"));
  const run = await openRunEffects({ ...host, runsFolder: resolve(host.workingDir, join(folder, "runs")) });
  const arms = arm === "both" ? (["baseline", "candidate"] as const) : [arm];
  const { records, warnings } = await recordArms({ config, commits, arms }, effects, run);
  for (const warning of warnings) host.stdout(`${terminalText(formatProblem(warning))}\n`);
  for (const each of records)
    host.stdout(`${terminalText(`${each.arm}: ${each.trials} trials in ${each.file}`)}\n`);
  return records.every(({ ended }) => ended === undefined) ? 0 : 3;
}
