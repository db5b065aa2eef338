import * as z from "zod/mini";
import type { Json } from "../../experiment/json.ts";
import { schemaProblems } from "../../experiment/schema-problem.ts";
import { type Parsed, type Problem, quoteValue } from "../../problem.ts";
import {
  environmentSchema,
  mergeGroupSchema,
  pullRequestSchema,
  pushSchema,
  workflowRunSchema,
} from "./event-schema.ts";

/** What the runner says of the run, and of the change that it is about. */
export type RunnerEvent = {
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that the event is about; on `pull_request` the merge commit. */
  readonly sha: string;
  readonly ref?: string;
  readonly run: number;
  readonly attempt: number;
  readonly runUrl: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly change: Change;
};

export type PullRequest = {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseBranch?: string;
  /** `owner/name`; absent where the fork is gone. */
  readonly headRepository?: string;
  /** The head is in another repository: no secrets, a read-only token. */
  readonly isFork: boolean;
  readonly isDraft: boolean;
};

/** The change by its event (contract, section 7). Shas are whole and in lower case. */
export type Change =
  | ({ readonly kind: "pull_request" | "pull_request_target" } & PullRequest)
  | { readonly kind: "merge_group"; readonly headSha: string; readonly baseSha: string }
  | {
      readonly kind: "push";
      /** Absent on the first push of a branch. */
      readonly before?: string;
      readonly after: string;
      readonly defaultBranch?: string;
    }
  | { readonly kind: "schedule" | "workflow_dispatch" }
  | {
      readonly kind: "workflow_run";
      readonly headSha: string;
      readonly headRepository?: string;
      readonly isFork: boolean;
      /** Where the payload names exactly one for this head; it never does for a fork. */
      readonly pullRequest?: { readonly number: number; readonly baseSha: string };
    };

const kinds = [
  "pull_request",
  "merge_group",
  "push",
  "schedule",
  "workflow_dispatch",
  "pull_request_target",
  "workflow_run",
] as const satisfies readonly Change["kind"][];

/**
 * Reads the runner's variables (`GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY`, `GITHUB_SHA`, ...) and the text of the file that
 * `GITHUB_EVENT_PATH` names. Every variable that is missing or malformed is a problem of its own; an event that no verdict belongs to is one too.
 */
export function readEvent(
  environment: Readonly<Record<string, string | undefined>>,
  payloadText: string,
): Parsed<RunnerEvent> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith("GITHUB_") && value !== ""),
  );
  const parsed = parse(environmentSchema, set as Json, "runner-environment");
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  const kind = kinds.find((known) => known === value.GITHUB_EVENT_NAME);
  if (kind === undefined) return fail(unsupported(value.GITHUB_EVENT_NAME));
  const payload = parseJson(payloadText);
  if (!payload.ok) return payload;
  const change = readChange(kind, payload.value);
  if (!change.ok) return change;
  const run = Number(value.GITHUB_RUN_ID);
  const attempt = Number(value.GITHUB_RUN_ATTEMPT);
  const runPath = `${value.GITHUB_REPOSITORY}/actions/runs/${run}${attempt > 1 ? `/attempts/${attempt}` : ""}`;
  return {
    ok: true,
    value: {
      repository: value.GITHUB_REPOSITORY,
      sha: value.GITHUB_SHA,
      ...(value.GITHUB_REF === undefined ? {} : { ref: value.GITHUB_REF }),
      run,
      attempt,
      runUrl: `${value.GITHUB_SERVER_URL.replace(/\/+$/u, "")}/${runPath}`,
      apiUrl: value.GITHUB_API_URL.replace(/\/+$/u, ""),
      change: change.value,
    },
  };
}

function readChange(kind: Change["kind"], payload: Json): Parsed<Change> {
  switch (kind) {
    case "pull_request":
    case "pull_request_target":
      return map(
        parse(pullRequestSchema, payload),
        ({ repository, pull_request: { number, head, base, draft } }) => ({
          kind,
          number,
          headSha: head.sha,
          baseSha: base.sha,
          ...(base.ref === undefined ? {} : { baseBranch: base.ref }),
          ...originOf(head.repo, repository),
          isDraft: draft === true,
        }),
      );
    case "merge_group":
      return map(parse(mergeGroupSchema, payload), ({ merge_group: group }) => ({
        kind,
        headSha: group.head_sha,
        baseSha: group.base_sha,
      }));
    case "push":
      return readPush(payload);
    case "workflow_run":
      return map(parse(workflowRunSchema, payload), ({ repository, workflow_run: source }) => {
        const [pull, ...others] = source.pull_requests.filter(({ head }) => head.sha === source.head_sha);
        return {
          kind,
          headSha: source.head_sha,
          ...originOf(source.head_repository, repository),
          ...(pull === undefined || others.length > 0
            ? {}
            : { pullRequest: { number: pull.number, baseSha: pull.base.sha } }),
        };
      });
    case "schedule":
    case "workflow_dispatch":
      return { ok: true, value: { kind } };
  }
}

function readPush(payload: Json): Parsed<Change> {
  const parsed = parse(pushSchema, payload);
  if (!parsed.ok) return parsed;
  const { before, after, repository } = parsed.value;
  if (isZeros(after))
    return fail({
      code: "event-deletes-branch",
      message: "this push deletes a branch: there is no commit to test.",
      fix: "Leave deletions out: `if: github.event.deleted == false`.",
    });
  const defaultBranch = repository.default_branch;
  return {
    ok: true,
    value: {
      kind: "push",
      ...(isZeros(before) ? {} : { before }),
      after,
      ...(defaultBranch === undefined ? {} : { defaultBranch }),
    },
  };
}

type Repository = { readonly full_name: string };

/** GitHub's names of repositories do not differ by case alone. */
function originOf(head: Repository | null, repository: Repository) {
  const isFork = head?.full_name.toLowerCase() !== repository.full_name.toLowerCase();
  return { ...(head === null ? {} : { headRepository: head.full_name }), isFork };
}

function isZeros(sha: string): boolean {
  return /^0+$/u.test(sha);
}

function unsupported(name: string): Problem {
  return {
    code: "event-not-supported",
    message: `the event \`${quoteValue(name).slice(1, -1)}\` brings no change to decide about.`,
    fix: `Run on one of ${kinds.map((kind) => `\`${kind}\``).join(", ")}.`,
  };
}

function parseJson(text: string): Parsed<Json> {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return fail({
      code: "event-payload",
      message: "the event's payload, which `GITHUB_EVENT_PATH` names, is not JSON.",
      fix: "The runner writes this file: run the job again.",
    });
  }
}

function parse<T>(
  schema: z.ZodMiniType<T>,
  value: Json,
  code: "event-payload" | "runner-environment" = "event-payload",
): Parsed<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = schemaProblems(schema, value, {});
  return { ok: false, problems: problems.map(({ message }) => explain(code, message)) };
}

/** Nobody can write these values by hand, so what is wrong with them is told with the one thing to do. */
function explain(code: "event-payload" | "runner-environment", message: string): Problem {
  return code === "event-payload"
    ? {
        code: "event-payload",
        message: `in the event's payload ${message}`,
        fix: "The runner writes it: run the job again.",
      }
    : {
        code: "runner-environment",
        message,
        fix: "GitHub's runner sets it: run this as an action, or use the command `gate`.",
      };
}

function map<T, U>(parsed: Parsed<T>, change: (value: T) => U): Parsed<U> {
  return parsed.ok ? { ok: true, value: change(parsed.value) } : parsed;
}

function fail(problem: Problem): Parsed<never> {
  return { ok: false, problems: [problem] };
}
