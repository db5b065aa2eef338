import * as z from "zod/mini";
import { type CommentMarker, parseMarker, withoutRun } from "../../experiment/comment-marker.ts";
import { type Api, readReply } from "./call-api.ts";
import { explainFailure, GithubFailure } from "./github-failure.ts";
import { readPullHead } from "./read-commits.ts";

/** One gate's comment on one pull request, as this run wants it. */
export type CommentJob = {
  /** Of the pull request. */
  readonly number: number;
  readonly gate: string;
  /** Head of the pull request that this run is about. */
  readonly sha: string;
  readonly run: number;
  readonly attempt: number;
  /** Login that the token writes as: only comments of this author are ours. */
  readonly author: string;
  /** The body, made from the one that it replaces; undefined leaves things as they are. Its first line is the marker of this gate. */
  readonly render: (previousBody: string | undefined) => string | undefined;
};

/** What became of the comment. `reason` is a sentence for the user; it never changes a verdict. */
export type CommentOutcome =
  | {
      readonly outcome: "created" | "updated" | "unchanged";
      readonly commentId?: number;
      readonly previousBody?: string;
      /** The comment is there, but the next run will not find it. */
      readonly warning?: string;
    }
  | { readonly outcome: "superseded"; readonly reason: string; readonly commentId?: number }
  | { readonly outcome: "failed"; readonly reason: string };

const commentSchema = z.object({
  id: z.int(),
  body: z.nullish(z.string()),
  html_url: z.optional(z.string()),
  user: z.nullish(z.object({ login: z.string() })),
});

type Ours = {
  readonly id: number;
  readonly body: string;
  readonly url?: string;
  readonly marker: CommentMarker;
};

const maxPages = 100;
/** GitHub refuses more with a 422. */
const maxUnits = 65_536;
const maxRetired = 3;

/**
 * Writes the one comment of this gate: over the one that is there, else a new one. Never over another author's, over a newer run's, or on
 * a head that has moved on. A body that says the same is left alone.
 */
export async function publishComment(api: Api, job: CommentJob): Promise<CommentOutcome> {
  return settle(async () => {
    const found = await listOurs(api, job);
    const outcome = await write(api, job, found[0], true);
    if (outcome.outcome === "created" || outcome.outcome === "updated") await retire(api, found);
    return outcome;
  });
}

/** Says in a comment that is there that a new run has started; never creates one. As careful as publishComment. */
export async function startComment(api: Api, job: CommentJob): Promise<CommentOutcome> {
  return settle(async () => write(api, job, (await listOurs(api, job))[0], false));
}

async function settle(run: () => Promise<CommentOutcome>): Promise<CommentOutcome> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
    const reason = explainFailure(error, {
      todo: "write the pull-request comment",
      permission: "pull-requests: write",
      meanwhile: "the verdict is in the job summary meanwhile",
    });
    return { outcome: "failed", reason };
  }
}

async function write(
  api: Api,
  job: CommentJob,
  found: Ours | undefined,
  mayCreate: boolean,
): Promise<CommentOutcome> {
  if (found === undefined && !mayCreate) return { outcome: "unchanged" };
  const head = await readPullHead(api, job.number);
  if (head !== job.sha)
    return {
      outcome: "superseded",
      reason: `The pull request is at ${head.slice(0, 7)} meanwhile: the comment is left to the run of that commit.`,
    };
  const existing = found === undefined ? undefined : await readAgain(api, job, found.id);
  return existing === undefined ? create(api, job, mayCreate) : update(api, job, existing);
}

async function create(api: Api, job: CommentJob, mayCreate: boolean): Promise<CommentOutcome> {
  const body = mayCreate ? job.render(undefined) : undefined;
  if (body === undefined) return { outcome: "unchanged" };
  if (body.length > maxUnits) return tooLong(body);
  const reply = await api.send(
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    { issue_number: job.number, body },
    async () => (await listOurs(api, job))[0],
  );
  const written = readReply(commentSchema, reply.data);
  const marker = parseMarker(written.body ?? "");
  if (marker !== undefined && !isOfRun(marker, job)) {
    const other = await readAgain(api, job, written.id);
    if (other !== undefined) return update(api, job, other);
  }
  const login = written.user?.login;
  return {
    outcome: "created",
    commentId: written.id,
    ...(login === undefined || isAuthor(login, job) ? {} : { warning: foreignAuthor(login, job) }),
  };
}

