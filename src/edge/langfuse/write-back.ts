import { ProblemError } from "../../problem.ts";
import type { LangfuseDatasetItem } from "../../traces/write-back-items.ts";
import type { KeyValue } from "../../traces/write-back-otlp.ts";
import type { WrittenTrial } from "../../traces/write-back-trial.ts";
import { openCalls } from "./call-api.ts";
import { LangfuseFailure } from "./langfuse-failure.ts";
import { cloudRequestsPerMinute, type LangfuseOptions } from "./open-langfuse.ts";
import { openOtlpSender } from "./send-otlp.ts";
import { authorization, isCloud, parseAddress } from "./server-address.ts";
import { type WriteReport, WriteTally } from "./write-report.ts";

export type ToWriteBack = {
  readonly resource: readonly KeyValue[];
  readonly trials: Iterable<WrittenTrial> | AsyncIterable<WrittenTrial>;
};

/**
 * Writes cases to a dataset of Langfuse, and trials as an experiment with their scores. Never throws for what the server does: the report
 * says what was taken. Sent again, nothing doubles. A ProblemError where the address is none.
 */
export async function writeBackToLangfuse(
  options: LangfuseOptions,
  {
    resource,
    trials,
    items = [],
  }: Partial<ToWriteBack> & {
    readonly items?: Iterable<LangfuseDatasetItem> | AsyncIterable<LangfuseDatasetItem>;
  },
): Promise<WriteReport> {
  const parsed = parseAddress(options.baseUrl, options.allowHttp);
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  const at = (path: string) => new URL(`api/public/${path}`, parsed.value);
  const tally = new WriteTally();
  const call = openCalls({
    headers: { authorization: authorization(options) },
    ...(isCloud(parsed.value) ? { requestsPerMinute: cloudRequestsPerMinute } : {}),
    ...options,
  });
  const spans = openOtlpSender({
    call,
    // Without the header it takes ten minutes until they can be seen.
    headers: { "x-langfuse-ingestion-version": "4" },
    url: { span: at("otel/v1/traces"), evaluation: at("otel/v1/traces") },
    resource: resource ?? [],
    tally,
  });

  const post = async (what: "score" | "item", path: string, one: { readonly id: string }): Promise<void> => {
    if (tally.stopped !== undefined) return tally.failed(what, [one.id], tally.stopped);
    try {
      await call({ url: at(path), body: JSON.stringify(one) });
      tally.sent(what, 1);
      tally.answered();
    } catch (error) {
      if (!(error instanceof LangfuseFailure)) throw error;
      const isNoDataset = what === "item" && error.kind === "not_found";
      tally.fail(what, [one.id], error, isNoDataset ? "the project has no such dataset (404)" : undefined);
    }
  };

  for await (const item of items) await post("item", "dataset-items", item);
  for await (const { span, scores } of trials ?? []) {
    await spans.add({ what: "span", one: span });
    for (const score of scores) await post("score", "scores", score);
  }
  await spans.flush();
  return tally.report();
}

const otlpEndpoint = {
  code: "otlp-address",
  name: "The endpoint of OTLP",
  example: "https://collector.acme.example:4318",
} as const;

export type OtlpOptions = {
  /** Address of the collector, to which `/v1/traces` and `/v1/logs` are joined, such as `http://localhost:4318`. */
  readonly endpoint: string;
  /** Sent with each request; the values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
} & Pick<LangfuseOptions, "fetch" | "requestsPerMinute" | "allowHttp" | "signal" | "wait" | "now">;

/**
 * Writes trials as spans, and what was judged of them as events `gen_ai.evaluation.result`, to anything that takes OTLP over HTTP.
 * Otherwise as `writeBackToLangfuse`.
 */
export async function writeBackToOtlp(
  { endpoint, headers = {}, ...options }: OtlpOptions,
  { resource, trials }: ToWriteBack,
): Promise<WriteReport> {
  // Collectors next door take plain http, and there is no secret to be read on the way.
  const allowHttp = options.allowHttp ?? Object.keys(headers).length === 0;
  const parsed = parseAddress(endpoint, allowHttp, otlpEndpoint);
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  const tally = new WriteTally();
  const sender = openOtlpSender({
    call: openCalls({ headers, ...options }),
    url: { span: new URL("v1/traces", parsed.value), evaluation: new URL("v1/logs", parsed.value) },
    resource,
    tally,
  });
  for await (const { span, evaluations } of trials) {
    await sender.add({ what: "span", one: span });
    for (const evaluation of evaluations) await sender.add({ what: "evaluation", one: evaluation });
  }
  await sender.flush();
  return tally.report();
}
