import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { atCommit, isSameSource } from "../commits.ts";
import type { Commits, Source } from "../commits.ts";
import { gather } from "../gather.ts";
import { emptyCache, loadGate } from "./load-gate.ts";
import type { LoadCache, LoadedGate } from "./load-gate.ts";

/** A gate as the commits have it. */
export type LoadedCommits = {
  /** What decides: of the base, or of the candidate on a first run and where edited policy is tried out. */
  readonly policy: LoadedGate;
  readonly policySource: Source;
  readonly head: LoadedGate;
  readonly headSource: Source;
  /** Absent where the gate file is not there yet, or names no target that can be read. */
  readonly fork?: LoadedGate;
  /** The base has no gate file, so the candidate brings its own policy. */
  readonly isFirstRun: boolean;
};

/** Reads the gate file and all it names at each commit. Throws a ProblemError with every problem of all of them. */
export async function loadCommits(config: string, commits: Commits): Promise<LoadedCommits> {
  const { policy, fork, head } = commits;
  const [policyText, forkText, headText] = await Promise.all(
    [policy, fork, head].map(({ files }) => files.readTextIfThere(config)),
  );
  if (policyText !== undefined && headText === undefined)
    throw new ProblemError([forkText === undefined ? gateAfterFork(config) : removedGate(config)]);
  const cache = emptyCache();
  // A target is needed at the candidate. Asking the same of an equal file elsewhere changes nothing, and parses it once.
  const load = (source: Source, role: string, text: string | undefined): Promise<LoadedGate> =>
    loadAt(config, source, role, text === headText, cache);
  const headGate = load(head, "at the candidate", headText);
  const policyGate =
    policyText === undefined
      ? undefined
      : isSameSource(policy, head)
        ? headGate
        : load(policy, "at the base", policyText);
  const forkGate =
    forkText === undefined
      ? undefined
      : isSameSource(fork, policy)
        ? policyGate
        : isSameSource(fork, head)
          ? headGate
          : load(fork, "at the baseline", forkText);
  const [atHead, atPolicy, atFork] = await gather<
    [LoadedGate, LoadedGate | undefined, LoadedGate | undefined]
  >([headGate, Promise.resolve(policyGate), Promise.resolve(forkGate)]);
  const usesHead = atPolicy === undefined || commits.policyFrom === "head";
  return {
    policy: usesHead ? atHead : atPolicy,
    policySource: usesHead ? head : policy,
    head: atHead,
    headSource: head,
    ...(atFork === undefined ? {} : { fork: atFork }),
    isFirstRun: atPolicy === undefined,
  };
}

async function loadAt(
  config: string,
  source: Source,
  role: string,
  needsTarget: boolean,
  cache: LoadCache,
): Promise<LoadedGate> {
  try {
    return await loadGate(config, source.files, { needsTarget }, cache);
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
