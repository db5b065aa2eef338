import { setTimeout as sleep } from "node:timers/promises";
import { LangfuseFailure, type FailureKind } from "./langfuse-failure.ts";
import { openPace } from "./pace.ts";
import { parseBody, parseJson, readBody } from "./read-body.ts";

export type CallOptions = {
  /** Sent with each request; the values are secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Instead of the one of Node, such as one that goes through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
  /** Absent: as many as the server takes. */
  readonly requestsPerMinute?: number;
  /** Ends requests and pauses early. */
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
};

export type Call = {
  readonly url: URL;
  readonly method?: "GET" | "POST";
  /** Sent as JSON, as it is. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Reply = { readonly data: unknown; readonly bytes: number };

const mostTries = 5;
const timeoutMs = 60_000;
/** Waiting for rate limits, in one call, after which the server is left alone. */
const patienceMs = 15 * 60_000;
/** For a limit that does not say when it ends: limits of Langfuse are for a minute. */
const limitMs = 60_000;

/**
 * Sends requests, one after the other and not more than `requestsPerMinute`. Up to five tries where the server or the network fails; a
 * rate limit is waited for as long as it asks, which is no try. Redirects are not followed: the headers would go along. What the server
 * does instead of answering is a LangfuseFailure; an abort is thrown as it is. Every write has to be one that may come twice.
 */
export function openCalls(options: CallOptions): (call: Call) => Promise<Reply> {
  const { signal, now = () => performance.now() } = options;
  const wait = options.wait ?? ((ms: number) => pause(ms, signal));
  const send = options.fetch ?? globalThis.fetch;
  const pace =
    options.requestsPerMinute === undefined ? undefined : openPace(options.requestsPerMinute, { now, wait });

  async function attempt({ url, method, body, headers }: Call): Promise<Reply> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await send(url, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        redirect: "manual",
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        headers: {
          accept: "application/json",
          "user-agent": "llm-o11y",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...options.headers,
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw failureOf(response);
      }
      const bytes = await readBody(response);
      // What was written is written, whatever the answer says of it.
      if (body !== undefined) return { data: parseJson(bytes), bytes: bytes.length };
      return { data: parseBody(bytes), bytes: bytes.length };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof LangfuseFailure) throw error;
      throw new LangfuseFailure(timeout.aborted ? "timeout" : "network");
    }
  }

  return async (call) => {
    let patienceLeftMs = patienceMs;
    for (let tries = 1; ;) {
      await pace?.();
      signal?.throwIfAborted();
      try {
        return await attempt(call);
      } catch (error) {
        if (!(error instanceof LangfuseFailure)) throw error;
        if (error.kind === "rate_limit") {
          const waitMs = error.retryAfterMs ?? limitMs;
          if (waitMs > patienceLeftMs) throw error;
          // A limit that asks for no wait at all must not be asked for ever.
          patienceLeftMs -= Math.max(waitMs, 1000);
          await wait(waitMs);
        } else {
          if (!error.isTransient || tries >= mostTries) throw error;
          await wait(1000 * 2 ** (tries - 1));
          tries += 1;
        }
      }
    }
  };
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

function failureOf({ status, headers }: Response): LangfuseFailure {
  if (status === 429) {
    const retryAfterMs = limitEnd(headers);
    return new LangfuseFailure("rate_limit", {
      status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return new LangfuseFailure(kindOf(status), { status });
}

function kindOf(status: number): FailureKind {
  const kinds: Readonly<Record<number, FailureKind>> = {
    401: "keys",
    403: "forbidden",
    404: "not_found",
    405: "not_found",
    408: "timeout",
    410: "not_found",
    413: "too_large",
    // A query that takes more of the database than it may.
    422: "too_large",
    504: "timeout",
    524: "timeout",
  };
  // `fetch` has status 0 for a redirect that it was told not to follow, on some runtimes.
  if (status === 0 || (status >= 300 && status < 400)) return "redirect";
  return kinds[status] ?? (status >= 500 ? "server" : "refused");
}

/** `Retry-After` in seconds or as a date, else `X-RateLimit-Reset` as a date or seconds since 1970. */
function limitEnd(headers: Headers): number | undefined {
  const after = headers.get("retry-after") ?? "";
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const reset = headers.get("x-ratelimit-reset") ?? "";
  const at = Date.parse(after) || (/^\d+$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset));
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
