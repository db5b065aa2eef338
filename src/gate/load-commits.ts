import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { atCommit, isSameSource } from "./commits.ts";
import type { Commits, Source } from "./commits.ts";
import { gather } from "./gather.ts";
import { loadGate } from "./load-gate.ts";
import type { LoadedGate } from "./load-gate.ts";

/** A gate as the commits have it. */
export type LoadedCommits = {
  /** What decides: of the base, or of the candidate on a first run and where edited policy is tried out. */
  readonly policy: LoadedGate;
  readonly policySource: Source;
  readonly head: LoadedGate;
  /** Absent where the gate file is not there yet, or names no target that can be read. */
  readonly fork?: LoadedGate;
  /** The base has no gate file, so the candidate brings its own policy. */
  readonly isFirstRun: boolean;
};

/** Reads the gate file and all it names at each commit. Throws a ProblemError with every problem of all of them. */
export async function loadCommits(config: string, commits: Commits): Promise<LoadedCommits> {
  const { policy, fork, head } = commits;
  const [isThere, isForkThere, isHeadThere] = await Promise.all(
    [policy, fork, head].map((source) => isGateThere(config, source)),
  );
  if (isThere === true && isHeadThere !== true)
    throw new ProblemError([isForkThere === true ? removedGate(config) : gateAfterFork(config)]);
  const headGate = loadAt(config, head, "at the candidate", true);
  const policyGate =
    isThere !== true
      ? undefined
      : isSameSource(policy, head)
        ? headGate
        : loadAt(config, policy, "at the base", false);
  const forkGate =
    isForkThere !== true
      ? undefined
      : isSameSource(fork, policy)
        ? policyGate
        : isSameSource(fork, head)
          ? headGate
          : loadAt(config, fork, "at the baseline", false);
  const [atHead, atPolicy, atFork] = await gather<
    [LoadedGate, LoadedGate | undefined, LoadedGate | undefined]
  >([headGate, Promise.resolve(policyGate), Promise.resolve(forkGate)]);
  const usesHead = atPolicy === undefined || commits.policyFrom === "head";
  return {
    policy: usesHead ? atHead : atPolicy,
    policySource: usesHead ? head : policy,
    head: atHead,
    ...(atFork === undefined ? {} : { fork: atFork }),
    isFirstRun: atPolicy === undefined,
  };
}

async function isGateThere(config: string, source: Source): Promise<boolean> {
  return (await source.files.readTextIfThere(config)) !== undefined;
}

async function loadAt(
  config: string,
  source: Source,
  role: string,
  needsTarget: boolean,
): Promise<LoadedGate> {
  try {
    return await loadGate(config, source.files, { needsTarget });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError(atCommit(error.problems, source, role));
  }
}

function removedGate(file: string): Problem {
  return {
    code: "gate-removed",
    file,
    message: "this change removes the gate file, so there is no target to run.",
    fix: "To retire a gate, take it out of the workflow first.",
  };
}

function gateAfterFork(file: string): Problem {
  return {
    code: "gate-after-fork",
    file,
    message: "the base got this gate file after the branch left it, so the branch has no target to run.",
    fix: "Rebase the branch, or merge the base into it.",
  };
}
