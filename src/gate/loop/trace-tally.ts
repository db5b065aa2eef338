import type { Problem } from "../../problem.ts";
import { cutTraceLine } from "../../traces/cut-trace.ts";
import type { Imported, Piece } from "../../traces/import-piece.ts";
import type { NormalTrace, TraceSystem } from "../../traces/normal-trace.ts";
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

export type CollectReport = {
  readonly traces: number;
  readonly countBySystem: ReadonlyMap<TraceSystem, number>;
  /** Traces that began before `sinceMs`, left out. */
  readonly tooOld: number;
  /** The first of what could not be read, each with its place. */
  readonly problems: readonly Problem[];
  /** How much that was in all. */
  readonly unread: number;
  /** What is not known, was cut or left out of what is kept, each with its first place. */
  readonly notes: readonly Counted[];
};

const shownProblems = 20;
const costUnknown =
  "a trace with tokens whose cost is not known: not every call tells its own or has a list price";

/** Counts what comes in and what goes out of it, and makes the lines. */
export class TraceTally {
  readonly notes = new Counts();
  readonly #priceOf: PriceOf;
  readonly #sinceMs: number;
  readonly #problems: Problem[] = [];
  readonly #countBySystem = new Map<TraceSystem, number>();
  #unread = 0;
  #traces = 0;
  #tooOld = 0;

  /** A trace that began before `sinceMs` gives no line; one whose start is not known does. */
  constructor(priceOf: PriceOf, sinceMs = -Infinity) {
    this.#priceOf = priceOf;
    this.#sinceMs = sinceMs;
  }

  /** There was something to read, and nothing could be. */
  get isAllUnread(): boolean {
    return this.#traces + this.#tooOld === 0 && this.#unread > 0;
  }

  /** What can be read of an arrival. */
  take(arrival: Arrival): readonly Piece[] {
    if ("problem" in arrival) {
      this.#note(arrival.problem, 1);
      return [];
    }
    const { imported, file, line } = arrival;
    for (const { reason, count } of imported.rejected)
      this.#note(partProblem({ file, line }, reason, count), count);
    this.notes.addAll(imported.notes, placeOf(arrival));
    return imported.pieces;
  }

  /** The line of the trace that all of these pieces make up; undefined where they make none, or one that is too old. */
  lineOf(pieces: readonly Piece[]): string | undefined {
    const notes = new Counts();
    const line = this.#lineOf(traceOfPieces(pieces, this.#priceOf, notes), notes);
    this.notes.addAll(notes.list(), `trace ${pieces[0]?.traceId}`);
    return line;
  }

  #lineOf(trace: NormalTrace | undefined, notes: Counts): string | undefined {
    if (trace === undefined) return undefined;
    const startedMs = trace.startedAt === undefined ? undefined : readIsoTime(trace.startedAt);
    if (startedMs !== undefined && startedMs < this.#sinceMs) {
      this.#tooOld++;
      return undefined;
    }
    this.#traces++;
    const { system } = trace.source;
    this.#countBySystem.set(system, (this.#countBySystem.get(system) ?? 0) + 1);
    if (trace.usage !== undefined && trace.cost === undefined) notes.add(costUnknown);
    return cutTraceLine(trace, notes);
  }

  report(): CollectReport {
    return {
      traces: this.#traces,
      countBySystem: this.#countBySystem,
      tooOld: this.#tooOld,
      problems: this.#problems,
      unread: this.#unread,
      notes: this.notes.list(),
    };
  }

  #note(problem: Problem, count: number): void {
    this.#unread += count;
    if (this.#problems.length < shownProblems) this.#problems.push(problem);
  }
}

function placeOf({ file, line }: Arrival): string | undefined {
  return file === undefined || line === undefined ? file : `${file}:${line}`;
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
