import type { CollectReport } from "../gate/loop/collect-traces.ts";
import { terminalText } from "../report/untrusted.ts";
import type { Io } from "./io.ts";
import { printProblems } from "./print-problems.ts";

/** What was collected: on stderr for people, and with `--json` on stdout as figures. `more` are figures of one source. */
export function tellCollected(
  report: CollectReport,
  { json }: { readonly json: boolean },
  io: Pick<Io, "stdout" | "stderr">,
  more: object = {},
): void {
  if (json) io.stdout(`${JSON.stringify({ ...figuresOf(report), ...more }, undefined, 2)}\n`);
  printProblems(report.problems, io, "warning");
  for (const line of sentencesOf(report)) io.stderr(`${line}\n`);
}

function figuresOf({ traces, countBySystem, tooOld, problems, unread, notes }: CollectReport): object {
  return {
    ok: true,
    traces,
    systems: Object.fromEntries(countBySystem),
    too_old: tooOld,
    unread,
    problems,
    notes,
  };
}

function* sentencesOf({ traces, countBySystem, tooOld, problems, unread, notes }: CollectReport) {
  if (unread > problems.length)
    yield `warning: ${unread} parts of the input could not be read; the first ${problems.length} are shown.`;
  for (const { reason, count, first } of notes) {
    const place = first === undefined ? "" : ` (${count === 1 ? "" : "first: "}${terminalText(first, 200)})`;
    yield `note: ${count === 1 ? "" : `${count} times: `}${reason}${place}`;
  }
  if (tooOld > 0) yield `left out as older than --since: ${tooOld}`;
  const systems = Array.from(countBySystem, ([system, count]) => `${count} ${system}`).join(", ");
  yield `${traces} ${traces === 1 ? "trace" : "traces"}${systems === "" ? "" : ` (${systems})`}.`;
}
