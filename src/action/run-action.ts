import type { Verdict } from "../experiment/verdict.ts";
import { exitCode } from "../gate/exit-code.ts";
import { readNameOfGate } from "../gate/load/read-name-of-gate.ts";
import type { GateResult } from "../gate/run-gate.ts";
import { ProblemError } from "../problem.ts";
import { decideGate } from "./decide-gate.ts";
import type { DecideHost } from "./decide-gate.ts";
import type { Delivered } from "./deliver.ts";
import { inputDefaults, readInputs } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";
import { folderOf, openAction, openEvent } from "./open-action.ts";
import type { OpenedAction } from "./open-action.ts";
import { openPublisher } from "./publish.ts";
import { recordGate } from "./record-gate.ts";
import { openRunner } from "./tell-runner.ts";
import type { Runner } from "./tell-runner.ts";

export type Exit = 0 | 1 | 2 | 3;

export type ActionHost = Omit<DecideHost, "onSecret"> & { readonly stdout: (text: string) => void };

/**
 * One run of the action: every gate decided and published in turn, the outputs and the exit code of the worst. Summary and outputs come
 * before anything that needs GitHub. What is wrong with inputs, event or commits is the verdict `error`; a defect of ours is one too,
 * and its stack is in the log.
 */
export async function runAction(host: ActionHost): Promise<Exit> {
  const runner = openRunner((host.env["GITHUB_STEP_SUMMARY"] ?? "") !== "");
  const hostWithMask = { ...host, onSecret: runner.mask };
  try {
    const inputs = readInputs(host.env);
    if (!inputs.ok) throw new ProblemError(inputs.problems);
    const event = await openEvent(host);
    if (inputs.value.promotion !== undefined) {
      const { promote } = await import("./promote.ts");
      return await promote(event, { ...inputs.value, promotion: inputs.value.promotion }, runner, host);
    }
    const opened = await openAction(event, inputs.value, host);
    if (inputs.value.mode === "run") return await recordGates(opened, inputs.value, hostWithMask);
    return await decideGates(opened, inputs.value, runner, hostWithMask);
  } catch (error) {
    const { deliver, setOutputs, verdictOfError } = await import("./deliver.ts");
    const verdict = verdictOfError(error, "default", host);
    const shown = { folder: inputDefaults.out, isAlone: true, options: { today: host.today } };
    const delivered = await deliver({ verdict, placeByCaseId: new Map() }, shown, undefined, runner, host);
    setOutputs(runner, delivered);
    return exitCode(verdict);
  }
}

async function decideGates(
  opened: OpenedAction,
  inputs: Inputs,
  runner: Runner,
  host: DecideHost & ActionHost,
): Promise<Exit> {
  const delivered: Delivered[] = [];
  for (const config of opened.gates) delivered.push(await deliverGate(config, opened, inputs, runner, host));
  const worst = delivered.toSorted((a, b) => severity(b.verdict) - severity(a.verdict))[0];
  if (worst === undefined) throw new Error("there is no gate");
  const { setOutputs } = await import("./deliver.ts");
  setOutputs(runner, worst);
  return exitCode(worst.verdict);
}

async function deliverGate(
  config: string,
  opened: OpenedAction,
  inputs: Inputs,
  runner: Runner,
  host: DecideHost & ActionHost,
): Promise<Delivered> {
  const folder = folderOf(config, opened.gates, inputs);
  const { event, github } = opened;
  const { today } = host;
  const publisher = openPublisher({
    config,
    event,
    inputs,
    today,
    ...(github === undefined ? {} : { github }),
  });
  // A gate that breaks is told like any other, so that no comment and no check is left as if it still ran.
  const result = await decideGate(config, opened, inputs, publisher, { ...host, folder }).catch(
    async (error: unknown): Promise<GateResult> => {
      const { verdictOfError } = await import("./deliver.ts");
      const name = await readNameOfGate(config, opened.commits);
      return { verdict: verdictOfError(error, name, host), placeByCaseId: new Map() };
    },
  );
  const { change, runUrl } = event;
  const branch = "baseBranch" in change ? change.baseBranch : undefined;
  const options = { runUrl, today, config, ...(branch === undefined ? {} : { baseBranch: branch }) };
  // Loaded when there is a verdict: nobody needs the words before.
  const { deliver } = await import("./deliver.ts");
  return deliver(result, { folder, isAlone: opened.gates.length === 1, options }, publisher, runner, host);
}

async function recordGates(
  opened: OpenedAction,
  inputs: Inputs,
  host: DecideHost & ActionHost,
): Promise<Exit> {
  const exits: Exit[] = [];
  for (const config of opened.gates) exits.push(await recordGate(config, opened, inputs, host));
  return exits.includes(3) ? 3 : 0;
}

/** Of several verdicts the one that counts: an error before a fail, since it says nothing of the change. */
function severity(verdict: Verdict): number {
  return [0, 2, 3, 1][exitCode(verdict)] ?? 0;
}
