import type { Rule, Verdict } from "../experiment/verdict.ts";
import { counted, listed } from "./format.ts";

/** What a pull request does to the dataset, by case id. */
export type DatasetChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly edited: readonly string[];
  /** Critical at the base, and removed or renamed. */
  readonly criticalGone: readonly string[];
  /** Critical at the base, and edited. */
  readonly criticalEdited?: readonly string[];
};

/**
 * The rule `dataset`: a critical case may not leave the dataset unseen. What is removed or edited runs with its base row until it is
 * merged, so nothing else of it can decide. No test is made, so it takes no share of alpha.
 */
export function decideDataset(change: DatasetChange | undefined): Rule {
  const rule = "dataset";
  if (change === undefined)
    return { rule, status: "not_applicable", message: "Records carry no change of the dataset." };
  const { criticalGone: gone } = change;
  if (gone.length === 0) return { rule, status: "pass", message: `${changes(change)}.` };
  const message =
    gone.length === 1
      ? `Critical case ${listed(gone)} is removed or renamed: its base row runs until this is merged, and nothing guards it after that.`
      : `${counted(gone.length, "critical case")} are removed or renamed: ${listed(gone, 5)}. Their base rows run until this is merged, and nothing guards them after that.`;
  return { rule, status: "fail", message, cases: [...gone] };
}

function changes({ added, removed, edited, criticalEdited = [] }: DatasetChange): string {
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0
      ? [`${removed.length} removed (${removed.length === 1 ? "runs" : "run"} until merged)`]
      : []),
    ...(edited.length > 0 ? [editedWords(edited, criticalEdited)] : []),
  ];
  return parts.length === 0 ? "No case was added, removed or edited" : parts.join(", ");
}

function editedWords(edited: readonly string[], critical: readonly string[]): string {
  const [runs, row] = edited.length === 1 ? ["runs", "its base row"] : ["run", "their base rows"];
  const which = critical.length === 0 ? "" : `, critical among them ${listed(critical)}`;
  return `${edited.length} edited (${runs} with ${row} until merged)${which}`;
}

/** The dataset as a verdict shows it. */
export function describeDataset(
  {
    version,
    cases,
    drafts,
    critical,
  }: {
    readonly version?: string;
    readonly cases: number;
    readonly drafts: number;
    readonly critical: number;
  },
  change: DatasetChange | undefined,
): Verdict["dataset"] {
  const criticalEdited = change?.criticalEdited ?? [];
  return {
    ...(version === undefined ? {} : { version }),
    cases,
    ...(drafts > 0 ? { drafts } : {}),
    added: [...(change?.added ?? [])],
    removed: [...(change?.removed ?? [])],
    edited: [...(change?.edited ?? [])],
    critical,
    ...(criticalEdited.length > 0 ? { critical_edited: [...criticalEdited] } : {}),
  };
}