async function update(api: Api, job: CommentJob, existing: Ours): Promise<CommentOutcome> {
  if (isNewer(existing.marker, job))
    return {
      outcome: "superseded",
      commentId: existing.id,
      reason: `Run ${existing.marker.run ?? "of another job"} is newer and has written the comment: this run leaves it alone.`,
    };
  const body = job.render(existing.body);
  const same = { outcome: "unchanged", commentId: existing.id, previousBody: existing.body } as const;
  if (body === undefined || withoutRun(body) === withoutRun(existing.body)) return same;
  if (body.length > maxUnits) return tooLong(body);
  await api.send("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    comment_id: existing.id,
    body,
  });
  return { ...same, outcome: "updated" };
}

/** Every comment of this gate by our author, the newest run's first. All pages are read: ours may stand after any number of others. */
async function listOurs(api: Api, job: CommentJob): Promise<readonly Ours[]> {
  const ours: Ours[] = [];
  for (let page = 1; ; page += 1) {
    if (page > maxPages) throw new GithubFailure("too_many");
    const { data, hasNextPage } = await api.send("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      issue_number: job.number,
      per_page: 100,
      page,
    });
    ours.push(...readReply(z.array(commentSchema), data).flatMap((comment) => ownComment(comment, job)));
    if (!hasNextPage) break;
  }
  return ours.toSorted((a, b) => compareRuns(b.marker, a.marker) || b.id - a.id);
}

async function readAgain(api: Api, job: CommentJob, id: number): Promise<Ours | undefined> {
  try {
    const { data } = await api.send("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      comment_id: id,
    });
    return ownComment(readReply(commentSchema, data), job)[0];
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === "not_found") return undefined;
    throw error;
  }
}

function ownComment(comment: z.infer<typeof commentSchema>, job: CommentJob): readonly Ours[] {
  const body = comment.body ?? "";
  const marker = parseMarker(body);
  if (!isAuthor(comment.user?.login ?? "", job) || marker?.gate !== job.gate) return [];
  return [
    { id: comment.id, body, marker, ...(comment.html_url === undefined ? {} : { url: comment.html_url }) },
  ];
}

/**
 * Two comments of one gate come from two runs that started together, or from a write that GitHub did not own up to. The older ones become
 * a pointer without a marker: nothing is deleted, and no run sees them again. Their fate decides nothing.
 */
async function retire(api: Api, [kept, ...others]: readonly Ours[]): Promise<void> {
  for (const { id } of others.slice(0, maxRetired)) {
    const body = `This verdict is outdated. The current one is in ${kept?.url ?? "another comment of this pull request"}`;
    try {
      await api.send("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id, body });
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
    }
  }
}

type Run = { readonly run?: number; readonly attempt?: number };

/** Run ids grow over the repository, attempts over a run; a marker that names none is older than any. */
function compareRuns(a: Run, b: Run): number {
  return (a.run ?? -1) - (b.run ?? -1) || (a.attempt ?? -1) - (b.attempt ?? -1);
}

function isNewer(marker: Run, job: Run): boolean {
  return compareRuns(marker, job) > 0;
}

function isOfRun(marker: Run, job: Run): boolean {
  return compareRuns(marker, job) === 0;
}

function isAuthor(login: string, job: CommentJob): boolean {
  return login.toLowerCase() === job.author.toLowerCase();
}

function foreignAuthor(login: string, job: CommentJob): string {
  return `The comment was written as \`${login}\`, not as \`${job.author}\`: the next run will not find it and write another. Set \`comment-author: ${login}\`.`;
}

function tooLong(body: string): CommentOutcome {
  return {
    outcome: "failed",
    reason: `Could not write the pull-request comment: it has ${body.length} characters and GitHub takes ${maxUnits}. The verdict is in the job summary meanwhile.`,
  };
}
