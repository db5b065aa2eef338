import type { Json, JsonObject } from "../../experiment/json.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { Usage } from "../../experiment/trial.ts";
import { type Problem, ProblemError } from "../../problem.ts";
import type { Answer } from "./answer.ts";
import { classifyError } from "./classify-error.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { openExchange } from "./exchange.ts";
import { type PreparedRequest, prepareRequest, type ReadSecret } from "./prepare-request.ts";
import { openPrices, type PriceTable } from "./prices.ts";
import { canUseProxy, openSend, type Proxy } from "./send.ts";

export type ModelOptions = {
  readonly secret: ReadSecret;
  /** `prices` of the gate file, already checked. */
  readonly prices: Readonly<Record<string, Json>>;
  readonly proxy?: Proxy;
};

export type Models = {
  /** What keeps the request from being sent, without sending it. */
  readonly check: (request: ModelRequest) => readonly Problem[];
  /** One attempt. Throws a ProblemError for what `check` finds, and nothing for what provider and network do. */
  readonly call: (
    request: ModelRequest,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ) => Promise<ModelReply>;
};

/**
 * The prices are half a megabyte, and nothing else runs while they load. This long after the first call its connection stands, and no
 * model has answered yet, so that no latency is measured too long.
 */
const loadDelayMs = 100;

/**
 * Models behind OpenAI-compatible APIs. Secrets are read by name when a request is made, and the environment is not looked at:
 * neither `OPENAI_BASE_URL` nor any other of its variables changes what is sent. No retries, no redirects. A secret that comes back in
 * a reply is hidden in it.
 */
export async function openModels({ secret, prices: written, proxy }: ModelOptions): Promise<Models> {
  const exchange = openExchange(openSend(proxy));
  const now = new Date();
  const secrets = new Set<string>();
  let opening: Promise<PriceTable> | undefined;
  let loading: NodeJS.Timeout | undefined;
  const proxyProblems = checkProxy(proxy);
  return {
    check: (request) => {
      const prepared = prepareRequest(request, secret);
      return [...proxyProblems, ...(prepared.ok ? [] : prepared.problems)];
    },
    call: async (request, { timeoutMs, signal }) => {
      const prepared = prepareRequest(request, secret);
      if (!prepared.ok) throw new ProblemError(prepared.problems);
      if (proxyProblems.length > 0) throw new ProblemError(proxyProblems);
      const limit = startLimit(timeoutMs, signal);
      const startMs = performance.now();
      let ttftMs: number | undefined;
      try {
        limit.signal.throwIfAborted();
        const answering = exchange(prepared.value, limit.signal, () => {
          ttftMs = performance.now() - startMs;
        });
        loading ??= setTimeout(() => {
          opening ??= openPrices(written, now);
        }, loadDelayMs).unref();
        const answer = await answering;
        const latencyMs = performance.now() - startMs;
        const prices = await (opening ??= openPrices(written, now));
        for (const each of prepared.value.secrets) secrets.add(each);
        return {
          status: "ok",
          ...withoutSecrets(replyOf(answer, request, prepared.value, prices), [...secrets]),
          latencyMs,
          ...(ttftMs === undefined ? {} : { ttftMs }),
        };
      } catch (error) {
        const ended = limit.ended();
        return classifyError(error, {
          origin: prepared.value.url.origin,
          apiKeyEnv: request.apiKeyEnv,
          secrets: prepared.value.secrets,
          timeoutMs,
          latencyMs: performance.now() - startMs,
          ...(ended === undefined ? {} : { ended }),
        });
      } finally {
        limit.clear();
      }
    },
  };
}

function replyOf(answer: Answer, request: ModelRequest, { url }: PreparedRequest, prices: PriceTable) {
  const { output, message, toolCalls, usage, model } = answer;
  const asked = request.body["model"];
  const names = [model, asked].filter((name) => typeof name === "string");
  const address = url.origin + url.pathname;
  const price = usage && prices.priceOf(names, usage, address);
  const guess =
    price === undefined ? prices.priceOf(names, guessUsage(request.body, message), address) : undefined;
  return {
    ...(output === undefined ? {} : { output }),
    messages: [message],
    toolCalls,
    ...(usage === undefined ? {} : { usage }),
    ...(price === undefined ? {} : { costUsd: price.usd }),
    ...(guess === undefined ? {} : { guessedUsd: guess.usd }),
    ...(model === undefined ? {} : { model }),
  };
}

/** What the texts may have in tokens where nobody counted them: one for every three bytes of JSON, which is rather too many. */
function guessUsage(sent: JsonObject, received: JsonObject): Usage {
  const tokensOf = (value: JsonObject) => Math.ceil(Buffer.byteLength(JSON.stringify(value)) / 3);
  return { input: tokensOf(sent), output: tokensOf(received) };
}

/** A model that repeats a key must not carry it into a record, a scorer or a comment. */
function withoutSecrets<T extends object>(reply: T, secrets: readonly string[]): T {
  const text = JSON.stringify(reply);
  const hidden = hideSecrets(text, secrets);
  return hidden === text ? reply : (JSON.parse(hidden) as T);
}

function checkProxy(proxy: Proxy | undefined): readonly Problem[] {
  const { node } = process.versions;
  if (proxy?.httpsProxy === undefined || canUseProxy(node)) return [];
  return [
    {
      code: "proxy-unsupported",
      message: `\`HTTPS_PROXY\` is set, and Node ${node} cannot call a model through a proxy.`,
      fix: "Run on Node 24.5 or newer, or unset it.",
    },
  ];
}

const longestTimerMs = 2 ** 31 - 1;

/** A signal that aborts when the time is up or the caller stops, whichever is first. */
function startLimit(timeoutMs: number, caller: AbortSignal | undefined) {
  const controller = new AbortController();
  let ended: "timeout" | "aborted" | undefined;
  const end = (why: "timeout" | "aborted") => {
    ended ??= why;
    controller.abort();
  };
  const stop = () => end("aborted");
  const timer = setTimeout(() => end("timeout"), Math.min(longestTimerMs, Math.max(0, timeoutMs)));
  if (caller?.aborted === true) stop();
  else caller?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    ended: () => ended,
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", stop);
    },
  };
}
