import type { Problem } from "../../problem.ts";
import { uniqueProblems } from "../gather.ts";
import type { CallFailure, RanTrials } from "./run-trials.ts";

/** What the calls of all parts of a run came to that a reader should know. */
export function warnOfCalls(parts: readonly RanTrials[]): readonly Problem[] {
  return [
    ...failedCalls(sumFailures(parts.flatMap(({ failures }) => failures))),
    ...suspiciousCases([...new Set(parts.flatMap(({ suspicious }) => suspicious))].toSorted()),
    ...uniqueProblems(parts.flatMap(({ warnings }) => warnings)),
  ];
}

/** How often each reason kept an arm's call from an answer, over all parts of the run. What it quotes may differ from call to call. */
function sumFailures(failures: readonly CallFailure[]): readonly CallFailure[] {
  const byReason = new Map<string, CallFailure>();
  for (const failure of failures) {
    const key = `${failure.arm} ${failure.reason.replaceAll(quoted, '""')}`;
    const { reason, count } = byReason.get(key) ?? { ...failure, count: 0 };
    byReason.set(key, { ...failure, reason, count: failure.count + count });
  }
  return [...byReason.values()];
}

const quoted = /"(?:[^"\\]|\\.)*"/gu;

/** An app may fail in other words each time. */
const mostReasons = 10;

function failedCalls(failures: readonly CallFailure[]): readonly Problem[] {
  const sorted = failures.toSorted((a, b) => b.count - a.count);
  const others = sorted.slice(mostReasons).reduce((sum, { count }) => sum + count, 0);
  const shown = sorted.slice(0, mostReasons).map(({ arm, reason, count }) => {
    const calls = count === 1 ? "1 call" : `${count} calls`;
    const whose = arm === "judge" ? `${calls} of judges gave no score` : `${calls} of the ${arm} failed`;
    return `${whose}: ${reason.replace(/\.$/, "")}${reason.endsWith("…") ? "" : "."}`;
  });
  const rest = others === 0 ? [] : [`${others} more calls failed for other reasons.`];
  return [...shown, ...rest].map((message) => ({ code: "calls-failed", message }));
}

function suspiciousCases(ids: readonly string[]): readonly Problem[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, 5).map((id) => `\`${id}\``);
  return [
    {
      code: "output-addresses-judge",
      message: `the output of ${ids.length === 1 ? "a case" : `${ids.length} cases`} seems to speak to its judge (${named.join(", ")}${ids.length > 5 ? ", ..." : ""}).`,
      fix: "Read it before you believe its judged score.",
    },
  ];
}
