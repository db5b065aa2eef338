import type { Problem } from "../../problem.ts";

export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

type CsvReading =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Reads CSV by RFC 4180: commas, quotes doubled inside quotes, line breaks inside quotes, CRLF or LF. A quote in the middle of a bare
 * field, text after a closing quote and a quote that never ends are problems with their line. Blank lines are passed over.
 */
export function parseCsv(text: string): CsvReading {
  const records: CsvRecord[] = [];
  // A field with what ends it: quoted, or bare.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  for (field.lastIndex = 0; field.lastIndex < text.length || fields.length > 0;) {
    const from = field.lastIndex;
    const found = field.exec(text);
    if (found === null) return { ok: false, problem: brokenField(line, text[from] === '"') };
    const [whole, quoted, bare = "", end = ""] = found;
    fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    line += whole.split(/\r\n|\n|\r/).length - 1;
    if (end === ",") continue;
    if (fields.length > 1 || fields[0] !== "") records.push({ line: start, fields });
    fields = [];
    start = line;
  }
  return { ok: true, records };
}

function brokenField(line: number, isQuoted: boolean): Problem {
  return {
    code: "not-csv",
    line,
    message: isQuoted
      ? "a quoted field does not end, or has text after its closing quote."
      : "a quote stands inside a field that does not begin with one.",
    fix: 'Put the whole field into quotes, and write a quote in it twice: "say ""hi""".',
  };
}
