import * as z from "zod/mini";

/** A whole commit id, of SHA-1 or SHA-256. Anything shorter, or a ref, could name another commit, or be an option of git. */
export const shaSchema = z
  .string({ error: "a whole commit sha" })
  .check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u, { error: "a whole commit sha" }));

const repositoryName = z
  .string({ error: "a repository as owner/name" })
  .check(z.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/u, { error: "a repository as owner/name" }));
const repositorySchema = z.object({ full_name: repositoryName }, { error: "a repository" });
const numberSchema = z.int({ error: "a number from 1" }).check(z.positive({ error: "a number from 1" }));
const addressSchema = z
  .string({ error: "an address" })
  .check(z.regex(/^https?:\/\/[^\s"'<>`\\?#]{1,2000}$/u, { error: "an http(s) address" }));
const digits = z
  .string({ error: "a whole number" })
  .check(z.regex(/^[1-9]\d{0,14}$/u, { error: "a whole number" }));

export const environmentSchema = z.object({
  GITHUB_EVENT_NAME: z.string({ error: "the name of an event" }),
  GITHUB_REPOSITORY: repositoryName,
  GITHUB_SHA: shaSchema,
  GITHUB_REF: z.optional(z.string({ error: "a ref" })),
  GITHUB_RUN_ID: digits,
  GITHUB_RUN_ATTEMPT: digits,
  GITHUB_SERVER_URL: addressSchema,
  GITHUB_API_URL: addressSchema,
});

const commitSchema = z.object({ sha: shaSchema }, { error: "a commit" });
const baseSchema = z.object(
  { sha: shaSchema, ref: z.optional(z.string({ error: "the name of a branch" })) },
  { error: "a commit" },
);

export const pullRequestSchema = z.object({
  repository: repositorySchema,
  pull_request: z.object(
    {
      number: numberSchema,
      draft: z.optional(z.boolean({ error: "true or false" })),
      head: z.object({ sha: shaSchema, repo: z.nullable(repositorySchema) }, { error: "a commit" }),
      base: baseSchema,
    },
    { error: "a pull request" },
  ),
});

export const mergeGroupSchema = z.object({
  merge_group: z.object({ head_sha: shaSchema, base_sha: shaSchema }, { error: "a merge group" }),
});

export const pushSchema = z.object({
  before: shaSchema,
  after: shaSchema,
  repository: z.object(
    { default_branch: z.optional(z.string({ error: "the name of a branch" })) },
    { error: "a repository" },
  ),
});

export const workflowRunSchema = z.object({
  repository: repositorySchema,
  workflow_run: z.object(
    {
      head_sha: shaSchema,
      head_repository: z.nullable(repositorySchema),
      pull_requests: z.array(
        z.object(
          { number: numberSchema, head: commitSchema, base: commitSchema },
          { error: "a pull request" },
        ),
        { error: "a list of pull requests" },
      ),
    },
    { error: "a workflow run" },
  ),
});
