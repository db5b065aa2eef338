import type { Github } from "../edge/github/open-github.ts";
import type { RunnerEvent } from "../edge/github/read-event.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { exitCode } from "../gate/exit-code.ts";
import type { Annotation } from "../report/annotations.ts";
import type { Inputs } from "./inputs.ts";

/** Publishes on GitHub, as far as the token allows. Nothing here changes a verdict: what did not work is a sentence. */
export type Publisher = {
  /** A run has started: says so in the comment that is there, and in the check. */
  readonly start: (gate: string) => Promise<void>;
  readonly finish: (verdict: Verdict, annotations: readonly Annotation[]) => Promise<Published>;
};

export type Published = {
  readonly commentId?: number;
  /** What the user should know about it. */
  readonly notes: readonly string[];
};

export type PublishContext = {
  /** The gate file. */
  readonly config: string;
  readonly event: RunnerEvent;
  readonly inputs: Inputs;
  /** Absent without a token. */
  readonly github?: Github;
  readonly today: string;
};

/** A publisher for one gate of this run. */
export function openPublisher({ config, event, inputs, github, today }: PublishContext): Publisher {
  const { change, run, attempt, runUrl } = event;
  const pull = change.kind === "pull_request" || change.kind === "pull_request_target" ? change : undefined;
  const sha = pull?.headSha ?? ("headSha" in change ? change.headSha : event.sha);
  const branch = pull?.baseBranch === undefined ? {} : { baseBranch: pull.baseBranch };
  const wantsComment = pull !== undefined && inputs.comment !== "never";
  let check: Promise<number | undefined> = Promise.resolve(undefined);

  const commentJob = (gate: string, render: (previous: string | undefined) => string | undefined) => ({
    number: pull?.number ?? 0,
    gate,
    sha,
    run,
    attempt,
    author: inputs.commentAuthor,
    render,
  });

  return {
    start: async (gate) => {
      if (github === undefined) return;
      if (inputs.checkRun)
        check = github
          .startCheckRun({ gate, sha, run, attempt, runUrl })
          .then((started) => (started.outcome === "failed" ? undefined : started.checkRunId));
      // A comment that is left alone while the verdict stays must not be left at "re-evaluating".
      if (!wantsComment || inputs.comment === "on-change") return;
      const { renderRerunning } = await import("../report/comment.ts");
      const render = (previous: string | undefined) =>
        previous === undefined ? undefined : renderRerunning(previous, { sha, run, attempt, gate });
      await github.startComment(commentJob(gate, render));
    },
    finish: async (verdict, annotations) => {
      if (github === undefined) {
        const note = "There is no `github-token`: the verdict is in the job summary only.";
        return { notes: wantsComment || inputs.checkRun ? [note] : [] };
      }
      const { renderComment, renderSummary } = await import("../report/comment.ts");
      const { readPreviousComment } = await import("../report/previous-comment.ts");
      const last = (body: string | undefined) => readPreviousComment(body).history.at(-1);
      const [comment, checked] = await Promise.all([
        wantsComment
          ? github.publishComment(
              commentJob(verdict.gate, (previous) => {
                if (!isWanted(inputs.comment, verdict, previous, last(previous))) return undefined;
                const options = {
                  runUrl,
                  sha,
                  run,
                  attempt,
                  today,
                  config,
                  ...branch,
                  ...readPreviousComment(previous),
                };
                return renderComment(verdict, options);
              }),
            )
          : undefined,
        inputs.checkRun
          ? github.publishCheckRun(
              { gate: verdict.gate, sha, run, attempt, runUrl },
              {
                conclusion: exitCode(verdict) === 0 ? "success" : "failure",
                title: verdict.title,
                summary: renderSummary(verdict, { runUrl, today, config, ...branch }),
                annotations: annotations.map(({ file, line, level, title, message }) => ({
                  path: file,
                  startLine: line,
                  endLine: line,
                  level: level === "error" ? "failure" : "warning",
                  title,
                  message,
                })),
              },
              await check,
            )
          : undefined,
      ]);
      const notes = [comment, checked].flatMap((outcome) => {
        if (outcome === undefined) return [];
        if ("reason" in outcome && outcome.reason !== undefined) return [outcome.reason];
        return "warning" in outcome && outcome.warning !== undefined ? [outcome.warning] : [];
      });
      const commentId = comment !== undefined && "commentId" in comment ? comment.commentId : undefined;
      return { notes, ...(commentId === undefined ? {} : { commentId }) };
    },
  };
}

/**
 * `on-failure` writes no new comment on a pass, and still brings one that is there up to date, since a stale "do not ship" misleads.
 * `on-change` leaves the comment alone while the verdict stays the same.
 */
function isWanted(
  mode: Inputs["comment"],
  verdict: Verdict,
  previous: string | undefined,
  last: Verdict["verdict"] | undefined,
): boolean {
  if (mode === "on-failure") return previous !== undefined || exitCode(verdict) !== 0;
  if (mode === "on-change") return last !== verdict.verdict;
  return true;
}
