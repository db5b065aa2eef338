import type { Json } from "../../experiment/json.ts";
import type { BatchApi } from "../../experiment/model-batch.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import { type Problem, ProblemError } from "../../problem.ts";
import { openBatchApi } from "./batch-api.ts";
import { classifyError } from "./classify-error.ts";
import { estimateUsage } from "./estimate-usage.ts";
import { openExchange } from "./exchange.ts";
import { openPreparation, type ReadSecret } from "./prepare-request.ts";
import { openPrices, type PriceTable } from "./prices.ts";

export { loadPrices } from "./prices.ts";
import { replyOf, withoutSecrets } from "./reply-of-answer.ts";
import { checkProxy, openSend, type Proxy } from "./send.ts";
import { startLimit } from "./time-limit.ts";

export type ModelOptions = {
  readonly secret: ReadSecret;
  /** `prices` of the gate file, already checked. */
  readonly prices: Readonly<Record<string, Json>>;
  readonly proxy?: Proxy;
};

export type Models = {
  /** What keeps the request from being sent, without sending it. */
  readonly check: (request: ModelRequest) => readonly Problem[];
  /** About what the call costs, before it is made; undefined where its model has no price. */
  readonly estimateUsd: (request: ModelRequest) => Promise<number | undefined>;
  /** One attempt. Throws a ProblemError for what `check` finds, and nothing for what provider and network do. */
  readonly call: (
    request: ModelRequest,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ) => Promise<ModelReply>;
  /** The same calls in batches. Throws a ProblemError for what `check` finds. */
  readonly batch: BatchApi;
};

/**
 * The prices are half a megabyte, and nothing else runs while they load. This long after the first call its connection stands, and no
 * model has answered yet, so that no latency is measured too long.
 */
const loadDelayMs = 100;

/**
 * Models behind OpenAI-compatible APIs. Secrets are read by name, once for each target, and the environment is not looked at:
 * neither `OPENAI_BASE_URL` nor any other of its variables changes what is sent. No retries, no redirects. A secret that comes back in
 * a reply is hidden in it.
 */
export async function openModels({ secret, prices: written, proxy }: ModelOptions): Promise<Models> {
  const send = openSend(proxy);
  const exchange = openExchange(send);
  const prepare = openPreparation(secret);
  const now = new Date();
  const secrets = new Set<string>();
  let opening: Promise<PriceTable> | undefined;
  let loading: NodeJS.Timeout | undefined;
  const proxyProblems = checkProxy(proxy);
  return {
    check: (request) => {
      const prepared = prepare(request);
      return [...proxyProblems, ...(prepared.ok ? [] : prepared.problems)];
    },
    estimateUsd: async ({ body, baseUrl }) => {
      const { priceOf } = await (opening ??= openPrices(written, now));
      const { model } = body;
      return typeof model === "string" ? priceOf([model], estimateUsage(body), baseUrl)?.usd : undefined;
    },
    call: async (request, { timeoutMs, signal }) => {
      const prepared = prepare(request);
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
          ...withoutSecrets(replyOf(answer, request, prepared.value.url, prices), [...secrets]),
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
    batch: openBatchApi({ send, secret, prices: () => (opening ??= openPrices(written, now)) }),
  };
}
