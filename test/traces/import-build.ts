import type { Json } from "../../src/experiment/json.ts";
import { openImporter } from "../../src/traces/import-traces.ts";
import type { Imported } from "../../src/traces/import-piece.ts";
import type { NormalTrace, TraceSystem } from "../../src/traces/normal-trace.ts";
import { Counts } from "../../src/traces/otlp-counts.ts";
import { traceOfPieces } from "../../src/traces/trace-of-pieces.ts";

/** What was made of the values of one file: traces by id, what was refused, and what was noted. */
export function importAll(values: readonly Json[], from?: TraceSystem) {
  const importer = openImporter(from);
  const read = values.map((value) => importer(value));
  const known = read.filter((one): one is Imported => one !== undefined);
  const pieces = known.flatMap((one) => one.pieces);
  const notes = new Counts();
  for (const one of known) notes.addAll(one.notes);
  const ids = [...new Set(pieces.map(({ traceId }) => traceId))];
  const traces = ids.flatMap((id): readonly NormalTrace[] => {
    const ofTrace = pieces.filter(({ traceId }) => traceId === id);
    const trace = traceOfPieces(ofTrace, () => undefined, notes);
    return trace === undefined ? [] : [trace];
  });
  return {
    traces,
    unknown: read.length - known.length,
    rejected: known.flatMap((one) => one.rejected),
    notes: notes.list(),
  };
}
