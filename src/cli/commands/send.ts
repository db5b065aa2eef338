import type { WriteReport } from "../../edge/langfuse/write-report.ts";
import { loadRecordsToSend } from "../../gate/loop/records-to-send.ts";
import { openGate } from "../../host/open-effects.ts";
import { openWriteBack } from "../../host/open-write-back.ts";
import { ProblemError } from "../../problem.ts";
import { terminalText } from "../../report/untrusted.ts";
import type { Exit, Io } from "../io.ts";

export type SendOptions = {
  readonly to: "langfuse" | "otlp";
  readonly endpoint?: string;
  readonly dataset?: string;
  readonly config?: string;
  readonly json: boolean;
};

/** `send RECORD... --to langfuse|otlp`: shows runs where the team looks at its traces. */
export async function send(records: readonly string[], options: SendOptions, io: Io): Promise<Exit> {
  const { to, endpoint, dataset, json } = options;
  const stop = io.stopSignal();
  if (dataset !== undefined && to !== "langfuse")
    throw new ProblemError([
      {
        code: "wrong-flags",
        message: "`--dataset` goes with `--to langfuse`: OTLP has no datasets.",
        fix: "Leave it out.",
      },
    ]);
  const write = openWriteBack({
    to,
    ...(endpoint === undefined ? {} : { endpoint }),
    env: io.env,
    stop,
  });
  const { config, effects } = await openGate(options.config, io);
  const what = await loadRecordsToSend(
    {
      records,
      startMs: Date.now(),
      ...(config === undefined ? {} : { config }),
      ...(dataset === undefined ? {} : { dataset }),
    },
    effects,
  );
  try {
    const report = await write(what);
    const isAll = Object.values(report.failed).every((count) => count === 0);
    if (json) io.stdout(`${JSON.stringify({ ok: isAll, ...report }, undefined, 2)}\n`);
    for (const line of sentencesOf(report)) io.stderr(`${line}\n`);
    return isAll ? 0 : 3;
  } catch (error) {
    if (!stop.aborted) throw error;
    io.stderr("Stopped before the end. Run the same command again: what was sent is not doubled.\n");
    return 3;
  }
}

const names = { span: "spans", evaluation: "evaluations", score: "scores", item: "dataset items" } as const;
const kinds = ["span", "evaluation", "score", "item"] as const;

function* sentencesOf({ sent, failed, failures, stopped }: WriteReport): Generator<string> {
  for (const { what, id, reason } of failures)
    yield `warning: ${terminalText(`${what} ${id}: ${reason}`, 400)}.`;
  const list = (counts: WriteReport["sent"]) =>
    kinds.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${names[kind]}`] : [])).join(", ");
  if (stopped !== undefined) yield `Nothing more was tried: ${terminalText(stopped, 400)}.`;
  if (list(failed) !== "") yield `Not sent: ${list(failed)}.`;
  yield `Sent: ${list(sent) === "" ? "nothing" : list(sent)}.`;
}
