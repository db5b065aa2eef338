/** Where in the user's files a problem stands. `line` and `column` count from 1. */
export type Place = {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
};

/**
 * One thing that the user can put right: what is wrong (with the value), where, and what to write instead.
 * Everything that is not a Problem is a defect of ours and keeps its stack.
 */
export type Problem = Place & {
  /** Stable, `kebab-case`; has an entry in docs/reference/problems.md. */
  readonly code: string;
  readonly message: string;
  /** What to write or do instead. */
  readonly fix?: string;
};

/** Carries every problem found, never only the first. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "ProblemError";
    this.problems = problems;
  }
}

/** Either the parsed value, or every problem that kept it from being one. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `file:line:column`, as far as it is known. */
export function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** One line: place, what is wrong, what to do. */
export function formatProblem(problem: Problem): string {
  const place = formatPlace(problem);
  const fix = problem.fix === undefined ? "" : ` ${problem.fix}`;
  return `${place === "" ? "" : `${place}  `}${problem.message}${fix}`;
}

const maxQuoted = 60;

/** A value of the user's as a message may show it: as JSON, on one line, cut to about 60 characters. */
export function quoteValue(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > maxQuoted ? `${value.slice(0, maxQuoted - 1)}…` : value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > maxQuoted ? `${text.slice(0, maxQuoted - 1)}…` : text;
}
