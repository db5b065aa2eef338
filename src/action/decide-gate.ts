import { join, resolve } from "node:path";
import type { Verdict } from "../experiment/verdict.ts";
import type { Progress } from "../gate/effects.ts";
import { readNameOfGate } from "../gate/load/read-name-of-gate.ts";
import { runGate } from "../gate/run-gate.ts";
import type { GateResult } from "../gate/run-gate.ts";
import { openNamedRecords } from "../host/open-named-records.ts";
import { openRunCache } from "../host/open-run-cache.ts";
import { appsOf, openRunEffects } from "../host/open-run-effects.ts";
import type { RunHost } from "../host/open-run-effects.ts";
import type { Inputs } from "./inputs.ts";
import type { OpenedAction } from "./open-action.ts";
import type { Publisher } from "./publish.ts";

export type DecideHost = Omit<RunHost, "runs"> & {
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
};

/**
 * Loading what talks to GitHub takes a tenth of a second in which nothing else runs. This long after the start the connections stand,
 * and no model has answered yet, so that no latency is measured too long.
 */
const startDelayMs = 100;

/**
 * The verdict of one gate: both arms are run, less what is in `records`, or with `mode: compare` the records decide alone. Either way the
 * policy is that of the base. As soon as trials run, `publisher` says so.
 */
export async function decideGate(
  config: string,
  { commits, effects, root }: OpenedAction,
  inputs: Inputs,
  publisher: Publisher,
  host: DecideHost & { readonly folder: string },
): Promise<GateResult> {
  const { today } = host;
  const [baseline, candidate] = inputs.records;
  if (inputs.mode === "compare" && baseline !== undefined && candidate !== undefined) {
    const { compareRecords } = await import("../gate/compare-records.ts");
    const isFirstRun = (await commits.policy.files.readTextIfThere(config)) === undefined;
    const { sha, files } = isFirstRun ? commits.head : commits.policy;
    const policyState = { trusted: !isFirstRun, ...(sha === undefined ? {} : { sha }) };
    const request = { config, baseline, candidate, today, policyState };
    const verdict: Verdict = await compareRecords(request, { ...files, openRecord: effects.openRecord });
    return { verdict, placeByCaseId: new Map() };
  }
  const run = await openRunEffects({
    ...host,
    runs: resolve(host.workingDir, join(host.folder, "runs")),
  });
  let started: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const progress: Progress = {
    ...run.progress,
    start: (total) => {
      run.progress.start(total);
      timer = setTimeout(() => {
        started = readNameOfGate(config, commits).then(publisher.start);
        // It is awaited below, and must not end the process before.
        started.catch(() => undefined);
      }, startDelayMs);
    },
  };
  try {
    return await runGate({ config, commits, today }, effects, {
      ...run,
      progress,
      cache: openRunCache({ root, config }),
      openApps: appsOf(root, host, run),
      ...(inputs.records.length === 0 ? {} : { records: openNamedRecords(inputs.records, effects, host) }),
    });
  } finally {
    clearTimeout(timer);
    // Also where the run breaks: a start that comes late would write over the end.
    await started;
  }
}
