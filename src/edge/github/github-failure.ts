export type FailureKind =
  | "no_token"
  | "unauthorized"
  | "forbidden"
  | "locked"
  /** The repository lets no workflow open a pull request. */
  | "no_pulls"
  | "not_found"
  | "refused"
  | "rate_limit"
  | "outage"
  | "server"
  | "network"
  | "malformed"
  | "too_many";

type Details = { readonly status?: number; readonly retryAfterMs?: number };

/** What GitHub did instead of what was asked. Carries no text of an answer. */
export class GithubFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: FailureKind, { status, retryAfterMs }: Details = {}) {
    super(`GitHub: ${kind}${status === undefined ? "" : ` (${status})`}`);
    this.name = "GithubFailure";
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** Another attempt may go better. */
  get isTransient(): boolean {
    return this.kind === "outage" || this.kind === "network" || this.kind === "rate_limit";
  }
}

/**
 * One sentence: what could not be done, why, and what helps. `permission` is what the call needs; `meanwhile` is where to find what is not
 * there.
 */
export function explainFailure(
  { kind, status, retryAfterMs }: GithubFailure,
  what: { readonly todo: string; readonly permission: string; readonly meanwhile?: string },
): string {
  const [cause, remedy] = causeOf(kind, what.permission, status, retryAfterMs);
  const rest = [remedy, what.meanwhile].filter((part) => part !== undefined).join("; ");
  return `Could not ${what.todo}: ${cause}.${rest === "" ? "" : ` ${rest}.`}`;
}

function causeOf(
  kind: FailureKind,
  permission: string,
  status: number | undefined,
  retryAfterMs: number | undefined,
): readonly [cause: string, remedy: string] {
  switch (kind) {
    case "no_token":
      return ["there is no token", "Leave `github-token` at its default"];
    case "unauthorized":
      return ["GitHub does not accept the token (401)", "Check the secret that `github-token` names"];
    case "forbidden":
      return [
        `the token lacks \`${permission}\``,
        "Add it under `permissions:` (a pull request from a fork never gets it)",
      ];
    case "locked":
      return ["the conversation is locked", "Unlock it"];
    case "no_pulls":
      return [
        "this repository does not let a workflow open pull requests",
        "Allow it under Settings, Actions, General, Workflow permissions, or pass the token of a GitHub App",
      ];
    case "not_found":
      return [
        "GitHub does not find it, or does not show it to this token (404)",
        `Check that the token is of this repository and has \`${permission}\``,
      ];
    case "refused":
      return [
        `GitHub refuses the content (${status ?? "no status"})`,
        "This is a defect of llm-o11y: report it",
      ];
    case "rate_limit":
      return [
        `GitHub's rate limit is reached and asks to wait ${seconds(retryAfterMs)}`,
        "Run the job again later",
      ];
    case "outage":
    case "server":
      return [`GitHub answers ${status ?? "with an error"}`, "Run the job again"];
    case "network":
      return ["GitHub cannot be reached", "Check the network of the runner, then run the job again"];
    case "malformed":
      return ["the answer is not one of GitHub's API", "Check `GITHUB_API_URL` and the proxy"];
    case "too_many":
      return ["there are more than 10,000 comments", "Continue in a new pull request"];
  }
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? "a while" : `${Math.ceil(ms / 1000)} s`;
}
