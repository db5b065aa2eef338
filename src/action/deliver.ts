import { join, resolve } from "node:path";
import type { Verdict } from "../experiment/verdict.ts";
import { BrokenRun } from "../gate/broken-run.ts";
import { exitCode } from "../gate/exit-code.ts";
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
import type { Published, Publisher } from "./publish.ts";
import type { Runner } from "./tell-runner.ts";

/** What a gate came to, for the outputs of the job. */
export type Delivered = { readonly verdict: Verdict; readonly folder: string; readonly commentId?: number };

export type DeliverHost = {
  readonly workingDir: string;
  readonly stdout: (text: string) => void;
};

/**
 * Tells a verdict: log, annotations, summary, files, then the outputs, and what needs GitHub last. A folder that cannot be written and a
 * comment that cannot be published are warnings.
 */
export async function deliver(
  result: GateResult,
  {
    folder,
    isAlone,
    options,
  }: { readonly folder: string; readonly isAlone: boolean; readonly options: CommentOptions },
  publisher: Publisher | undefined,
  runner: Runner,
  host: DeliverHost,
): Promise<Delivered> {
  const { verdict } = result;
  // Twenty summaries of several gates fit where one full one does.
  const summary = isAlone ? renderSummary(verdict, options) : renderComment(verdict, options);
  await tell(result, summary, runner, host);
  const fault = await writeVerdict(verdict, resolve(host.workingDir, folder), options);
  if (isAlone) setOutputs(runner, { verdict, folder });
  const annotations = annotationsOf(verdict, result.placeByCaseId);
  const published = await publisher?.finish(verdict, annotations).catch((error: unknown): Published => {
    printDefect(error, host);
    return {
      notes: ["The verdict could not be published: llm-o11y itself failed. It is in the job summary."],
    };
  });
  for (const note of [...(fault === undefined ? [] : [fault]), ...(published?.notes ?? [])])
    runner.announce("warning", "llm-o11y", terminalText(note));
  const commentId = published?.commentId;
  return { verdict, folder, ...(commentId === undefined ? {} : { commentId }) };
}

/** Log, annotations and summary: what needs no token. */
async function tell(
  { verdict, placeByCaseId }: GateResult,
  summary: string,
  runner: Runner,
  host: DeliverHost,
): Promise<void> {
  host.stdout(`${renderTerminal(verdict, { colour: false, width: 120 })}\n`);
  for (const annotation of annotationsOf(verdict, placeByCaseId)) runner.annotate(annotation);
  runner.announce(exitCode(verdict) === 0 ? "notice" : "error", "llm-o11y", terminalText(verdict.title, 400));
  await runner.addSummary(summary);
}

/** The outputs of the job: of one gate, or of the worst. */
export function setOutputs(runner: Runner, { verdict, folder, commentId }: Delivered): void {
  const outputs = {
    ...outputsOf(verdict),
    "report-path": join(folder, "summary.md"),
    "verdict-path": join(folder, "verdict.json"),
    "comment-id": commentId === undefined ? "" : String(commentId),
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value);
}

/** The verdict `error` of a ProblemError, or of a defect of ours, whose stack goes to the log. */
export function verdictOfError(error: unknown, gate: string, host: DeliverHost): Verdict {
  if (error instanceof ProblemError) return verdictOfProblems(error.problems, gate);
  printDefect(error instanceof BrokenRun ? error.cause : error, host);
  return verdictOfProblems([defect], gate, error instanceof BrokenRun ? error.spend : undefined);
}

function printDefect(error: unknown, { stdout }: DeliverHost): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stdout("This is a defect of llm-o11y. Please report it with these lines:\n");
  for (const line of stack.split("\n")) stdout(`${terminalText(line)}\n`);
}

const defect: Problem = {
  code: "defect",
  message: "llm-o11y itself failed, which is no verdict on the change.",
  fix: "Please report it with the stack in the log of this job.",
};
