import type { Problem } from "../problem.ts";

export const maxProblems = 50;

/** The problems of one file, ended at 50 so that hostile input gives neither a long message nor a long reading. */
export class ProblemList {
  readonly #file: string;
  readonly #problems: Problem[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  add(...problems: readonly Problem[]): void {
    for (const problem of problems) {
      if (this.#problems.length < maxProblems) this.#problems.push(problem);
      else if (this.#problems.length === maxProblems)
        this.#problems.push({
          code: "more-problems",
          file: this.#file,
          message: `more than ${maxProblems} problems in this file; the rest is not shown.`,
        });
    }
  }

  /** Whether reading on can show nothing more. */
  get isFull(): boolean {
    return this.#problems.length > maxProblems;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }
}
