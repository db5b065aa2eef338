import type { NormalTrace } from "../normal-trace.ts";
import type { FoundSign } from "./sign.ts";
import { kindOfError, quoteWords } from "./words.ts";

/** What a single trace may take and cost, from the policy of a gate file; absent = no limit. */
export type TraceLimits = {
  readonly latencyMs?: number;
  readonly ttftMs?: number;
  readonly costUsd?: number;
};

/** Signs in how the run went: an error at its root, and what it took. Unknown figures are within every limit. */
export function readRun(
  { error, latencyMs, ttftMs, cost }: NormalTrace,
  limits: TraceLimits,
): readonly FoundSign[] {
  return [
    ...(error === undefined ? [] : [errorSign(error)]),
    ...overLimit("latency", latencyMs, limits.latencyMs, "took", "policy.latency.p95_ms", ms),
    ...overLimit("latency", ttftMs, limits.ttftMs, "began to answer after", "policy.latency.ttft_p95_ms", ms),
    ...overLimit("cost", cost?.usd, limits.costUsd, "cost", "policy.cost.per_request_usd", usd),
  ].filter((sign, index, all) => all.findIndex(({ signal }) => signal === sign.signal) === index);
}

function errorSign(error: string): FoundSign {
  const kind = kindOfError(error);
  return {
    signal: "error",
    failure: "app_error",
    evidence:
      error.trim() === "" ? "the app failed, and does not say why." : `the app failed: ${quoteWords(error)}.`,
    shown: kind === undefined ? "the app fails" : `the app fails: ${kind}`,
    words: error,
  };
}

function overLimit(
  signal: "latency" | "cost",
  value: number | undefined,
  limit: number | undefined,
  verb: string,
  key: string,
  show: (value: number) => string,
): readonly FoundSign[] {
  if (value === undefined || limit === undefined || value <= limit) return [];
  const evidence = `it ${verb} ${show(value)}, more than the ${show(limit)} of \`${key}\`.`;
  return [{ signal, failure: `other/${signal}`, evidence, shown: `more than \`${key}\``, words: key }];
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function usd(value: number): string {
  return `$${Number(value.toPrecision(3))}`;
}
