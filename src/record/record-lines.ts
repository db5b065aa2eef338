import type { ToolCall } from "../experiment/case.ts";
import type { Json } from "../experiment/json.ts";
import type { RecordedScore, RunHeader, Trial, Usage } from "../experiment/trial.ts";
import type { RunLine, TrialLine } from "./record-schema.ts";

/** The two directions between the lines of a file and the types of `experiment`. The lines are already checked. */

/** Name in a file of each member of a trial, in the order of the contract. */
const trialKeys = {
  caseId: "case",
  caseHash: "case_hash",
  index: "trial",
  status: "status",
  output: "output",
  messages: "messages",
  toolCalls: "tool_calls",
  context: "context",
  usage: "usage",
  costUsd: "cost_usd",
  latencyMs: "latency_ms",
  ttftMs: "ttft_ms",
  cached: "cached",
  traceId: "trace_id",
  scores: "scores",
  failure: "failure",
} as const satisfies Record<keyof Trial, keyof TrialLine>;

const usageKeys = {
  input: "input",
  cacheRead: "cache_read",
  cacheWrite: "cache_write",
  output: "output",
  reasoning: "reasoning",
} as const satisfies Record<keyof Usage, string>;

const headerKeys = {
  gate: "gate",
  arm: "arm",
  sha: "sha",
  target: "target",
  dataset: "dataset",
  scorers: "scorers",
  planned: "planned",
  shard: "shard",
  startedAt: "started_at",
} as const satisfies Record<keyof RunHeader, keyof RunLine>;

const scoreKeys = {
  scorer: "scorer",
  value: "value",
  passed: "passed",
  reason: "reason",
  failure: "failure",
} as const satisfies Record<keyof RecordedScore, string>;

export function toHeader(line: RunLine): RunHeader {
  return rename(line, headerKeys) as RunHeader;
}

/** Keys that the contract lets be there and ignores (in calls and `usage`) are dropped; messages stay whole. */
export function toTrial(line: TrialLine): Trial {
  const calls = line.tool_calls as readonly ToolCall[] | undefined;
  return {
    cached: false,
    ...(rename(line, trialKeys) as Omit<Trial, "cached">),
    ...(calls && { toolCalls: calls.map(pickCall) }),
    ...(line.usage && { usage: rename(line.usage, usageKeys) }),
  };
}

/** Keys in the order of the contract. */
export function fromHeader(header: RunHeader): object {
  const { cases, trials } = header.planned;
  return {
    type: "run",
    version: 1,
    ...restore(header, headerKeys),
    planned: trials === undefined ? { cases } : { cases, trials },
  };
}

export function fromTrial(trial: Trial): object {
  const { toolCalls, usage, scores } = trial;
  return {
    type: "trial",
    ...restore(trial, trialKeys),
    ...(toolCalls && { tool_calls: toolCalls.map(pickCall) }),
    ...(usage && { usage: restore(usage, usageKeys) }),
    ...(scores && { scores: scores.map((score) => restore(score, scoreKeys)) }),
  };
}

function pickCall(call: ToolCall): ToolCall {
  return call.arguments === undefined ? { name: call.name } : { name: call.name, arguments: call.arguments };
}

type Members = Readonly<Record<string, unknown>>;

/** The members of a line that `keys` knows, under their names in code. What is absent stays absent. */
function rename(line: Members, keys: Readonly<Record<string, string>>): Readonly<Record<string, Json>> {
  const renamed: Record<string, Json> = {};
  for (const name in keys) {
    const value = line[keys[name] ?? name];
    if (value !== undefined) renamed[name] = value as Json;
  }
  return renamed;
}

/** The other way round. */
function restore(object: Members, keys: Readonly<Record<string, string>>): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const name in keys) if (object[name] !== undefined) line[keys[name] ?? name] = object[name];
  return line;
}
