import { join } from "node:path";
import { runGate } from "../../gate/run-gate.ts";
import { deliverVerdict } from "../deliver-verdict.ts";
import type { Exit, Io } from "../io.ts";
import { openRun } from "../open-run.ts";

export type GateOptions = {
  readonly config?: string;
  readonly base?: string;
  readonly head?: string;
  readonly policy: "base" | "head";
  readonly out: string;
  readonly json: boolean;
  readonly case?: string;
  readonly tag?: string;
};

/** `gate`: both arms at their commits, and the verdict on the change. */
export async function gate(options: GateOptions, io: Io): Promise<Exit> {
  const { config, commits, effects, run } = await openRun(
    { ...options, runs: join(options.out, "runs") },
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
  return deliverVerdict(verdict, options, io);
}
