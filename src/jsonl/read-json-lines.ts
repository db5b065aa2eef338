import type { Json } from "../experiment/json.ts";
import { quoteValue, type Problem } from "../problem.ts";
import { findFault, maxDepth } from "./find-fault.ts";
import { type Line, maxLineBytes, readLines } from "./lines.ts";
import { countWrittenKeys } from "./scan-json.ts";

export type JsonLine =
  | { readonly line: number; readonly value: Json; readonly text: string }
  | { readonly line: number; readonly problem: Problem };

/**
 * Reads JSONL as a stream, a batch of lines at a time: memory does not grow with the file. Every line that is not blank comes
 * back in order, as its value or as the problem that it has. A Git LFS pointer is one problem, and ends the reading.
 * A caller that wants no more (see ProblemList) leaves the loop, which closes the source.
 */
export async function* readJsonLines(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  longestBytes = maxLineBytes,
): AsyncGenerator<readonly JsonLine[]> {
  let isFirst = true;
  for await (const lines of readLines(chunks, longestBytes)) {
    const first = lines[0];
    if (isFirst && first !== undefined && isLfsPointer(first)) {
      yield [{ line: first.line, problem: lfsProblem(file, first.line) }];
      return;
    }
    isFirst = false;
    yield lines.map((line) => parseLine(file, line, longestBytes));
  }
}

function parseLine(file: string, line: Line, longestBytes: number): JsonLine {
  if ("fault" in line)
    return { line: line.line, problem: { ...faultProblem(line.fault, longestBytes), file, line: line.line } };
  const value = parseJson(line.text);
  if (value !== undefined) return { line: line.line, value, text: line.text };
  return {
    line: line.line,
    problem: { ...syntaxProblem(line.text), file, line: line.line },
  };
}

/** The value of a text; undefined where `findFault` has something to say. */
function parseJson(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const written = countWrittenKeys(text);
  return written !== undefined && countKeys(value) === written ? value : undefined;
}

/** Keys in a value at any depth; NaN, which equals nothing, where a number is not finite (1e999). */
function countKeys(value: Json): number {
  if (typeof value === "number") return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) keys += countKeys(item);
    return keys;
  }
  for (const item of Object.values(value)) keys += 1 + countKeys(item);
  return keys;
}

function syntaxProblem(text: string): Problem {
  const fault = findFault(text);
  if (fault === undefined) throw new Error("a line is neither JSON nor has a fault");
  const { column } = fault;
  const found = fault.found === undefined ? undefined : quoteValue(fault.found);
  switch (fault.kind) {
    case "duplicate-key":
      return {
        code: "duplicate-key",
        column,
        message: `the key ${found} is written twice in one object, and only one of the two could count.`,
        fix: "Keep one.",
      };
    case "too-deep":
      return {
        code: "json-too-deep",
        column,
        message: `the JSON nests deeper than ${maxDepth} levels.`,
        fix: "Flatten it, or write the inner part as a string.",
      };
    case "number-range":
      return {
        code: "number-out-of-range",
        column,
        message: `the number ${found} is beyond what a double can hold.`,
        fix: "Write it as a string.",
      };
    case "syntax":
      return {
        code: "not-json",
        column,
        message:
          found === undefined
            ? `not JSON: the line ends at column ${column} before its value does.`
            : `not JSON: unexpected ${found} at column ${column}.`,
        fix: "Each line is one JSON object.",
      };
  }
}

function faultProblem(fault: "too-long" | "not-utf8", longestBytes: number): Problem {
  if (fault === "too-long")
    return {
      code: "line-too-long",
      message: `the line is longer than ${longestBytes / 1024 / 1024} MiB.`,
      fix: "Each line is one JSON object; keep large content in files of its own.",
    };
  return { code: "not-utf8", message: "the line is not UTF-8.", fix: "Save the file as UTF-8." };
}

function isLfsPointer(line: Line): boolean {
  return "text" in line && line.text.startsWith("version https://git-lfs.github.com/spec/");
}

function lfsProblem(file: string, line: number): Problem {
  return {
    code: "git-lfs-pointer",
    file,
    line,
    message: "this is a Git LFS pointer, not the file it stands for.",
    fix: "Fetch the content: `lfs: true` under `with:` of actions/checkout, or `git lfs pull`.",
  };
}
