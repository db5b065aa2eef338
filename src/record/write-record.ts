import type { RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import { fromHeader, fromTrial } from "./record-lines.ts";

/** The lines of a record, each with its line feed, keys in the order of the contract. `readRunRecord` gives back the same. */
export function* writeRunRecord(
  header: RunHeader,
  trials: Iterable<Trial>,
  end?: RunRecord["end"],
): Generator<string> {
  yield headerLine(header);
  for (const trial of trials) yield trialLine(trial);
  if (end !== undefined) yield endLine(end);
}

/** The first line of a record. */
export function headerLine(header: RunHeader): string {
  return `${JSON.stringify(fromHeader(header))}\n`;
}

/** The line of one trial. */
export function trialLine(trial: Trial): string {
  return `${JSON.stringify(fromTrial(trial))}\n`;
}

/** The last line of a record whose run ended before its plan. */
export function endLine({ reason, cases }: NonNullable<RunRecord["end"]>): string {
  return `${JSON.stringify({ type: "end", reason, cases })}\n`;
}
