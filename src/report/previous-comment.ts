import { parseMarker } from "../experiment/comment-marker.ts";
import type { Verdict } from "../experiment/verdict.ts";

/** What the next comment takes over from the one that it replaces. */
export type PreviousComment = {
  /** Earlier verdicts of this pull request, oldest first. */
  readonly history: readonly Verdict["verdict"][];
  /** The last verdict that was reached: an error is none. */
  readonly previous?: { readonly verdict: Verdict["verdict"]; readonly sha?: string };
};

/** Reads the comment that is about to be replaced, of a verdict or of a run that re-evaluates one. */
export function readPreviousComment(body: string | undefined): PreviousComment {
  const history = parseMarker(body ?? "")?.verdicts ?? [];
  const verdict = history.findLast((word) => word !== "error");
  if (verdict === undefined) return { history };
  const sha = history.at(-1) === "error" ? undefined : shaOfVerdict(body ?? "");
  return { history, previous: { verdict, ...(sha === undefined ? {} : { sha }) } };
}

/** The commit of the verdict in a comment: of the re-evaluating line where there is one, since its marker is already of a later run. */
export function shaOfVerdict(body: string): string | undefined {
  const outdated = /^### ⏳[^\n]*verdict below is for `([0-9a-f]{7,64})`/mu.exec(body);
  return outdated?.[1] ?? parseMarker(body)?.sha;
}
