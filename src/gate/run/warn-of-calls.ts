import type { Problem } from "../../problem.ts";
import { uniqueProblems } from "../gather.ts";
import type { CallFailure, RanTrials } from "./run-trials.ts";

/** What the calls of all parts of a run came to that a reader should know. */
export function warnOfCalls(parts: readonly RanTrials[]): readonly Problem[] {
  return [
    ...sumFailures(parts.flatMap(({ failures }) => failures)).map((failure) => failedCalls(failure)),
    ...suspiciousCases([...new Set(parts.flatMap(({ suspicious }) => suspicious))].toSorted()),
    ...uniqueProblems(parts.flatMap(({ warnings }) => warnings)),
  ];
}

/** How often each reason kept an arm's call from an answer, over all parts of the run. */
function sumFailures(failures: readonly CallFailure[]): readonly CallFailure[] {
  const byReason = new Map<string, CallFailure>();
  for (const failure of failures) {
    const key = `${failure.arm} ${failure.reason}`;
    byReason.set(key, { ...failure, count: failure.count + (byReason.get(key)?.count ?? 0) });
  }
  return [...byReason.values()];
}

function failedCalls({ arm, reason, count }: CallFailure): Problem {
  const whose = arm === "judge" ? "judge calls gave no score" : `calls of the ${arm} got no answer`;
  return { code: "calls-failed", message: `${count} ${whose}: ${reason}.` };
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
