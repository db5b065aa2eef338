import { join } from "node:path";
import type { Verdict } from "../../experiment/verdict.ts";
import { runGate } from "../../gate/run-gate.ts";
import { verdictOfProblems } from "../../gate/verdict-of-problems.ts";
import { ProblemError } from "../../problem.ts";
import { deliverVerdict } from "../deliver-verdict.ts";
import type { Exit, Io } from "../io.ts";
import { openRun } from "../open-run.ts";

export type GateOptions = {
  readonly config?: string;
  readonly base?: string;
  readonly head?: string;
  readonly policy: "base" | "head";
  readonly out: string;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly case?: string;
  readonly tag?: string;
};

/** `gate`: both arms at their commits, and the verdict on the change; what keeps it from starting is the verdict `error`. */
export async function gate(options: GateOptions, io: Io): Promise<Exit> {
  const verdict = await reachVerdict(options, io).catch((error: unknown) => {
    if (error instanceof ProblemError) return verdictOfProblems(error.problems);
    throw error;
  });
  return deliverVerdict(verdict, options, io);
}

async function reachVerdict(options: GateOptions, io: Io): Promise<Verdict> {
  const { config, commits, effects, run } = await openRun(
    {
      ...options,
      runs: join(options.out, "runs"),
      // Working files of its own: the next change replaces them.
      earlierRun: options.fresh ? "fresh" : "replace",
      isFillOnly: options.fresh,
    },
    io,
  );
  const only = {
    ...(options.case === undefined ? {} : { caseId: options.case }),
    ...(options.tag === undefined ? {} : { tag: options.tag }),
  };
  const { verdict } = await runGate(
    { config, commits, today: io.today, ...(Object.keys(only).length === 0 ? {} : { only }) },
    effects,
    run,
  );
  return verdict;
}
