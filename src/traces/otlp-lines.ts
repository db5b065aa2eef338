import { readJsonLines } from "../jsonl/read-json-lines.ts";
import type { Problem } from "../problem.ts";
import { type OtlpSpans, readOtlp } from "./otlp-spans.ts";

export type OtlpLine =
  | ({ readonly line: number } & OtlpSpans)
  | { readonly line: number; readonly problem: Problem };

/**
 * Spans of a file that has an export or a span on each line (OTLP file exporter, dumps of SDKs), as a stream. A line that is neither
 * is its problem. A trace may be spread over lines in any order.
 */
export async function* readOtlpLines(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly OtlpLine[]> {
  for await (const lines of readJsonLines(file, chunks)) {
    yield lines.map((line) => {
      if ("problem" in line) return line;
      const read = readOtlp(line.value);
      return read === undefined
        ? { line: line.line, problem: noExport(file, line.line) }
        : { line: line.line, ...read };
    });
  }
}

function noExport(file: string, line: number): Problem {
  return {
    code: "not-otlp",
    file,
    line,
    message: "the line is neither an OTLP export nor a span.",
    fix: "Each line has `resourceSpans`, or the ids of one span.",
  };
}
