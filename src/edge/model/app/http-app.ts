import type { App, AppRequest, AppSpec, HttpMessage } from "../../../experiment/app-call.ts";
import { fillMarks, type MarkValues } from "../../../experiment/http-marks.ts";
import type { Json } from "../../../experiment/json.ts";
import type { ModelReply } from "../../../experiment/model-call.ts";
import { type Parsed, type Problem, ProblemError } from "../../../problem.ts";
import { APIError } from "openai/core/error";
import { MalformedError } from "../answer.ts";
import { classifyError } from "../classify-error.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { type PreparedRequest, prepareAddress, type ReadSecret } from "../prepare-request.ts";
import { withoutSecrets } from "../reply-of-answer.ts";
import { checkProxy, type Incoming, openSend, OversizeError, type Proxy, readText } from "../send.ts";
import { startLimit } from "../time-limit.ts";
import { AppFailure } from "./app-failure.ts";
import { checkPath } from "./http-path.ts";
import { appError, type Called, readRefusal } from "./http-refusal.ts";
import { type Hide, readHttpReply } from "./http-reply.ts";
import { readHttpStream } from "./http-stream.ts";
import { openServer, type Server } from "./server.ts";

export type HttpAppOptions = {
  readonly spec: Extract<AppSpec, { readonly type: "http" }>;
  /** Where `start` runs. */
  readonly folder?: string;
  /** All of its environment, but for `PORT` and what `envOf` adds for the process of a name. */
  readonly env?: Readonly<Record<string, string>>;
  readonly envOf?: (process: string) => Readonly<Record<string, string>>;
  readonly secret: ReadSecret;
  /** Values of `env` that must not be shown in what the app answers or prints. */
  readonly hidden?: readonly string[];
  readonly proxy?: Proxy;
  /** Stops a start that takes too long. */
  readonly signal?: AbortSignal;
  /** How long the server may take until it is ready. */
  readonly readyMs?: number;
};

type Address = Pick<PreparedRequest, "url" | "headers" | "secrets">;

/** What keeps a request from being sent: a secret that is not set, an address that is none, a JSONPath that is none. */
export function checkHttp({ http }: AppRequest, secret: ReadSecret, proxy?: Proxy): readonly Problem[] {
  if (http === undefined) return [];
  const { reply } = http;
  const address = addressOf(http, { port: 1, session: "session" }, secret);
  const names: Readonly<Record<string, string>> = { toolCalls: "tool_calls" };
  const paths = "preset" in reply ? [] : Object.entries(reply);
  return [
    ...(address.ok ? [] : address.problems),
    ...paths.flatMap(([part, path]) => checkPath(names[part] ?? part, path)),
    ...(http.url.startsWith("http:") ? [] : checkProxy(proxy)),
  ];
}

/**
 * An app behind a URL: one that runs elsewhere, or that is started here and is ready when the promise resolves. Throws a ProblemError where
 * it cannot be started; asking throws one for what `checkHttp` finds.
 */
export async function openHttpApp(options: HttpAppOptions): Promise<App> {
  const { spec, secret, proxy, hidden = [] } = options;
  // A connection that breaks is our server's failure: none is used that it may be about to close.
  const send = openSend(proxy, spec.start === undefined ? undefined : 1000);
  const server = await serve(options);
  const isOurs = server !== undefined;
  return {
    ask: async (request, turn, { timeoutMs, signal }) => {
      const { http } = request;
      if (http === undefined) throw new Error(`the request to ${spec.fingerprint} has no address`);
      const up = await server?.up(signal);
      if (signal.aborted) return aborted;
      if (up?.ok === false) return appError(up.reason);
      const { session } = turn;
      const marks: MarkValues = { session, ...(up === undefined ? {} : { port: up.port }) };
      const address = addressOf(http, marks, secret);
      if (!address.ok) throw new ProblemError(address.problems);
      const { url, headers } = address.value;
      const secrets = [...address.value.secrets, ...hidden];
      const hide = hidingOf(secrets);
      const called: Called = { origin: url.origin, isOurs, secrets };
      const limit = startLimit(timeoutMs, signal);
      const outgoing = {
        url,
        method: http.method,
        headers: { ...headers, accept: acceptOf(http), traceparent: turn.traceparent },
        ...(http.body === undefined ? {} : { body: writeBody(http.body, marks) }),
      };
      const startMs = performance.now();
      let ttftMs: number | undefined;
      const onFirstPart = (): void => {
        ttftMs = performance.now() - startMs;
      };
      try {
        limit.signal.throwIfAborted();
        turn.onSent?.(processName);
        const incoming = await send(outgoing, limit.signal);
        server?.answered();
        const reply =
          (await readRefusal(incoming, called)) ??
          (http.stream
            ? await readHttpStream(incoming, http, { signal: limit.signal, onFirstPart, hide })
            : readHttpReply(await readText(incoming), contentTypeOf(incoming), http, hide));
        limit.signal.throwIfAborted();
        if (reply.status === "infra_error") return reply;
        const latencyMs = performance.now() - startMs;
        const first = reply.status === "ok" && ttftMs !== undefined ? { ttftMs } : {};
        return { ...withoutSecrets(reply, secrets), ...first, latencyMs };
      } catch (error) {
        const ended = limit.ended();
        if (ended === "aborted") return aborted;
        const latencyMs = performance.now() - startMs;
        const death = async (): Promise<string | undefined> =>
          up === undefined ? undefined : server?.deathAt(up.port);
        const reason =
          ownReason(error) ?? (isOurs ? await brokenReason(error, { ended, timeoutMs, death }) : undefined);
        if (reason !== undefined)
          return { ...appError(hideSecrets(reason.slice(0, 20_000), secrets)), latencyMs };
        return classifyError(error, {
          origin: url.origin,
          apiKeyEnv: "",
          secrets,
          timeoutMs,
          latencyMs,
          ...(ended === undefined ? {} : { ended }),
        });
      } finally {
        limit.clear();
      }
    },
    log: () => server?.log() ?? "",
    close: async () => server?.close(),
  };
}

