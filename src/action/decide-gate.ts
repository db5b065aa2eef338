import { join, resolve } from "node:path";
import type { Verdict } from "../experiment/verdict.ts";
import { compareRecords } from "../gate/compare-records.ts";
import { readNameOfGate } from "../gate/read-name-of-gate.ts";
import { runGate } from "../gate/run-gate.ts";
import type { GateResult } from "../gate/run-gate.ts";
import { openRunEffects } from "../host/open-run-effects.ts";
import type { RunHost } from "../host/open-run-effects.ts";
import type { Inputs } from "./inputs.ts";
import type { OpenedAction } from "./open-action.ts";
import type { Publisher } from "./publish.ts";

export type DecideHost = Omit<RunHost, "runsFolder"> & {
  readonly workingDir: string;
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
};

/**
 * The verdict of one gate: both arms are run, or with `mode: compare` the records decide alone. Either way the policy is that of the
 * base. As soon as trials run, `publisher` says so.
 */
export async function decideGate(
  config: string,
  { commits, effects }: OpenedAction,
  inputs: Inputs,
  publisher: Publisher,
  host: DecideHost & { readonly folder: string },
): Promise<GateResult> {
  const { today } = host;
  const [baseline, candidate] = inputs.records;
  if (inputs.mode === "compare" && baseline !== undefined && candidate !== undefined) {
    const { sha, files } = commits.policy;
    const policyState = { trusted: true, ...(sha === undefined ? {} : { sha }) };
    const request = { config, baseline, candidate, today, policyState };
    const verdict: Verdict = await compareRecords(request, { ...files, openRecord: effects.openRecord });
    return { verdict, placeByCaseId: new Map() };
  }
  const run = await openRunEffects({
    ...host,
    runsFolder: resolve(host.workingDir, join(host.folder, "runs")),
  });
  let started: Promise<void> | undefined;
  // With the first answer, since loading what talks to GitHub would keep the first call waiting.
  const start = async (): Promise<void> => publisher.start(await readNameOfGate(config, commits));
  const result = await runGate({ config, commits, today }, effects, {
    ...run,
    progress: {
      ...run.progress,
      advance: (counts) => {
        run.progress.advance(counts);
        started ??= start();
      },
    },
  });
  await started;
  return result;
}
