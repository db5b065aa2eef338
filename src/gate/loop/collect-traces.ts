import { type Problem, ProblemError } from "../../problem.ts";
import { cutTraceLine } from "../../traces/cut-trace.ts";
import { PieceGroups, type Spill } from "../../traces/group-pieces.ts";
import { importFile } from "../../traces/import-file.ts";
import type { Imported } from "../../traces/import-piece.ts";
import { openImporter } from "../../traces/import-traces.ts";
import type { TraceSystem } from "../../traces/normal-trace.ts";
import { type Counted, Counts } from "../../traces/otlp-counts.ts";
import { readIsoTime } from "../../traces/otlp-time.ts";
import { traceOfPieces } from "../../traces/trace-of-pieces.ts";
import type { PriceOf } from "../../traces/with-trace.ts";

/** What came in one go, wherever it is from: a line of a file, a page of an API, an export that was received. */
export type Arrival = {
  /** Where it stands, for messages. */
  readonly file?: string;
  readonly line?: number;
} & ({ readonly imported: Imported } | { readonly problem: Problem });

export type CollectEffects = {
  readonly openSpill: () => Promise<Spill>;
  /** List price of tokens, for traces that tell no cost. */
  readonly priceOf: PriceOf;
};

export type CollectReport = {
  readonly traces: number;
  readonly countBySystem: ReadonlyMap<TraceSystem, number>;
  /** Traces that began before `sinceMs`, left out. */
  readonly tooOld: number;
  /** The first of what could not be read, each with its place. */
  readonly problems: readonly Problem[];
  /** How much that was in all. */
  readonly unread: number;
  /** What was cut or left out of what is kept. */
  readonly notes: readonly Counted[];
};

export type Collection = {
  /**
   * Each trace as a line of the normal form, in the order in which they first appear. To be read to its end, once. Throws a ProblemError where
   * there was something to read and nothing could be.
   */
  readonly lines: () => AsyncGenerator<string>;
  /** What was counted, once `lines` has ended. */
  readonly report: () => CollectReport;
};

const shownProblems = 20;

/**
 * Brings what arrives into the normal form, a line a trace. Nothing is written before all has arrived, since a trace may be scattered over
 * all of it; memory stays flat, and the same arrivals give the same lines. A trace whose start is not known is never too old.
 */
export function collectTraces(
  arrivals: AsyncIterable<readonly Arrival[]>,
  effects: CollectEffects,
  { sinceMs = -Infinity }: { readonly sinceMs?: number } = {},
): Collection {
  const problems: Problem[] = [];
  const notes = new Counts();
  const countBySystem = new Map<TraceSystem, number>();
  let [unread, traces, tooOld] = [0, 0, 0];

  const note = (problem: Problem, count = 1): void => {
    unread += count;
    if (problems.length < shownProblems) problems.push(problem);
  };

  async function take(arrival: Arrival, groups: PieceGroups): Promise<void> {
    if ("problem" in arrival) return note(arrival.problem);
    const { imported, file, line } = arrival;
    for (const { reason, count } of imported.rejected)
      note(partProblem({ file, line }, reason, count), count);
    notes.addAll(imported.notes);
    for (const piece of imported.pieces) await groups.add(piece);
  }

  async function* lines(): AsyncGenerator<string> {
    const groups = new PieceGroups(effects.openSpill);
    try {
      for await (const batch of arrivals) for (const arrival of batch) await take(arrival, groups);
      for await (const pieces of groups.groups(notes)) {
        const trace = traceOfPieces(pieces, effects.priceOf, notes);
        if (trace === undefined) continue;
        const startedMs = trace.startedAt === undefined ? undefined : readIsoTime(trace.startedAt);
        if (startedMs !== undefined && startedMs < sinceMs) {
          tooOld++;
          continue;
        }
        traces++;
        const { system } = trace.source;
        countBySystem.set(system, (countBySystem.get(system) ?? 0) + 1);
        yield cutTraceLine(trace, notes);
      }
      if (traces + tooOld === 0 && unread > 0) throw new ProblemError(problems);
    } finally {
      await groups.close();
    }
  }

  return {
    lines,
    report: () => ({ traces, countBySystem, tooOld, problems, unread, notes: notes.list() }),
  };
}

/** What the files say, one after the other. `from`: all of them are exports of that system; else each value tells by its form. */
export async function* readTraceFiles(
  files: readonly { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> }[],
  from?: TraceSystem,
): AsyncGenerator<readonly Arrival[]> {
  for (const { file, open } of files) {
    for await (const batch of importFile(file, open(), openImporter(from)))
      yield batch.map((line) => ({ file, ...line }));
  }
}

function partProblem(
  { file, line }: { readonly file: string | undefined; readonly line: number | undefined },
  reason: string,
  count: number,
): Problem {
  return {
    code: "trace-part-unreadable",
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    message: `${count === 1 ? "" : `${count} times: `}${reason}; left out.`,
  };
}
