import type { ToolCall } from "./case.ts";
import type { Json, JsonObject } from "./json.ts";

/** `app_error`: the app failed, which scores 0. `infra_error`: provider or network, which is not scored. */
export type TrialStatus = "ok" | "app_error" | "infra_error";

/** A score as it stands in a run record. `value` is in [0, 1]. */
export type RecordedScore = {
  readonly scorer: string;
  readonly value: number;
  readonly passed?: boolean;
  readonly reason?: string;
  readonly failure?: string;
};

/** Tokens, as the provider counted them. */
export type Usage = {
  readonly input?: number;
  /** Part of `input` that was read from the provider's cache. */
  readonly cacheRead?: number;
  /** Part of `input` that was written to it. */
  readonly cacheWrite?: number;
  readonly output?: number;
  /** Part of `output` that was spent on reasoning. */
  readonly reasoning?: number;
};

/** One execution of one case on one arm. An unknown figure is absent, never 0. */
export type Trial = {
  readonly caseId: string;
  readonly caseHash?: string;
  /** 0 for the first trial of the case. */
  readonly index: number;
  readonly status: TrialStatus;
  readonly output?: Json;
  readonly messages?: readonly JsonObject[];
  readonly toolCalls?: readonly ToolCall[];
  readonly context?: Json;
  readonly usage?: Usage;
  readonly costUsd?: number;
  readonly latencyMs?: number;
  readonly ttftMs?: number;
  /** Taken from the cache instead of being run. */
  readonly cached: boolean;
  readonly traceId?: string;
  readonly scores?: readonly RecordedScore[];
  readonly failure?: string;
};

export type ArmName = "baseline" | "candidate";

/** Why a run ended before its plan. `look` and `early_stop` make what was run the plan; the others are missing evidence. */
export type EndReason = "look" | "early_stop" | "budget" | "deadline" | "signal" | "outage";

/** A run record as read: one arm, its header, and its trials in the order of their indices for each case. */
export type RunRecord = {
  readonly file: string;
  readonly header: RunHeader;
  readonly trialsByCaseId: ReadonlyMap<string, readonly Trial[]>;
  readonly end?: { readonly reason: EndReason; readonly cases: number };
};

export type RunHeader = {
  readonly gate?: string;
  readonly arm?: ArmName;
  readonly sha?: string;
  /** Fingerprint or name of the target. */
  readonly target?: string;
  /** Version of the dataset that was run. */
  readonly dataset?: string;
  /** Hash of the scorers that gave the recorded scores. */
  readonly scorers?: string;
  readonly planned: { readonly cases: number; readonly trials?: number };
  readonly shard?: string;
  readonly startedAt?: string;
};
