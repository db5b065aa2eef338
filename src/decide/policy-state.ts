import type { Verdict } from "../experiment/verdict.ts";

/** Where the policy came from. */
export type PolicyState = {
  /** Commit that it was read at; absent where no commit holds it. */
  readonly sha?: string;
  /** The change under test could not have written it. */
  readonly trusted: boolean;
  /** Edits of the policy side that this change makes and that did not count: `quality.max_drop 0.05 -> 0.2`. */
  readonly ignoredEdits?: readonly string[];
};

/** The policy as a verdict shows it. */
export function describePolicy(
  { sha, trusted, ignoredEdits = [] }: PolicyState,
  notProven: "allow" | "block",
): Verdict["policy"] {
  return {
    ...(sha === undefined ? {} : { sha }),
    trusted,
    not_proven: notProven,
    ignored_edits: [...ignoredEdits],
  };
}
