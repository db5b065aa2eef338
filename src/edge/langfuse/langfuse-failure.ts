import type { Problem } from "../../problem.ts";

export type FailureKind =
  | "keys"
  | "forbidden"
  | "not_found"
  /** The request itself is refused. */
  | "refused"
  /** More than the server, or this program, takes at once. */
  | "too_large"
  | "rate_limit"
  | "server"
  | "timeout"
  | "network"
  | "redirect"
  | "malformed";

/** What a server did instead of what was asked. Carries no text of an answer, which may hold anything. */
export class LangfuseFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  /** How long a rate limit asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: FailureKind,
    { status, retryAfterMs }: { readonly status?: number; readonly retryAfterMs?: number } = {},
  ) {
    super(`Langfuse: ${kind}${status === undefined ? "" : ` (${status})`}`);
    this.name = "LangfuseFailure";
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** Another attempt may go better. */
  get isTransient(): boolean {
    return this.kind === "server" || this.kind === "timeout" || this.kind === "network";
  }

  /** No other request would go better: whatever is left need not be tried. */
  get isFinal(): boolean {
    return ["keys", "forbidden", "redirect", "rate_limit", "network"].includes(this.kind);
  }
}

/** The failure in a few words, for a list of what was not sent. */
export function reasonOf({ kind, status, retryAfterMs }: LangfuseFailure): string {
  const answers = `the server answers ${status ?? "with an error"}`;
  const reasons: Readonly<Record<FailureKind, string>> = {
    keys: "the server does not accept the keys (401)",
    forbidden: "the keys may not do this (403)",
    not_found: "the server does not have it (404)",
    refused: `the server refuses it (${status ?? "no status"})`,
    too_large: "it is more than the server takes at once",
    rate_limit: `the rate limit is reached, and asks to wait ${Math.ceil((retryAfterMs ?? 0) / 1000)} s`,
    server: answers,
    timeout: "no answer came in time",
    network: "the server cannot be reached",
    redirect: "the server redirects to another address",
    malformed: "the answer is not one of this API",
  };
  return reasons[kind];
}

/** The failure as a Problem. `server` is the origin of its address, without what is secret in it. */
export function problemOfFailure(failure: LangfuseFailure, server: string, todo: string): Problem {
  const message = `Langfuse at ${server}: could not ${todo}, since ${reasonOf(failure)}.`;
  const resume = "Run it again: it goes on where it stopped, given the cursor.";
  switch (failure.kind) {
    case "keys":
      return {
        code: "langfuse-keys",
        message,
        fix: "Check `LANGFUSE_PUBLIC_KEY` and `LANGFUSE_SECRET_KEY`, and that their project is on this server: each region has its own.",
      };
    case "forbidden":
      return {
        code: "langfuse-forbidden",
        message,
        fix: "Use keys of the project, not of an organisation, that may read traces and write scores.",
      };
    case "not_found":
      return {
        code: "langfuse-not-found",
        message,
        fix: "Check `LANGFUSE_BASE_URL`: the address of the server alone, such as https://cloud.langfuse.com.",
      };
    case "redirect":
      return {
        code: "langfuse-redirect",
        message,
        fix: "Write the final address into `LANGFUSE_BASE_URL`: keys are not sent on.",
      };
    case "refused":
    case "too_large":
      return { code: "langfuse-refused", message, fix: "Check the filter, or take a shorter time span." };
    case "malformed":
      return {
        code: "langfuse-malformed",
        message,
        fix: "Check `LANGFUSE_BASE_URL`, and what stands between here and there, such as a proxy or a login page.",
      };
    case "rate_limit":
    case "server":
    case "timeout":
    case "network":
      return { code: "langfuse-unavailable", message, fix: resume };
  }
}
