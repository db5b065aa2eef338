import { APIError } from "openai/core/error";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { BatchRow } from "./batch-objects.ts";
import { classifyError } from "./classify-error.ts";
import { errorIn, readReply } from "./exchange.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { paidInBatch, type PriceTable } from "./prices.ts";
import { readResponse } from "./read-responses.ts";
import { replyOf, withoutSecrets } from "./reply-of-answer.ts";

/** The provider did not make the call: its time was up, or the batch was cancelled. */
export function isNotMade({ error }: BatchRow): boolean {
  return error?.code?.startsWith("batch_") === true;
}

/**
 * What a row of an output or error file says, in the words of a call that is made alone: the same errors are the app's, the same can
 * succeed later. It has no latency, and is paid as a batch is.
 */
export function replyOfRow(
  { response, error }: BatchRow,
  request: ModelRequest,
  { url, secrets }: Pick<PreparedRequest, "url" | "secrets">,
  prices: PriceTable,
): ModelReply {
  try {
    if (!response) throw new APIError(undefined, error ?? {}, undefined, undefined);
    const { status_code: status, body } = response;
    if (!(status >= 200 && status < 300)) {
      const text = JSON.stringify(body) ?? "";
      throw new APIError(status, errorIn(text), text, undefined);
    }
    const answer = request.api === "chat" ? readReply(body) : readResponse(body);
    return { status: "ok", ...withoutSecrets(replyOf(answer, request, url, prices, paidInBatch), secrets) };
  } catch (thrown) {
    return classifyError(thrown, {
      origin: url.origin,
      apiKeyEnv: request.apiKeyEnv,
      secrets,
      timeoutMs: Number.POSITIVE_INFINITY,
    });
  }
}
