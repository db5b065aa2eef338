import { formatProblem, ProblemError } from "../problem.ts";
import type { Parsed, Problem } from "../problem.ts";

/** The value of a parse, or its problems thrown. */
export function orThrow<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  return parsed.value;
}

/**
 * Runs every step to its end and throws the problems of all of them together, so that a user sees everything that is wrong at
 * once, and the same of two steps but once. A defect of ours goes through as it is.
 */
export async function gather<T extends readonly unknown[]>(steps: {
  readonly [K in keyof T]: Promise<T[K]>;
}): Promise<T> {
  const settled = await Promise.allSettled(steps);
  const failed = settled.filter((result) => result.status === "rejected");
  const defect = failed.find(({ reason }) => !(reason instanceof ProblemError));
  if (defect !== undefined) throw defect.reason;
  const problems = failed.flatMap(({ reason }): readonly Problem[] =>
    reason instanceof ProblemError ? reason.problems : [],
  );
  if (problems.length > 0) throw new ProblemError(uniqueProblems(problems));
  return settled.map((result) => (result.status === "fulfilled" ? result.value : undefined)) as unknown as T;
}

/** The problems without those that say the same of the same place. */
export function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}
