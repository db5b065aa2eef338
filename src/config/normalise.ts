import type { Json, JsonObject } from "../experiment/json.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Config, Policy } from "./config.ts";
import { nameScorers } from "./name-scorers.ts";
import { normaliseScorer } from "./normalise-scorer.ts";
import type { WrittenGate } from "./schema/gate.ts";
import { childOf, nodeAt, placeAt, toJson } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** The config of a gate file that has passed its checks. `root` is the tree behind `written`, for places and for what is kept as written. */
export function normaliseGate(file: string, written: WrittenGate, root: SourceNode): Config {
  const names = nameScorers(written.scorers);
  return {
    gate: written.gate,
    file,
    datasets: written.datasets,
    select: withoutUndefined(written.select),
    ...withoutUndefined({
      target: sectionAt(root, "target"),
      baseline: sectionAt(root, "baseline"),
      judge: sectionAt(root, "judge"),
    }),
    scorers: written.scorers.map((scorer, index) => {
      const node = nodeAt(root, ["scorers", index]);
      return normaliseScorer(scorer, {
        name: names[index] ?? scorer.type,
        raw: node ? toJson(node) : scorer,
        place: placeAt(root, ["scorers", index]),
      });
    }),
    policy: normalisePolicy(written.policy),
    prices: asJson(written.prices),
    redact: written.redact,
    execution: {
      concurrency: written.execution.concurrency,
      timeoutMs: written.execution.timeout_ms,
      retries: written.execution.retries,
      seed: written.execution.seed,
      batch: written.execution.batch,
    },
    report: written.report,
  };
}

function normalisePolicy(policy: WrittenGate["policy"]): Policy {
  return {
    confidence: policy.confidence,
    quality: withoutUndefined({ maxDrop: policy.quality.max_drop, min: policy.quality.min }),
    critical: policy.critical,
    latency: withoutUndefined({
      p95Ms: policy.latency.p95_ms,
      ttftP95Ms: policy.latency.ttft_p95_ms,
      maxRatio: policy.latency.max_ratio,
    }),
    cost: withoutUndefined({ perRequestUsd: policy.cost.per_request_usd, maxRatio: policy.cost.max_ratio }),
    failures: mapValues(policy.failures, ({ max_increase }) => ({ maxIncrease: max_increase })),
    slices: mapValues(policy.slices, ({ max_drop }) => ({ maxDrop: max_drop })),
    judge: { minAgreement: policy.judge.min_agreement, maxFlipRate: policy.judge.max_flip_rate },
    trials: policy.trials,
    maxMissing: policy.max_missing,
    minCases: policy.min_cases,
    notProven: policy.not_proven,
    budget: withoutUndefined(policy.budget),
    allow: policy.allow,
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function sectionAt(root: SourceNode, key: string): JsonObject | undefined {
  const node = childOf(root, key);
  const value = node && toJson(node);
  return isJsonObject(value) ? value : undefined;
}

/** Parsed JSON, without the keys that zod lists as undefined. */
function asJson(prices: WrittenGate["prices"]): Readonly<Record<string, Json>> {
  return mapValues(prices, (price): Json => (typeof price === "string" ? price : withoutUndefined(price)));
}
