import { isJsonObject, type Json } from "../experiment/json.ts";
import { readJsonLines } from "../jsonl/read-json-lines.ts";
import type { Problem } from "../problem.ts";
import type { Imported, Importer } from "./import-piece.ts";
import { isShallow } from "./read-attributes.ts";
import { maxTraceLineBytes } from "./trace-limits.ts";

export type ImportedLine =
  | { readonly line: number; readonly imported: Imported }
  | { readonly line: number; readonly problem: Problem };

/**
 * What a file of traces says, as a stream: JSONL with lines of up to 64 MiB, or one JSON document that is spread over lines, of up to 64 MiB
 * as a whole. Every line that is not blank comes back, as what could be read of it or as its problem.
 */
export async function* importFile(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  importer: Importer,
): AsyncGenerator<readonly ImportedLine[]> {
  const source = await peek(chunks);
  if (source.document !== undefined) {
    const imported = importer(source.document);
    yield [
      {
        line: 1,
        ...(imported === undefined ? { problem: unknownForm(file, 1, source.document) } : { imported }),
      },
    ];
    return;
  }
  for await (const lines of readJsonLines(file, source.chunks, maxTraceLineBytes)) {
    yield lines.map((line) => {
      if ("problem" in line) return { line: line.line, problem: withoutWords(line.problem) };
      const imported = importer(line.value);
      return imported === undefined
        ? { line: line.line, problem: unknownForm(file, line.line, line.value) }
        : { line: line.line, imported };
    });
  }
}

type Source =
  | { readonly document: Json; readonly chunks?: undefined }
  | { readonly document?: undefined; readonly chunks: AsyncIterable<Uint8Array> };

/**
 * Whether the file is one document: its first line that is not blank is a bracket alone, as all that write JSON over several lines have it,
 * and the whole of it is JSON. Else the same bytes again, as lines.
 */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<Source> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let bytes = 0;
  let isDocument: boolean | undefined;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    taken.push(next.value);
    bytes += next.value.length;
    isDocument ??= startsDocument(taken, bytes);
    if (isDocument === false || bytes > maxTraceLineBytes) return { chunks: resume(taken, iterator) };
  }
  if (isDocument !== true) return { chunks: resume(taken, iterator) };
  try {
    const document = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(taken)),
    ) as Json;
    return isShallow(document) ? { document } : { chunks: resume(taken, iterator) };
  } catch {
    return { chunks: resume(taken, iterator) };
  }
}

const headBytes = 4096;

/** Undefined: the first line is not whole yet. */
function startsDocument(taken: readonly Uint8Array[], bytes: number): boolean | undefined {
  const head = Buffer.concat(taken).toString("utf8", 0, headBytes).trimStart();
  const end = head.indexOf("\n");
  if (end < 0) return bytes < headBytes ? undefined : false;
  return /^[[{][ \t\r]*$/.test(head.slice(0, end));
}

async function* resume(
  taken: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* taken;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** What is wrong with a line is shown without its words: a trace may hold anything, and messages end in logs. */
function withoutWords(problem: Problem): Problem {
  const { code, column } = problem;
  if (column === undefined) return problem;
  const what: Readonly<Record<string, string>> = {
    "duplicate-key": "one object has a key twice",
    "number-out-of-range": "a number is beyond what a double can hold",
    "not-json": "not JSON",
  };
  const { fix: _fix, ...place } = problem;
  return what[code] === undefined ? problem : { ...place, message: `${what[code]}, at column ${column}.` };
}

function unknownForm(file: string, line: number, value: Json): Problem {
  const keys = isJsonObject(value) ? Object.keys(value).filter((key) => /^[A-Za-z_]{1,30}$/.test(key)) : [];
  const shown = keys
    .slice(0, 5)
    .map((key) => `\`${key}\``)
    .join(", ");
  return {
    code: "unknown-trace-form",
    file,
    line,
    message: `this is no trace, span, score or call of a known form${shown === "" ? "" : ` (it has ${shown})`}.`,
    fix: "See docs/loop.md for the forms that are read, and leave `--from` out where the file has several.",
  };
}
