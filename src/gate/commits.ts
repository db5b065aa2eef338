import type { Problem } from "../problem.ts";
import type { Files } from "../tree/tree.ts";

/** Files at one commit; `sha` is absent for a working tree that no commit holds. */
export type Source = { readonly sha?: string; readonly files: Files };

/**
 * The commits of a gate. `policy` decides (the tip of the base branch), `fork` gives the baseline (where the branch left it, mostly
 * the same commit), `head` is the candidate.
 */
export type Commits = {
  readonly policy: Source;
  readonly fork: Source;
  readonly head: Source;
  /** The candidate comes from a repository that is not trusted. */
  readonly isFromFork: boolean;
  /** The candidate is read as data, beside secrets that its code must not see: none of it is run. */
  readonly isDataOnly?: true;
  /** `head`: edited policy is tried out, which the verdict says. */
  readonly policyFrom: "base" | "head";
};

/** Whether two sources are the same commit, so that nothing has to be read twice. */
export function isSameSource(a: Source, b: Source): boolean {
  return a === b || (a.sha !== undefined && a.sha === b.sha);
}

/** Problems of files at a commit say at which one, since the reader's working tree may hold others. */
export function atCommit(problems: readonly Problem[], { sha }: Source, role: string): readonly Problem[] {
  if (sha === undefined) return problems;
  const short = sha.slice(0, 7);
  return problems.map((problem) =>
    problem.message.includes(short)
      ? problem
      : { ...problem, message: `${problem.message} (${role} \`${short}\`)` },
  );
}
