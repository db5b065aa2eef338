import { orThrow } from "../../gate/gather.ts";
import { recordArms } from "../../gate/record-arms.ts";
import { parseShard } from "../../gate/plan/shard.ts";
import type { ArmName } from "../../experiment/trial.ts";
import { ProblemError, quoteValue } from "../../problem.ts";
import { terminalText } from "../../report/untrusted.ts";
import type { Exit, Io } from "../io.ts";
import { openRun } from "../open-run.ts";
import { printProblems } from "../print-problems.ts";

export type RunCommandOptions = {
  readonly config?: string;
  readonly base?: string;
  readonly head?: string;
  readonly arm: "both" | ArmName;
  readonly trials?: number;
  /** `k/n`, as it was written. */
  readonly shard?: string;
  readonly out: string;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly case?: string;
  readonly tag?: string;
};

/** `run`: run records of one arm or both, and no verdict. Exit 3 where a record is not complete. */
export async function runRecords(options: RunCommandOptions, io: Io): Promise<Exit> {
  if (options.out.endsWith(".jsonl") && options.arm === "both")
    throw new ProblemError([
      {
        code: "one-file-two-arms",
        message: `\`--out\` is ${quoteValue(options.out)}, one file, and both arms are run.`,
        fix: "Name a folder, or one arm with `--arm`.",
      },
    ]);
  const { shard: written, ...asked } = options;
  const shard = written === undefined ? {} : { shard: orThrow(parseShard(written, "`--shard`")) };
  const { config, commits, effects, run } = await openRun(
    {
      ...asked,
      ...shard,
      policy: "base",
      runs: options.out,
      earlierRun: options.fresh ? "fresh" : "refuse",
      // Of the trials that it would take, nobody could run the fresh ones that a fail needs.
      isFillOnly: true,
    },
    io,
  );
  const only = {
    ...(options.case === undefined ? {} : { caseId: options.case }),
    ...(options.tag === undefined ? {} : { tag: options.tag }),
  };
  const { records, spend, warnings } = await recordArms(
    {
      config,
      commits,
      arms: options.arm === "both" ? ["baseline", "candidate"] : [options.arm],
      ...(options.trials === undefined ? {} : { trials: options.trials }),
      ...(Object.keys(only).length === 0 ? {} : { only }),
      ...shard,
    },
    effects,
    run,
  );
  printProblems(warnings, io, "warning");
  if (options.json) io.stdout(`${JSON.stringify({ records, spend, warnings }, undefined, 2)}\n`);
  else
    for (const { arm, file, cases, trials, ended } of records) {
      const note = ended === undefined ? "" : `, ended early (${ended})`;
      io.stdout(terminalText(`${arm}: ${trials} trials of ${cases} cases in ${file}${note}`) + "\n");
    }
  return records.every(({ ended }) => ended === undefined) ? 0 : 3;
}
