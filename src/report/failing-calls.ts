import { counted } from "../decide/format.ts";
import type { Verdict } from "../experiment/verdict.ts";

/** A call that made cases worse. */
export type FailingCall = {
  /** A sentence of ours with names that a model wrote: it is escaped as a whole. */
  readonly shown: string;
  /** The failure mode of the first of its cases. */
  readonly mode: string;
  readonly cases: readonly string[];
};

/** The calls behind the cases that got worse, those of the most cases first; only of cases that are `wanted`. */
export function failingCalls(
  { changed }: Verdict,
  wanted: (change: Verdict["changed"][number]) => boolean = () => true,
): readonly FailingCall[] {
  const calls = new Map<string, { mode: string; cases: string[] }>();
  for (const change of changed) {
    const { shown, failure = "other" } = change;
    if (shown === undefined || !(change.candidate < change.baseline) || !wanted(change)) continue;
    const known = calls.get(shown);
    if (known === undefined) calls.set(shown, { mode: failure, cases: [change.case] });
    else known.cases.push(change.case);
  }
  return [...calls]
    .map(([shown, call]) => ({ shown, ...call }))
    .toSorted((one, other) => other.cases.length - one.cases.length);
}

/** The first call with the number of its cases, and how many more calls there are; undefined without one. */
export function describeCalls([first, ...more]: readonly FailingCall[]): string | undefined {
  if (first === undefined) return undefined;
  const text = `${first.shown} in ${counted(first.cases.length, "case")}`;
  return more.length === 0 ? text : `${text}, and ${counted(more.length, "more call")}`;
}
