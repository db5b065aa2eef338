import type { ModelRequest } from "../../experiment/model-call.ts";
import type { Answer } from "./answer.ts";
import { guessTokens } from "./estimate-usage.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { Price, PriceTable } from "./prices.ts";

/**
 * What an answer is as a reply, without its latencies: with the price of its tokens, or of those that its texts may have. `url` picks
 * the provider; `paidOf` says what is paid of a price, where that is not all.
 */
export function replyOf(
  answer: Answer,
  request: ModelRequest,
  url: URL,
  prices: PriceTable,
  paidOf?: (price: Price) => number,
) {
  const { output, message, toolCalls, usage, model } = answer;
  const asked = request.body["model"];
  const names = [model, asked].filter((name) => typeof name === "string");
  const address = url.href;
  const price = usage && prices.priceOf(names, usage, address);
  const guess =
    price === undefined
      ? prices.priceOf(names, { input: guessTokens(request.body), output: guessTokens(message) }, address)
      : undefined;
  return {
    ...(output === undefined ? {} : { output }),
    messages: [message],
    toolCalls,
    ...(usage === undefined ? {} : { usage }),
    ...(price === undefined ? {} : { costUsd: price.usd }),
    ...(price === undefined || paidOf === undefined ? {} : { paidUsd: paidOf(price) }),
    ...(guess === undefined ? {} : { guessedUsd: guess.usd }),
    ...(model === undefined ? {} : { model }),
  };
}

/** A model that repeats a key must not carry it into a record, a scorer or a comment. Figures stay as they are. */
export function withoutSecrets<T>(reply: T, secrets: readonly string[]): T {
  const text = JSON.stringify(reply);
  return hideSecrets(text, secrets) === text ? reply : (hideWithin(reply, secrets) as T);
}

function hideWithin(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return hideSecrets(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => hideWithin(member, secrets));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [hideSecrets(key, secrets), hideWithin(member, secrets)]),
  );
}
