import type { ToolCall } from "../experiment/case.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import type { EndLine, RunLine, TrialLine } from "./record-schema.ts";

/** The two directions between the lines of a file and the types of `experiment`. The lines are already checked. */

export function toHeader(line: RunLine): RunHeader {
  const { type: _type, version: _version, planned, started_at: startedAt, ...rest } = line;
  return dropAbsent<RunHeader>({ ...rest, planned: dropAbsent(planned), startedAt });
}

export function toTrial(line: TrialLine): Trial {
  return dropAbsent<Trial>({
    caseId: line.case,
    caseHash: line.case_hash,
    index: line.trial,
    status: line.status,
    output: line.output as Json | undefined,
    messages: line.messages as readonly JsonObject[] | undefined,
    toolCalls: line.tool_calls?.map((call) =>
      dropAbsent<ToolCall>({ name: call.name, arguments: call.arguments as Json | undefined }),
    ),
    context: line.context as Json | undefined,
    usage:
      line.usage &&
      dropAbsent({ input: line.usage.input, cacheRead: line.usage.cache_read, output: line.usage.output }),
    costUsd: line.cost_usd,
    latencyMs: line.latency_ms,
    ttftMs: line.ttft_ms,
    cached: line.cached ?? false,
    traceId: line.trace_id,
    scores: line.scores?.map((score) => dropAbsent(score)),
    failure: line.failure,
  });
}

export function toEnd({ reason, cases }: EndLine): NonNullable<RunRecord["end"]> {
  return { reason, cases };
}

/** Absent members are left out by JSON.stringify; the order of keys is that of the contract. */
export function fromHeader(header: RunHeader): object {
  const { gate, arm, sha, target, dataset, scorers, planned, shard, startedAt } = header;
  return {
    type: "run",
    version: 1,
    gate,
    arm,
    sha,
    target,
    dataset,
    scorers,
    planned: { cases: planned.cases, trials: planned.trials },
    shard,
    started_at: startedAt,
  };
}

export function fromTrial(trial: Trial): object {
  return {
    type: "trial",
    case: trial.caseId,
    case_hash: trial.caseHash,
    trial: trial.index,
    status: trial.status,
    output: trial.output,
    messages: trial.messages,
    tool_calls: trial.toolCalls?.map(({ name, arguments: args }) => ({ name, arguments: args })),
    context: trial.context,
    usage: trial.usage && {
      input: trial.usage.input,
      cache_read: trial.usage.cacheRead,
      output: trial.usage.output,
    },
    cost_usd: trial.costUsd,
    latency_ms: trial.latencyMs,
    ttft_ms: trial.ttftMs,
    cached: trial.cached,
    trace_id: trial.traceId,
    scores: trial.scores?.map(({ scorer, value, passed, reason, failure }) => ({
      scorer,
      value,
      passed,
      reason,
      failure,
    })),
    failure: trial.failure,
  };
}

/** Undefined members of T's own optional keys, which `exactOptionalPropertyTypes` does not take for absent. */
type WithUndefined<T> = { readonly [K in keyof T]: T[K] | undefined };

/** The same object without its undefined members: absent is absent. */
function dropAbsent<T extends object>(object: WithUndefined<Required<T>> | WithUndefined<T>): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
