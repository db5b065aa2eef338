import { setTimeout as sleep } from "node:timers/promises";
import type { getOctokit } from "@actions/github";
import * as z from "zod/mini";
import { type FailureKind, GithubFailure } from "./github-failure.ts";

/** One repository's REST API. */
export type Api = {
  /** `owner/name`. */
  readonly repository: string;
  /**
   * Sends up to three times; throws a GithubFailure for what GitHub does. A write that must happen once brings `findWritten`: where it is
   * unknown whether an attempt took place, it looks before the next one, and what it finds is the reply.
   */
  readonly send: (
    route: string,
    parameters?: Parameters,
    findWritten?: () => Promise<unknown>,
  ) => Promise<Reply>;
};

export type Parameters = Readonly<Record<string, unknown>>;
export type Reply = { readonly data: unknown; readonly hasNextPage: boolean };

export type ApiOptions = {
  /** Such as `https://api.github.com` or `https://ghe.acme.example/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Without one every call fails, and says so. */
  readonly token?: string;
  /** Instead of the one of @actions/github, which honours the proxy variables. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long to wait for GitHub in all, over every pause between two attempts. Default 90 seconds: one secondary rate limit. */
  readonly patienceMs?: number;
  /** Ends calls and pauses early. */
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number) => Promise<unknown>;
};

const maxTries = 3;
const callTimeoutMs = 20_000;
/** GitHub asks for at least a minute where a secondary limit comes without a header. */
const secondaryLimitMs = 60_000;

/** Opens the API. @actions/github weighs half a megabyte and 90 ms, so it is loaded at the first call. */
export function openApi(options: ApiOptions): Api {
  const [owner = "", repo = ""] = options.repository.split("/");
  const wait = options.wait ?? ((ms: number) => pause(ms, options.signal));
  let patienceLeftMs = options.patienceMs ?? 90_000;
  let octokit: Promise<ReturnType<typeof getOctokit>> | undefined;

  async function attempt(route: string, parameters: Parameters): Promise<Reply> {
    if (options.token === undefined || options.token === "") throw new GithubFailure("no_token");
    octokit ??= loadOctokit(options, options.token);
    const client = await octokit;
    const timeout = AbortSignal.timeout(callTimeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    try {
      const reply = await client.request(route, { owner, repo, ...parameters, request: { signal } });
      return { data: reply.data, hasNextPage: /\brel="next"/u.test(reply.headers.link ?? "") };
    } catch (error) {
      throw readFailure(error);
    }
  }

  async function send(
    route: string,
    parameters: Parameters = {},
    findWritten?: () => Promise<unknown>,
  ): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(route, parameters);
      } catch (error) {
        if (!(error instanceof GithubFailure) || !error.isTransient) throw error;
        const isLast = tries === maxTries;
        if (isLast && (findWritten === undefined || error.kind === "rate_limit")) throw error;
        const waitMs = error.retryAfterMs ?? 1000 * 2 ** (tries - 1);
        if (waitMs > patienceLeftMs) throw error;
        patienceLeftMs -= waitMs;
        await wait(waitMs);
        if (options.signal?.aborted === true) throw error;
        const written = await findWritten?.();
        if (written !== undefined) return { data: written, hasNextPage: false };
        if (isLast) throw error;
      }
    }
  }

  return { repository: options.repository, send };
}

async function loadOctokit(options: ApiOptions, token: string) {
  const github = await import("@actions/github");
  const quiet = () => undefined;
  return github.getOctokit(token, {
    baseUrl: options.apiUrl.replace(/\/+$/u, ""),
    userAgent: "llm-o11y",
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    ...(options.fetch === undefined ? {} : { request: { fetch: options.fetch } }),
  });
}

/** Ends early, and quietly, where the signal says so. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

const errorSchema = z.object({
  status: z.number(),
  message: z.string(),
  response: z.optional(
    z.object({ headers: z.record(z.string(), z.optional(z.union([z.string(), z.number()]))) }),
  ),
});

/**
 * Octokit gives what never came to an answer as a 500 without a response. The text of an answer is looked at, never passed on. What is
 * not of Octokit is a defect and stays as it is.
 */
function readFailure(error: unknown): unknown {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return error;
  if (parsed.data.response === undefined) return new GithubFailure("network");
  const { status, message, response } = parsed.data;
  const header = (name: string) => String(response.headers[name] ?? "");
  const isLimit =
    status === 429 ||
    (status === 403 &&
      (header("retry-after") !== "" ||
        header("x-ratelimit-remaining") === "0" ||
        /rate limit/iu.test(message)));
  if (isLimit) return new GithubFailure("rate_limit", { status, retryAfterMs: limitMs(header) });
  return new GithubFailure(kindOf(status, message), { status });
}

function kindOf(status: number, message: string): FailureKind {
  if (status === 403 && /\blocked\b/iu.test(message)) return "locked";
  if (status === 403 && /not permitted to create or approve pull requests/iu.test(message)) return "no_pulls";
  const kinds: Readonly<Record<number, FailureKind>> = {
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    410: "not_found",
    422: "refused",
    502: "outage",
    503: "outage",
    504: "outage",
  };
  return kinds[status] ?? (status >= 500 ? "server" : "refused");
}

function limitMs(header: (name: string) => string): number {
  const afterSeconds = Number.parseInt(header("retry-after"), 10);
  if (afterSeconds >= 0) return afterSeconds * 1000;
  const resetSeconds = Number.parseInt(header("x-ratelimit-reset"), 10);
  if (header("x-ratelimit-remaining") === "0" && resetSeconds > 0)
    return Math.max(0, resetSeconds * 1000 - Date.now()) + 1000;
  return secondaryLimitMs;
}

/** The reply as its schema says; a GithubFailure where GitHub sent something else. */
export function readReply<T>(schema: z.ZodMiniType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new GithubFailure("malformed");
  return parsed.data;
}