const processName = "server";

/** Throws an AppFailure for a value that no record could hold. */
function hidingOf(secrets: readonly string[]): Hide {
  return (value) => {
    try {
      return withoutSecrets(value, secrets);
    } catch (error) {
      throw error instanceof RangeError ? new AppFailure("the reply nests too deep to be read") : error;
    }
  };
}

const aborted: ModelReply = {
  status: "infra_error",
  code: "aborted",
  reason: "the run was stopped",
  isRetryable: false,
};

async function serve({
  spec,
  folder,
  env = {},
  envOf,
  signal,
  readyMs,
  hidden = [],
}: HttpAppOptions): Promise<Server | undefined> {
  if (spec.start === undefined) return undefined;
  if (folder === undefined) throw new Error(`no folder to start ${spec.fingerprint} in`);
  const { start, origin, ready } = spec;
  return openServer({
    start,
    origin,
    folder,
    env: () => ({ ...env, ...envOf?.(processName) }),
    hide: (text) => hideSecrets(text, hidden),
    ...(ready === undefined ? {} : { ready }),
    ...(signal === undefined ? {} : { signal }),
    ...(readyMs === undefined ? {} : { readyMs }),
  });
}

/** A session is put into the URL as a part of a path or a query, whatever its characters. */
function addressOf({ url, headers }: HttpMessage, marks: MarkValues, secret: ReadSecret): Parsed<Address> {
  const inUrl = { ...marks, session: encodeURIComponent(marks.session) };
  const filled = Object.entries(headers).map(([name, text]) => [name, fillMarks(text, marks)]);
  return prepareAddress({ url: fillMarks(url, inUrl), headers: Object.fromEntries(filled) }, secret);
}

function writeBody(body: Json, marks: MarkValues): string {
  const session = JSON.stringify(marks.session).slice(1, -1);
  return fillMarks(JSON.stringify(body), { ...marks, session });
}

function contentTypeOf({ headers }: Incoming): string {
  return headers["content-type"] ?? "";
}

function acceptOf({ stream, reply }: HttpMessage): string {
  if (stream)
    return "preset" in reply
      ? "text/event-stream"
      : "text/event-stream, application/x-ndjson, application/json, text/plain";
  return "application/json, text/plain;q=0.9, */*;q=0.1";
}

/** What the reply itself shows to be the app's failure. */
function ownReason(error: unknown): string | undefined {
  if (error instanceof AppFailure || error instanceof MalformedError || error instanceof OversizeError)
    return error.message;
  if (!(error instanceof APIError)) return undefined;
  const { message } = (error.error ?? {}) as { readonly message?: unknown };
  return `the app answered with an error: ${typeof message === "string" ? message : error.message}`;
}

type Break = {
  readonly ended: "timeout" | undefined;
  readonly timeoutMs: number;
  readonly death: () => Promise<string | undefined>;
};

/** Why a server of ours gave no whole answer. Undefined for what is a defect of this program. */
async function brokenReason(error: unknown, { ended, timeoutMs, death }: Break): Promise<string | undefined> {
  if (ended === "timeout") return `no whole answer within ${Math.round(timeoutMs)} ms`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string" || error instanceof TypeError || error instanceof RangeError) return undefined;
  return (await death()) ?? `the connection to the server broke: ${code}`;
}
