import type { Tree } from "../../tree/tree.ts";
import { type ApiOptions, openApi } from "./call-api.ts";
import {
  type CheckRunJob,
  type CheckRunOutcome,
  type CheckRunResult,
  publishCheckRun,
  startCheckRun,
} from "./check-run.ts";
import { openTree } from "./open-tree.ts";
import { publishPull, type PublishedPull, type PullText } from "./pull-request.ts";
import { type FileChange, openPullBranch, type PullBranch, pushFile } from "./pull-request-branch.ts";
import { readMergeBase, readPullHead, toProblem } from "./read-commits.ts";
import { type CommentJob, type CommentOutcome, publishComment, startComment } from "./sticky-comment.ts";

/**
 * GitHub, for one repository. What reads throws a ProblemError; what writes never throws for what GitHub does, since publishing is best
 * effort and changes nothing about a verdict: its outcome is data, with a sentence for the user.
 */
export type Github = {
  /** Undefined where GitHub does not know one of the commits, or they share no history. */
  readonly mergeBase: (base: string, head: string) => Promise<string | undefined>;
  readonly openTree: (sha: string) => Tree;
  /** Head of the pull request at this moment. */
  readonly pullHead: (number: number) => Promise<string>;
  readonly startComment: (job: CommentJob) => Promise<CommentOutcome>;
  readonly publishComment: (job: CommentJob) => Promise<CommentOutcome>;
  readonly startCheckRun: (job: CheckRunJob) => Promise<CheckRunOutcome>;
  readonly publishCheckRun: (
    job: CheckRunJob,
    result: CheckRunResult,
    checkRunId?: number,
  ) => Promise<CheckRunOutcome>;
  /** The three of a pull request of our own throw a ProblemError: it is the work itself. */
  readonly openPullBranch: (branch: string) => Promise<PullBranch>;
  readonly pushFile: (on: PullBranch, change: FileChange) => Promise<PullBranch>;
  readonly publishPull: (on: PullBranch, text: PullText) => Promise<PublishedPull>;
};

/** Opens GitHub without a call. Attempts are made up to three times, within one patience for all of them. */
export function openGithub(options: ApiOptions): Github {
  const api = openApi(options);
  return {
    mergeBase: (base, head) => readMergeBase(api, base, head),
    openTree: (sha) => openTree(api, sha),
    pullHead: async (number) => {
      try {
        return await readPullHead(api, number);
      } catch (error) {
        throw toProblem(error, `read pull request ${number}`);
      }
    },
    startComment: (job) => startComment(api, job),
    publishComment: (job) => publishComment(api, job),
    startCheckRun: (job) => startCheckRun(api, job),
    publishCheckRun: (job, result, checkRunId) => publishCheckRun(api, job, result, checkRunId),
    openPullBranch: (branch) => openPullBranch(api, branch),
    pushFile: (on, change) => pushFile(api, on, change),
    publishPull: async (on, text) => {
      try {
        return await publishPull(api, on, text);
      } catch (error) {
        throw toProblem(error, "write the pull request", "pull-requests: write");
      }
    },
  };
}
