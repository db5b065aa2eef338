import * as z from "zod/mini";
import { ProblemError } from "../../problem.ts";
import { type Api, readReply } from "./call-api.ts";
import { shaSchema } from "./event-schema.ts";
import { explainFailure, GithubFailure } from "./github-failure.ts";

const pullSchema = z.object({ head: z.object({ sha: shaSchema }) });
const comparisonSchema = z.object({ merge_base_commit: z.object({ sha: shaSchema }) });

/** Head of the pull request at this moment. Throws a GithubFailure. */
export async function readPullHead(api: Api, number: number): Promise<string> {
  const { data } = await api.send("GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number });
  return readReply(pullSchema, data).head.sha;
}

/**
 * Where the two commits part; undefined where GitHub does not know one of them, or they share no history. Throws a ProblemError where it
 * does not say.
 */
export async function readMergeBase(api: Api, base: string, head: string): Promise<string | undefined> {
  try {
    const { data } = await api.send("GET /repos/{owner}/{repo}/compare/{basehead}", {
      basehead: `${base}...${head}`,
      per_page: 1,
    });
    return readReply(comparisonSchema, data).merge_base_commit.sha;
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === "not_found") return undefined;
    throw toProblem(error, `find the merge-base of ${base.slice(0, 7)} and ${head.slice(0, 7)}`);
  }
}

/** A GithubFailure as a ProblemError for code whose callers know no GitHub; anything else as it is. */
export function toProblem(error: unknown, todo: string, permission = "contents: read"): unknown {
  if (!(error instanceof GithubFailure)) return error;
  const message = explainFailure(error, { todo, permission });
  return new ProblemError([{ code: "github-api", message }]);
}
