import { resolve } from "node:path";
import { isInIndex } from "../edge/git/is-in-index.ts";
import { openRepository } from "../edge/git/open-repository.ts";
import type { Commits } from "../gate/commits.ts";
import type { EarlierRun, GateEffects, RunEffects } from "../gate/effects.ts";
import type { Shard } from "../gate/plan/shard.ts";
import { openGate } from "../host/open-effects.ts";
import { openLocalCommits } from "../host/open-local-commits.ts";
import { openRunCache } from "../host/open-run-cache.ts";
import { appsOf, openRunEffects } from "../host/open-run-effects.ts";
import { ProblemError } from "../problem.ts";
import type { Io } from "./io.ts";

export type RunOptions = {
  readonly config?: string;
  readonly base?: string;
  readonly head?: string;
  readonly policy: "base" | "head";
  /** Folder of the run records, from the working folder. */
  readonly runs: string;
  readonly shard?: Shard;
  readonly earlierRun: EarlierRun;
  /** Takes nothing from the cache. */
  readonly isFillOnly: boolean;
};

/** What `gate` and `run` need: a gate file in a git repository, its commits, and the effects. */
export type OpenedRun = {
  readonly config: string;
  readonly commits: Commits;
  readonly effects: GateEffects;
  readonly run: RunEffects;
};

/** Throws a ProblemError where there is no gate file, no repository, or no such commit. */
export async function openRun(options: RunOptions, io: Io): Promise<OpenedRun> {
  const [{ root, ...opened }, run] = await Promise.all([
    openCommits(options, io),
    openRunEffects({
      env: io.env,
      workingDir: io.workingDir,
      runs: resolve(io.workingDir, options.runs),
      ...(options.shard === undefined ? {} : { shard: options.shard }),
      earlierRun: options.earlierRun,
      isCommitted: isInIndex,
      stderr: io.stderr,
      isTerminal: io.isErrorTerminal,
      stop: io.stopSignal(),
    }),
  ]);
  const cache = openRunCache({ root, config: opened.config, isFillOnly: options.isFillOnly });
  const openApps = appsOf(root, { env: io.env, stop: run.stop }, run);
  return { ...opened, run: { ...run, cache, openApps } };
}

/** The same without what a run needs. */
export async function openCommits(
  { policy, ...options }: Omit<RunOptions, "runs" | "shard" | "earlierRun" | "isFillOnly">,
  io: Io,
): Promise<Omit<OpenedRun, "run"> & { readonly root: string }> {
  const { config, root, effects } = await openGate(options.config, io);
  if (config === undefined)
    throw new ProblemError([
      {
        code: "no-gate-file",
        file: "llm-o11y.yml",
        message: "there is no gate file, so there is nothing to run.",
        fix: "Write `llm-o11y.yml`, or name another with `--config`.",
      },
    ]);
  const repository = await openRepository(root);
  if (repository === undefined)
    throw new ProblemError([
      {
        code: "no-repository",
        message: "the gate file is in no git repository, so there is no commit to compare with.",
        fix: "Run it in a clone, or compare two run records with `compare`.",
      },
    ]);
  const names = {
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(options.head === undefined ? {} : { head: options.head }),
  };
  const commits = await openLocalCommits({ ...names, policyFrom: policy }, repository, effects);
  return { config, commits, effects, root };
}
