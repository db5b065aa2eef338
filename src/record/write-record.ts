import type { RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import { fromHeader, fromTrial } from "./record-lines.ts";

/** The lines of a record, each with its line feed, keys in the order of the contract. `readRunRecord` gives back the same. */
export function* writeRunRecord(
  header: RunHeader,
  trials: Iterable<Trial>,
  end?: RunRecord["end"],
): Generator<string> {
  yield `${JSON.stringify(fromHeader(header))}\n`;
  for (const trial of trials) yield `${JSON.stringify(fromTrial(trial))}\n`;
  if (end !== undefined) yield `${JSON.stringify({ type: "end", reason: end.reason, cases: end.cases })}\n`;
}
