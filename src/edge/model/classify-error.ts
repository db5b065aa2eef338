import { APIError } from "openai/core/error";
import type { InfraCode, ModelReply } from "../../experiment/model-call.ts";
import { MalformedError } from "./answer.ts";
import { rateLimits, RedirectError } from "./exchange.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { OversizeError } from "./send.ts";

export type FailedCall = {
  /** Address of the API, without path. */
  readonly origin: string;
  readonly apiKeyEnv: string;
  /** Never shown. */
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  /** Absent for a call in a batch, which has none. */
  readonly latencyMs?: number;
  /** Why we ended the call, if we did. */
  readonly ended?: "timeout" | "aborted";
};

type Failure = Exclude<ModelReply, { status: "ok" }>;

const longestReason = 300;
/** More of a provider's message is not looked at. */
const longestRead = 20_000;
/** No provider means more, and no run lasts that long. */
const longestRetryMs = 3_600_000;

/**
 * What an attempt that gave no answer says: `app_error` where the request itself was refused, else `infra_error`. A reason holds the
 * provider's words only for `app_error`, cut and without secrets. What no provider or network causes is a defect, and thrown again.
 */
export function classifyError(error: unknown, call: FailedCall): Failure {
  const failure = classify(error, call);
  // Hidden first: the cut could leave a part of a secret that is not known again.
  const reason = hideSecrets(failure.reason.slice(0, longestRead), call.secrets);
  const isLong = reason.length > longestReason;
  return { ...failure, reason: isLong ? `${reason.slice(0, longestReason - 1)}…` : reason };
}

function classify(error: unknown, call: FailedCall): Failure {
  if (call.ended === "aborted") return infra("aborted", "the run was stopped", false);
  if (call.ended === "timeout")
    return infra("timeout", `no whole answer within ${Math.round(call.timeoutMs)} ms`, true);
  if (error instanceof APIError) return classifyRefusal(error, call);
  if (error instanceof RedirectError) {
    const reason = `${call.origin} answers ${error.status}, a redirect, which is not followed; write the final address in \`base_url\``;
    return infra("redirect", reason, false);
  }
  if (error instanceof MalformedError || error instanceof OversizeError)
    return infra("malformed", error.message, true);
  const code = connectionCode(error);
  if (code === undefined) throw error;
  return infra("network", `no connection to ${call.origin}, or it broke: ${code}`, true);
}

function classifyRefusal(error: APIError, { origin, apiKeyEnv, latencyMs }: FailedCall): Failure {
  const status = statusOf(error);
  const code = wordOf(error.code) ?? wordOf(error.type);
  const said = [error.status ?? "error", ...(code === undefined ? [] : [code])].join(" ");
  const waitMs = readRetryAfter(error.headers);
  switch (kindOf(status, error)) {
    case "app_error":
      return {
        status: "app_error",
        reason: `${said}: ${messageOf(error)}`,
        ...(latencyMs === undefined ? {} : { latencyMs }),
      };
    case "quota":
      return infra("quota", `${origin} answers ${said}: the account has no quota left`, false);
    case "key":
      return infra("key", `${origin} answers ${said}: the key in \`${apiKeyEnv}\` may not do this`, false);
    case "rate_limit":
      return infra("rate_limit", `${origin} answers ${said}: too many requests`, true, waitMs);
    case "server":
      return {
        ...infra("server", `${origin} answers ${said}`, isPassing(status), waitMs),
        ...(isOverload(status) ? { isOverload: true } : {}),
      };
  }
}

type Kind = "app_error" | Extract<InfraCode, "quota" | "key" | "rate_limit" | "server">;

const quotaWords = new Set(["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"]);

function kindOf(status: number, { code, type }: APIError): Kind {
  if (status === 402 || quotaWords.has(String(code)) || quotaWords.has(String(type))) return "quota";
  if ([401, 403, 407].includes(status) || code === "invalid_api_key") return "key";
  if (status === 429) return "rate_limit";
  return [400, 404, 413, 422].includes(status) ? "app_error" : "server";
}

function isPassing(status: number): boolean {
  return status >= 500 || [408, 409, 425].includes(status);
}

/** Too slow, overloaded; 529 is what Anthropic says. */
function isOverload(status: number): boolean {
  return [408, 503, 504, 529].includes(status);
}

/** The HTTP status; for an error inside a reply that began well, the status that means the same. */
function statusOf({ status, code, type }: APIError): number {
  if (status !== undefined) return status;
  const number = Number(code);
  if (number >= 400 && number < 600) return number;
  const words = `${String(code)} ${String(type)}`;
  if (/\brate_limit/.test(words)) return 429;
  if (/\bauthentication_error\b/.test(words)) return 401;
  return /\binvalid_/.test(words) ? 400 : 500;
}

/** A code of the provider's, where it is a code and no text. */
function wordOf(code: unknown): string | undefined {
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : undefined;
}

/** The provider's own words, on one line. */
function messageOf({ error, message }: APIError): string {
  const { message: own } = (error ?? {}) as { readonly message?: unknown };
  const text = typeof own === "string" ? own : message.replace(/^\d{3} /, "");
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
}

/**
 * Milliseconds that the provider asks to wait: `retry-after-ms`, else `retry-after` in seconds or as a date, else until a limit that is
 * used up is reset. At most an hour.
 */
export function readRetryAfter(headers: Headers | undefined): number | undefined {
  const ms = numberIn(headers?.get("retry-after-ms"));
  const after = headers?.get("retry-after") ?? "";
  const asked = ms ?? (numberIn(after) ?? secondsUntil(after)) * 1000;
  const waitMs = Number.isNaN(asked) ? readReset(headers) : asked;
  return Number.isNaN(waitMs) ? undefined : Math.min(longestRetryMs, Math.max(0, Math.ceil(waitMs)));
}

/** Of the limits that have nothing left, the longest time until one is reset; NaN where none is told. */
function readReset(headers: Headers | undefined): number {
  const waits = rateLimits
    .filter((limit) => numberIn(headers?.get(`x-ratelimit-remaining-${limit}`)) === 0)
    .map((limit) => readDuration(headers?.get(`x-ratelimit-reset-${limit}`) ?? ""))
    .filter((wait) => !Number.isNaN(wait));
  return waits.length === 0 ? Number.NaN : Math.max(...waits);
}

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of a duration as OpenAI writes it, such as `6m0s` or `120ms`; NaN for what is none. */
function readDuration(text: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[hms]))+$/.test(text)) return Number.NaN;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g);
  return [...parts].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (unitMs[unit] ?? Number.NaN),
    0,
  );
}

/** NaN for what is no HTTP date: `Date.parse` alone takes "-7" for one. */
function secondsUntil(date: string): number {
  return date.endsWith("GMT") ? (Date.parse(date) - Date.now()) / 1000 : Number.NaN;
}

function numberIn(value: string | null | undefined): number | undefined {
  return /^\s*\d+(?:\.\d+)?\s*$/.test(value ?? "") ? Number(value) : undefined;
}

/** The code of a broken or refused connection. A TypeError or RangeError with a code is a wrong call of ours. */
function connectionCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError)
    return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? (wordOf(code) ?? "unknown") : undefined;
}

function infra(code: InfraCode, reason: string, isRetryable: boolean, retryAfterMs?: number): Failure {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { status: "infra_error", code, reason, isRetryable, ...wait };
}
