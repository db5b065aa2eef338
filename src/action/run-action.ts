import { join, resolve } from "node:path";
import type { Verdict } from "../experiment/verdict.ts";
import { BrokenRun } from "../gate/broken-run.ts";
import { exitCode } from "../gate/exit-code.ts";
import { readNameOfGate } from "../gate/read-name-of-gate.ts";
import type { GateResult } from "../gate/run-gate.ts";
import { verdictOfProblems } from "../gate/verdict-of-problems.ts";
import { writeVerdict } from "../host/write-verdict.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { annotationsOf } from "../report/annotations.ts";
import { renderComment, renderSummary } from "../report/comment.ts";
import type { CommentOptions } from "../report/comment.ts";
import { outputsOf } from "../report/outputs.ts";
import { renderTerminal } from "../report/terminal.ts";
import { terminalText } from "../report/untrusted.ts";
import { decideGate } from "./decide-gate.ts";
import type { DecideHost } from "./decide-gate.ts";
import { inputDefaults, readInputs } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";
import { openAction, openEvent } from "./open-action.ts";
import type { OpenedAction } from "./open-action.ts";
import { openPublisher } from "./publish.ts";
import type { Published } from "./publish.ts";
import { recordGate } from "./record-gate.ts";
import { openRunner } from "./tell-runner.ts";
import type { Runner } from "./tell-runner.ts";

export type Exit = 0 | 1 | 2 | 3;

export type ActionHost = Omit<DecideHost, "onSecret"> & { readonly stdout: (text: string) => void };

/** What a gate came to, for the outputs of the job. */
type Delivered = { readonly verdict: Verdict; readonly folder: string; readonly commentId?: number };

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
    const opened = await openAction(event, inputs.value, host);
    if (inputs.value.mode === "run") return await recordGates(opened, inputs.value, hostWithMask);
    return await decideGates(opened, inputs.value, runner, hostWithMask);
  } catch (error) {
    const verdict = verdictOfError(error, "default", host);
    const folder = inputDefaults.out;
    await tell(
      { verdict, placeByCaseId: new Map() },
      renderSummary(verdict, { today: host.today }),
      runner,
      host,
    );
    await writeVerdict(verdict, resolve(host.workingDir, folder), { today: host.today });
    setOutputs(runner, { verdict, folder });
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
  const isAlone = opened.gates.length === 1;
  const folder = isAlone ? inputs.out : join(inputs.out, config.replaceAll(/[^\w.-]/g, "-"));
  const { event, github } = opened;
  const publisher = openPublisher({
    event,
    inputs,
    today: host.today,
    ...(github === undefined ? {} : { github }),
  });
  // A gate that breaks is told like any other, so that no comment and no check is left as if it still ran.
  const result = await decideGate(config, opened, inputs, publisher, { ...host, folder }).catch(
    async (error: unknown): Promise<GateResult> => ({
      verdict: verdictOfError(error, await readNameOfGate(config, opened.commits), host),
      placeByCaseId: new Map(),
    }),
  );
  const { verdict } = result;
  const { change } = event;
  const options: CommentOptions = {
    runUrl: event.runUrl,
    today: host.today,
    ...("baseBranch" in change && change.baseBranch !== undefined ? { baseBranch: change.baseBranch } : {}),
  };
  // Twenty summaries of several gates fit where one full one does.
  const summary = isAlone ? renderSummary(verdict, options) : renderComment(verdict, options);
  await tell(result, summary, runner, host);
  const fault = await writeVerdict(verdict, resolve(host.workingDir, folder), options);
  if (isAlone) setOutputs(runner, { verdict, folder });
  const annotations = annotationsOf(verdict, result.placeByCaseId);
  const { notes, commentId } = await publisher.finish(verdict, annotations).catch((error: unknown): Published => {
    printDefect(error, host);
    return { notes: ["The verdict could not be published: llm-o11y itself failed. It is in the job summary."] };
  });
  for (const note of [...(fault === undefined ? [] : [fault]), ...notes])
    runner.announce("warning", "llm-o11y", terminalText(note));
  return { verdict, folder, ...(commentId === undefined ? {} : { commentId }) };
}

/** Log, annotations and summary: what needs no token. */
async function tell(
  { verdict, placeByCaseId }: GateResult,
  summary: string,
  runner: Runner,
  host: ActionHost,
): Promise<void> {
  host.stdout(`${renderTerminal(verdict, { colour: false, width: 120 })}\n`);
  for (const annotation of annotationsOf(verdict, placeByCaseId)) runner.annotate(annotation);
  runner.announce(exitCode(verdict) === 0 ? "notice" : "error", "llm-o11y", terminalText(verdict.title, 400));
  await runner.addSummary(summary);
}

function setOutputs(runner: Runner, { verdict, folder, commentId }: Delivered): void {
  const outputs = {
    ...outputsOf(verdict),
    "report-path": join(folder, "summary.md"),
    "verdict-path": join(folder, "verdict.json"),
    "comment-id": commentId === undefined ? "" : String(commentId),
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value);
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

/** The verdict `error` of a ProblemError, or of a defect of ours, whose stack goes to the log. */
function verdictOfError(error: unknown, gate: string, host: ActionHost): Verdict {
  if (error instanceof ProblemError) return verdictOfProblems(error.problems, gate);
  printDefect(error instanceof BrokenRun ? error.cause : error, host);
  return verdictOfProblems([defect], gate, error instanceof BrokenRun ? error.spend : undefined);
}

function printDefect(error: unknown, { stdout }: ActionHost): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stdout("This is a defect of llm-o11y. Please report it with these lines:\n");
  for (const line of stack.split("\n")) stdout(`${terminalText(line)}\n`);
}

const defect: Problem = {
  code: "defect",
  message: "llm-o11y itself failed, which is no verdict on the change.",
  fix: "Please report it with the stack in the log of this job.",
};
