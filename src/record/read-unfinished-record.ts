import type { RunRecord } from "../experiment/trial.ts";
import type { Parsed } from "../problem.ts";
import { readRunRecord } from "./read-record.ts";

/** What a run that was cut off at any moment has left. */
export type UnfinishedRecord = {
  /** Absent where not even the header was written. */
  readonly record?: RunRecord;
  /** The last line was cut off in the middle, and is left out. */
  readonly isTorn: boolean;
};

/** Reads the record of a run that may not have ended, without a last line that is torn. Any other fault is a problem. */
export async function readUnfinishedRecord(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Parsed<UnfinishedRecord>> {
  let isTorn = false;
  let isEmpty = true;
  async function* wholeLines(): AsyncGenerator<Uint8Array> {
    for await (const part of splitLastLine(chunks)) {
      isTorn = part.isLast && !isWhole(part.bytes);
      if (isTorn) return;
      isEmpty = false;
      yield part.bytes;
    }
  }
  const parsed = await readRunRecord(file, wholeLines());
  if (isEmpty) return { ok: true, value: { isTorn } };
  return parsed.ok ? { ok: true, value: { record: parsed.value, isTorn } } : parsed;
}

type Part = { readonly bytes: Uint8Array; readonly isLast: boolean };

/** The bytes in whole lines, and the last line for itself. */
async function* splitLastLine(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([held, chunk]);
    // The line feed at the very end may be that of the last line.
    const start = bytes.length < 2 ? 0 : bytes.lastIndexOf(lineFeed, bytes.length - 2) + 1;
    if (start > 0) yield { bytes: bytes.subarray(0, start), isLast: false };
    held = bytes.subarray(start);
  }
  if (held.length > 0) yield { bytes: held, isLast: true };
}

const lineFeed = 10;

function isWhole(line: Uint8Array): boolean {
  if (line.at(-1) !== lineFeed) return false;
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
    return true;
  } catch {
    return false;
  }
}
