import type { Cell } from "./cell.ts";
import { nameOf, requestsOf } from "./cell.ts";

/** Medians of one contender in one cell. */
export type Row = {
  readonly cell: Cell;
  readonly who: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMib: number;
  /** Counted by the server. */
  readonly requests: number;
  readonly bytes: number;
  readonly load: number;
};

/** A figure of goal 1 to 8 of this run, and the most it may be. */
export type Figure = {
  readonly goal: number;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly most: number;
  /** Where less is worse: `most` is then the least. */
  readonly isLeast?: true;
};

/** What a result's texts take in a record: the answer, and the judge's reason. */
const textBytes = { rules: 70, judge: 100 } as const;

export function cpuPerRequestMs({ cpuMs, requests }: Row): number {
  return cpuMs / requests;
}

export function bytesPerResult({ bytes, cell }: Row): number {
  return bytes / (2 * cell.cases);
}

export function bareOf(row: Row, rows: readonly Row[]): Row | undefined {
  return rows.find(({ cell, who }) => cell === row.cell && who === "undici");
}

/** The goals that the rows of the workload say something of. */
export function figuresOf(rows: readonly Row[]): readonly Figure[] {
  const ours = rows.filter(({ who }) => who === "ours");
  const large = ours.filter(({ cell }) => cell.cases >= 1000);
  return [
    ...large.flatMap((row) => {
      const bare = bareOf(row, rows);
      if (bare === undefined) return [];
      const most = row.cell.latencyMs === 0 ? 2 : 1.2;
      const what = `wall of undici's, ${nameOf(row.cell)}`;
      return [{ goal: 1, what, value: row.wallMs / bare.wallMs, unit: "x", most }];
    }),
    ...large.map((row) => ({
      goal: 2,
      what: `CPU a request, ${nameOf(row.cell)}`,
      value: cpuPerRequestMs(row),
      unit: " ms",
      most: 0.5,
    })),
    ...growth(ours, 100, 5000).map(([small, big]) => ({
      goal: 3,
      what: `peak memory over that of N=100, ${nameOf(big.cell)}`,
      value: big.peakMib - small.peakMib,
      unit: " MiB",
      most: 20,
    })),
    ...ours
      .filter(({ cell }) => cell.cases >= 100_000)
      .map((row) => ({
        goal: 3,
        what: `peak memory, ${nameOf(row.cell)}`,
        value: row.peakMib,
        unit: " MiB",
        most: 150,
      })),
    ...large.map((row) => ({
      goal: 6,
      what: `bytes a result beyond its text, ${nameOf(row.cell)}`,
      value: bytesPerResult(row) - textBytes[row.cell.scoring],
      unit: "",
      most: 1024,
    })),
    ...growth(ours, 1000, 5000).map(([small, big]) => ({
      goal: 7,
      what: `time of that of N=1000, ${nameOf(big.cell)}`,
      value: big.wallMs / small.wallMs,
      unit: "x",
      most: 5.5,
    })),
  ];
}

/** Pairs of rows that differ in the number of cases alone. */
function growth(rows: readonly Row[], from: number, to: number): readonly (readonly [Row, Row])[] {
  const rest = ({ scoring, latencyMs, atOnce }: Cell): string => [scoring, latencyMs, atOnce].join();
  return rows.flatMap((big) => {
    if (big.cell.cases !== to) return [];
    const small = rows.find(({ cell }) => cell.cases === from && rest(cell) === rest(big.cell));
    return small === undefined ? [] : [[small, big] as const];
  });
}

export function isReached({ value, most, isLeast }: Figure): boolean {
  return isLeast ? value >= most : value <= most;
}

export function formatFigure(figure: Figure): string {
  const { goal, what, value, unit, most, isLeast } = figure;
  const digits = Number.isInteger(value) || value >= 100 ? 0 : 2;
  const limit = `${isLeast ? "at least" : "at most"} ${most}${unit}`;
  return `${isReached(figure) ? "ok    " : "MISSED"}  goal ${goal}  ${what}: ${value.toFixed(digits)}${unit} (${limit})`;
}

export const tableHead = [
  "| cell | who | wall s | of undici | CPU ms a request | of undici | peak MiB | requests | bytes a result | load |",
  "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
].join("\n");

/** A row of a Markdown table, so that it can be copied into `docs/performance.md`. */
export function formatRow(row: Row, rows: readonly Row[]): string {
  const { cell, who, wallMs, peakMib, requests, bytes, load } = row;
  const bare = bareOf(row, rows);
  const ratio = (of: (each: Row) => number): string =>
    bare === undefined || bare === row ? "" : `${(of(row) / of(bare)).toFixed(2)}x`;
  const extra = requests === requestsOf(cell) ? "" : ` (${requestsOf(cell)} planned)`;
  const columns = [
    nameOf(cell),
    who,
    (wallMs / 1000).toFixed(2),
    ratio((each) => each.wallMs),
    cpuPerRequestMs(row).toFixed(3),
    ratio(cpuPerRequestMs),
    peakMib.toFixed(0),
    `${requests}${extra}`,
    bytes === 0 ? "" : bytesPerResult(row).toFixed(0),
    load.toFixed(1),
  ];
  return `| ${columns.join(" | ")} |`;
}
