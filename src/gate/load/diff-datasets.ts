import { diffCases } from "../../dataset/diff-cases.ts";
import { describeEdit, editedFields } from "../../dataset/describe-edit.ts";
import type { CaseDiff } from "../../dataset/diff-cases.ts";
import type { DatasetDiff } from "../../report/dataset-diff.ts";
import type { Commits } from "../commits.ts";
import { loadCommits } from "./load-commits.ts";
import type { LoadedCommits } from "./load-commits.ts";

/** What the candidate does to the cases of a gate. Throws a ProblemError with everything that is wrong at any of the commits. */
export async function diffDatasets(config: string, commits: Commits): Promise<DatasetDiff> {
  const { added, removed, renamed, edits, criticalGone } = caseDiffOf(await loadCommits(config, commits));
  const edited = edits.map(({ before, after }) => ({
    case: after.id,
    fields: editedFields(before, after),
    changes: describeEdit(before, after),
  }));
  return { added, removed, renamed, edited, criticalGone };
}

/** The same of commits that are loaded. On a first run the candidate's rows are all there is. */
export function caseDiffOf({ policy, head, fork, isFirstRun }: LoadedCommits): CaseDiff {
  return diffCases({
    ...(fork?.dataset === undefined ? {} : { fork: fork.dataset.cases }),
    ...(isFirstRun || policy.dataset === undefined ? {} : { policy: policy.dataset.cases }),
    head: head.dataset?.cases ?? [],
  });
}
