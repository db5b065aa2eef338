import { formatProblem } from "../problem.ts";
import type { Parsed, Problem } from "../problem.ts";

const shownProblems = 100;

/** In the order of the lines (the gate file before its base), once each, and cut where a hostile file has thousands. */
export function sortProblems(problems: readonly Problem[], firstFile?: string): readonly Problem[] {
  const rank = ({ file }: Problem): number => (file === firstFile ? 0 : 1);
  const sorted = problems.toSorted(
    (a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const byWords = new Map(
    sorted.toReversed().map((problem) => [formatProblem({ ...problem, fix: "" }), problem]),
  );
  const unique = [...byWords.values()].toReversed();
  if (unique.length <= shownProblems) return unique;
  const message = `${unique.length - shownProblems} more problems are not shown.`;
  return [
    ...unique.slice(0, shownProblems),
    { code: "more-problems", ...(firstFile ? { file: firstFile } : {}), message },
  ];
}

export function failWith(problems: readonly Problem[], firstFile?: string): Parsed<never> {
  return { ok: false, problems: sortProblems(problems, firstFile) };
}
