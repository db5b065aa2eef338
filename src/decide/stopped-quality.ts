import type { PairedChange } from "../compare/paired-change.ts";
import type { Rule } from "../experiment/verdict.ts";
import { counted } from "./format.ts";

/** A run that an early stop ended. */
export type StoppedRun = {
  /** Cases that were planned. */
  readonly of: number;
  /** The stop was this run's own, and is the proof. Of a record that says it was stopped the bounds have to prove it again. */
  readonly isOwn: boolean;
};

const method = "early_stop";

/** Whether the rule was decided after an early stop: it tells how many cases got worse, and neither a change nor bounds. */
export function isStopped(rule: Pick<Rule, "method">): boolean {
  return rule.method === method;
}

/** `41 of 300 cases`. */
export function seenOf(seen: number, { of }: Pick<StoppedRun, "of">): string {
  return `${seen} of ${counted(Math.max(of, seen), "case")}`;
}

/**
 * Quality after an early stop, from the rule as the bounds decide it on the cases seen. It fails if the change against fresh baseline
 * trials alone exceeds half the tolerance, otherwise nobody can tell; it never passes. The estimate at a stop is biased, so no change,
 * no share of an arm and no bound is kept.
 */
export function asStopped(
  { rule, status, limit, message, proven, fresh }: Rule,
  change: PairedChange,
  run: StoppedRun,
  maxDrop: number,
): Rule {
  const seen: Rule = {
    rule,
    status,
    ...(limit === undefined ? {} : { limit }),
    n: change.cases,
    method,
    worse: change.worse.length,
    better: change.better.length,
    ...(change.worse.length > 0 ? { cases: [...change.worse] } : {}),
    message,
  };
  const isSilent = status === "inconclusive" && fresh === undefined;
  if (isSilent || status === "not_applicable") return { ...seen, proven: proven ?? false };
  const doubt = doubtOf(change, maxDrop) ?? (run.isOwn || status === "fail" ? undefined : unproven);
  const moved = `${counted(change.worse.length, "case")} got worse, ${change.better.length} better`;
  const at = `the run stopped after ${seenOf(change.cases, run)}`;
  return doubt === undefined
    ? {
        ...seen,
        status: "fail",
        measured: "beyond",
        proven: true,
        message: `Quality collapsed: ${at}. ${moved}, and fresh baseline trials confirm it. A stop tells that quality fell, not by how much.`,
      }
    : {
        ...seen,
        // A fresh trial that did not come is missing evidence; what it says otherwise is an answer.
        status:
          run.isOwn && change.usesCache && change.freshDelta === undefined ? "inconclusive" : "not_proven",
        measured: "beyond",
        proven: false,
        ...(change.usesCache ? { fresh: change.freshDelta === undefined ? "missing" : "refute" } : {}),
        message: `${doubt}: ${at}. ${moved}.`,
      };
}

const unproven = "Quality fell, and the cases seen do not prove it";

/** Why the fresh baseline trials do not confirm the fall; undefined where they do. */
function doubtOf({ usesCache, delta, freshDelta }: PairedChange, maxDrop: number): string | undefined {
  const fresh = usesCache ? freshDelta : delta;
  if (fresh !== undefined && fresh < -maxDrop / 2) return undefined;
  if (!usesCache) return unproven;
  return fresh === undefined
    ? "Quality fell against cached baseline trials, and some cases have no fresh one to confirm it"
    : "Quality fell against cached baseline trials, and fresh ones do not confirm it";
}
