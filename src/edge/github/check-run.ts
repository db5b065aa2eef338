import * as z from "zod/mini";
import { type Api, type Parameters, readReply } from "./call-api.ts";
import { explainFailure, GithubFailure } from "./github-failure.ts";

/** The check run `llm-o11y / <gate>` of one run. */
export type CheckRunJob = {
  readonly gate: string;
  /** Head of the pull request, or the commit that was tested: the check is shown there. */
  readonly sha: string;
  readonly run: number;
  readonly attempt: number;
  readonly runUrl: string;
};

/** Neutral and skipped satisfy a required check, so they do not exist here. */
export type CheckRunResult = {
  readonly conclusion: "success" | "failure";
  readonly title: string;
  /** Markdown, rendered already; cut where GitHub would refuse it. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
};

export type Annotation = {
  /** POSIX, relative to the root of the repository. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title?: string;
  readonly message: string;
};

/** What became of the check run. `reason` is a sentence for the user; it never changes a verdict. */
export type CheckRunOutcome =
  | {
      readonly outcome: "started" | "published";
      readonly checkRunId: number;
      /** Annotations that GitHub has; fewer than were given where there were more than 200, or where GitHub refused the rest. */
      readonly annotations: number;
      readonly reason?: string;
    }
  | { readonly outcome: "failed"; readonly reason: string };

const checkRunSchema = z.object({
  id: z.int(),
  external_id: z.nullish(z.string()),
  output: z.optional(z.object({ annotations_count: z.optional(z.number()) })),
});

/** GitHub takes 50 annotations a request and appends them. */
const batchSize = 50;
const maxAnnotations = 200;
/** "Only 65535 characters are allowed": kept in bytes, which are never fewer. */
const maxSummaryBytes = 65_535;

/** Shows the check as in progress, so that a re-run clears the conclusion of the last one. */
export async function startCheckRun(api: Api, job: CheckRunJob): Promise<CheckRunOutcome> {
  return settle(async () => {
    const checkRunId = await createCheckRun(api, job, { status: "in_progress" });
    return { outcome: "started", checkRunId, annotations: 0 };
  });
}

/**
 * Completes the check: `checkRunId` of the start where there is one, else a new check run. The conclusion is written first and alone, so
 * that no annotation can keep it from being written.
 */
export async function publishCheckRun(
  api: Api,
  job: CheckRunJob,
  result: CheckRunResult,
  checkRunId?: number,
): Promise<CheckRunOutcome> {
  const output = { title: result.title, summary: cutBytes(result.summary, maxSummaryBytes) };
  const completed = { status: "completed", conclusion: result.conclusion, output };
  return settle(async () => {
    const id =
      checkRunId === undefined
        ? await createCheckRun(api, job, completed)
        : await updateCheckRun(api, checkRunId, completed);
    return { outcome: "published", checkRunId: id, ...(await annotate(api, id, output, result.annotations)) };
  });
}

async function annotate(
  api: Api,
  id: number,
  output: Parameters,
  annotations: readonly Annotation[],
): Promise<{ readonly annotations: number; readonly reason?: string }> {
  const planned = annotations.slice(0, maxAnnotations);
  for (let written = 0; written < planned.length; written += batchSize) {
    const batch = planned.slice(written, written + batchSize);
    try {
      await api.send(
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        { check_run_id: id, output: { ...output, annotations: batch.map(toRest) } },
        async () => {
          const current = await readCheckRun(api, id);
          return (current.output?.annotations_count ?? 0) >= written + batch.length ? current : undefined;
        },
      );
    } catch (error) {
      return { annotations: written, reason: explain(error, "write the annotations of the check run") };
    }
  }
  return { annotations: planned.length };
}

async function createCheckRun(api: Api, job: CheckRunJob, fields: Parameters): Promise<number> {
  const name = `llm-o11y / ${job.gate}`;
  const externalId = `${job.run}.${job.attempt}`;
  const reply = await api.send(
    "POST /repos/{owner}/{repo}/check-runs",
    { name, head_sha: job.sha, external_id: externalId, details_url: job.runUrl, ...fields },
    async () => {
      const { data } = await api.send("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
        ref: job.sha,
        check_name: name,
        filter: "all",
        per_page: 100,
      });
      const { check_runs: runs } = readReply(z.object({ check_runs: z.array(checkRunSchema) }), data);
      return runs.find((run) => run.external_id === externalId);
    },
  );
  return readReply(checkRunSchema, reply.data).id;
}

async function updateCheckRun(api: Api, id: number, fields: Parameters): Promise<number> {
  await api.send("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", { check_run_id: id, ...fields });
  return id;
}

async function readCheckRun(api: Api, id: number) {
  const { data } = await api.send("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", {
    check_run_id: id,
  });
  return readReply(checkRunSchema, data);
}

function toRest({ path, startLine, endLine, level, title, message }: Annotation): Parameters {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    message,
    ...(title === undefined ? {} : { title }),
  };
}

async function settle(run: () => Promise<CheckRunOutcome>): Promise<CheckRunOutcome> {
  try {
    return await run();
  } catch (error) {
    return { outcome: "failed", reason: explain(error, "write the check run") };
  }
}

function explain(error: unknown, todo: string): string {
  if (!(error instanceof GithubFailure)) throw error;
  return explainFailure(error, {
    todo,
    permission: "checks: write",
    meanwhile: "the conclusion of this job is the verdict meanwhile",
  });
}

const cutNote = "\n\nCut here for length: the rest is in the job summary.\n";

/** At most `maxBytes` in UTF-8, cut at the end of a line. */
function cutBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  const head = bytes.subarray(0, maxBytes - Buffer.byteLength(cutNote));
  const lineEnd = head.lastIndexOf("\n");
  return head.subarray(0, lineEnd === -1 ? 0 : lineEnd).toString() + cutNote;
}
