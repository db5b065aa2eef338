import type { InfraCode, ModelReply } from "../../../experiment/model-call.ts";
import { readRetryAfter } from "../classify-error.ts";
import { errorIn, waitHeaders } from "../exchange.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { type Incoming, readText } from "../send.ts";
import { oneLine } from "./reason.ts";

export type Called = {
  /** Without the path. */
  readonly origin: string;
  /** We started it, so that nobody else is to blame. */
  readonly isOurs: boolean;
  /** Never shown. */
  readonly secrets: readonly string[];
};

/**
 * What a reply says that is no answer; undefined for one that is. Redirects are not followed: the secrets are for this address alone. An
 * overloaded or unreachable upstream is nobody's change, a key is nobody's but where we started the app; all else is the app's.
 */
export async function readRefusal(incoming: Incoming, called: Called): Promise<ModelReply | undefined> {
  const status = incoming.statusCode ?? 0;
  const { origin, isOurs, secrets } = called;
  const who = isOurs ? "the app" : origin;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    return appError(
      `${who} answers ${status}, a redirect${whereTo(incoming, called)}, and redirects are not followed`,
    );
  }
  const encoding = incoming.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity" && status < 300) {
    incoming.destroy();
    return appError(
      `the reply is encoded as ${oneLine(encoding, 40)}, though \`accept-encoding: identity\` was sent`,
    );
  }
  if (status >= 200 && status < 300) return undefined;
  const text = await readText(incoming).catch(() => "");
  if (status === 429) return infra("rate_limit", `${who} answers 429: too many requests`, incoming);
  if ([502, 503, 504, 529].includes(status)) return infra("server", `${who} answers ${status}`, incoming);
  if (!isOurs && (status === 401 || status === 403))
    return {
      status: "infra_error",
      code: "key",
      reason: `${origin} answers ${status}: the key in \`headers\` may not do this`,
      isRetryable: false,
    };
  // Hidden first: the cut could leave a part of a secret that is not known again.
  return appError(`the app answers ${status}: ${hideSecrets(messageIn(text).slice(0, 20_000), secrets)}`);
}

function whereTo(incoming: Incoming, { origin }: Called): string {
  const { location = "" } = incoming.headers;
  if (!URL.canParse(location, origin)) return "";
  const to = new URL(location, origin).origin;
  return to === origin ? " within the same host" : ` to ${to}`;
}

function messageIn(text: string): string {
  const error = errorIn(text) as
    | { readonly message?: unknown; readonly detail?: unknown }
    | string
    | undefined;
  if (typeof error === "string") return error;
  return [error?.message, error?.detail].find((each) => typeof each === "string") ?? text;
}

function infra(code: InfraCode, reason: string, { headers, statusCode = 0 }: Incoming): ModelReply {
  const waits = new Headers();
  for (const name of waitHeaders) {
    const value = headers[name];
    if (typeof value === "string") waits.set(name, value);
  }
  const retryAfterMs = readRetryAfter(waits);
  return {
    status: "infra_error",
    code,
    reason,
    isRetryable: true,
    ...([503, 504, 529].includes(statusCode) ? { isOverload: true } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

export function appError(reason: string): Extract<ModelReply, { readonly status: "app_error" }> {
  return { status: "app_error", reason: oneLine(reason) };
}
