import { APIError } from "openai/core/error";
import type { JsonObject } from "../../experiment/json.ts";
import type { BatchApi, BatchLook, BatchOptions, BatchStep } from "../../experiment/model-batch.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import { ProblemError } from "../../problem.ts";
import { readLines } from "./batch-lines.ts";
import {
  type BatchObject,
  readBatchList,
  readBatchObject,
  readFileObject,
  readRow,
} from "./batch-objects.ts";
import { isNotMade, replyOfRow } from "./batch-reply.ts";
import { classifyError, type FailedCall } from "./classify-error.ts";
import { parseJson, refuse } from "./exchange.ts";
import { pathOfApi, type PreparedRequest, prepareRequest, type ReadSecret } from "./prepare-request.ts";
import type { PriceTable } from "./prices.ts";
import { type Incoming, type Outgoing, readText, type Send } from "./send.ts";
import { startLimit } from "./time-limit.ts";

/** What nothing more comes of. `cancelling` is not among them: replies may still come. */
const endStates: ReadonlySet<string> = new Set(["completed", "failed", "expired", "cancelled"]);
/** A server that has no batch API, or not this part of it. */
const missing: ReadonlySet<number> = new Set([404, 405, 501]);

/** OpenAI's batch API: `/files` and `/batches` beside the path of the calls. Other servers have it too. */
export function openBatchApi({
  send,
  secret,
  prices,
}: {
  readonly send: Send;
  readonly secret: ReadSecret;
  readonly prices: () => Promise<PriceTable>;
}): BatchApi {
  /** One exchange with the provider, within its time. `gone` is what it comes to where the provider does not know the object. */
  async function step<T>(
    { sample, timeoutMs, signal }: BatchOptions,
    path: string,
    take: (incoming: Incoming, prepared: PreparedRequest) => Promise<T>,
    { gone, ...outgoing }: Pick<Outgoing, "body" | "contentType"> & { readonly gone?: { readonly value: T } },
  ): Promise<BatchStep<T>> {
    const prepared = prepareRequest(sample, secret);
    if (!prepared.ok) throw new ProblemError(prepared.problems);
    const { url, headers, secrets } = prepared.value;
    const limit = startLimit(timeoutMs, signal);
    const to = { url: addressOf(url, sample, path), headers: { ...headers, accept: "application/json" } };
    try {
      limit.signal.throwIfAborted();
      const incoming = await send({ ...to, ...outgoing }, limit.signal);
      await refuse(incoming);
      return { ok: true, value: await take(incoming, prepared.value) };
    } catch (error) {
      if (gone !== undefined && statusOf(error) === 404) return { ok: true, ...gone };
      const ended = limit.ended();
      const about = { origin: url.origin, apiKeyEnv: sample.apiKeyEnv, secrets, timeoutMs };
      const failure = failureOf(error, path, { ...about, ...(ended === undefined ? {} : { ended }) });
      return { ok: false, failure };
    } finally {
      limit.clear();
    }
  }

  return {
    lineOf: (id, { api, body }) => {
      const { stream: _stream, stream_options: _options, ...sent } = body;
      return `${JSON.stringify({ custom_id: id, method: "POST", url: endpointOf(api), body: sent })}\n`;
    },
    upload: async (lines, options) =>
      step(options, "files", async (incoming) => (await readFile(incoming)).id, await formOf(lines)),
    create: (fileId, options) => {
      const asked: JsonObject = {
        input_file_id: fileId,
        endpoint: endpointOf(options.sample.api),
        completion_window: "24h",
      };
      const body = JSON.stringify(asked);
      return step(options, "batches", async (incoming) => (await readBatch(incoming)).id, { body });
    },
    find: (fileId, options) =>
      step<string | undefined>(
        options,
        "batches?limit=100",
        async (incoming) => {
          const { data } = readBatchList(parseJson(await readText(incoming)));
          return data.find((batch) => batch.input_file_id === fileId)?.id;
        },
        { gone: { value: undefined } },
      ),
    look: (batchId, options) =>
      step(options, `batches/${batchId}`, async (incoming) => lookOf(await readBatch(incoming)), {
        gone: { value: { isEnded: true, isCompleted: true, fileIds: [] } },
      }),
    read: async (fileId, { requestOf, give }, options) => {
      const table = await prices();
      const takeRows = async (incoming: Incoming, prepared: PreparedRequest): Promise<void> => {
        for await (const line of readLines(incoming as AsyncIterable<Buffer>)) {
          const row = readRow(line);
          if (row === undefined || isNotMade(row)) continue;
          const request = requestOf(row.custom_id);
          if (request !== undefined) give(row.custom_id, replyOfRow(row, request, prepared, table));
        }
      };
      return step<void>(options, `files/${fileId}/content`, takeRows, { gone: { value: undefined } });
    },
  };
}

function endpointOf(api: ModelRequest["api"]): string {
  return `/v1/${pathOfApi[api]}`;
}

/** Beside the address of the calls, whose own query stays. */
function addressOf(url: URL, { api }: ModelRequest, path: string): URL {
  const [name = "", query] = path.split("?");
  const address = new URL(url);
  address.pathname = url.pathname.slice(0, -pathOfApi[api].length) + name;
  if (query !== undefined)
    for (const [key, value] of new URLSearchParams(query)) address.searchParams.set(key, value);
  return address;
}

/** Encoded by Node itself, which loads what it takes when it is first named. */
async function formOf(lines: readonly string[]): Promise<Required<Pick<Outgoing, "body" | "contentType">>> {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new Blob([...lines], { type: "application/jsonl" }), "calls.jsonl");
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get("content-type") ?? "",
  };
}

async function readFile(incoming: Incoming) {
  return readFileObject(parseJson(await readText(incoming)));
}

async function readBatch(incoming: Incoming) {
  return readBatchObject(parseJson(await readText(incoming)));
}

function lookOf({ status, output_file_id: output, error_file_id: error, errors }: BatchObject): BatchLook {
  const refusal = errors?.data?.[0]?.code ?? "failed";
  return {
    isEnded: endStates.has(status),
    isCompleted: status === "completed",
    fileIds: [output, error].flatMap((id) => (id ? [id] : [])),
    ...(status === "failed" ? { refusal: /^[\w.-]{1,64}$/.test(refusal) ? refusal : "failed" } : {}),
  };
}

type Failure = Extract<BatchStep<never>, { ok: false }>["failure"];

/** As of a call, but that a refusal says nothing of the app: it is the batch that is refused. */
function failureOf(error: unknown, path: string, call: FailedCall): Failure {
  const status = statusOf(error);
  const place = `\`${path.replace(/\?.*/, "")}\``;
  const refused = (reason: string): Failure => ({
    status: "infra_error",
    code: "batch",
    reason,
    isRetryable: false,
  });
  if (status !== undefined && missing.has(status))
    return refused(
      `${call.origin} has no batch API for this (${status} at ${place}); set \`execution.batch: false\``,
    );
  const failure = classifyError(error, call);
  if (failure.status === "infra_error") return failure;
  const code =
    error instanceof APIError && /^[\w.-]{1,64}$/.test(String(error.code)) ? ` ${String(error.code)}` : "";
  return refused(`${call.origin} refuses the batch: ${status ?? "error"}${code} at ${place}`);
}

function statusOf(error: unknown): number | undefined {
  return error instanceof APIError ? error.status : undefined;
}
