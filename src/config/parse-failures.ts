import type { Parsed } from "../problem.ts";
import { checkTree } from "./explain-issue.ts";
import { failWith } from "./problem-list.ts";
import { failuresSchema } from "./schema/failures.ts";
import { toJson } from "./source-tree.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { readYaml } from "./yaml-source.ts";

/** `.llm-o11y/failures.yml`: what `detect` takes for a failure besides the built-in signals. */
export type FailuresFile = {
  /** Patterns as written, not compiled. */
  readonly modes: readonly {
    readonly name: string;
    readonly outputMatches?: string;
    readonly inputMatches?: string;
    readonly errorMatches?: string;
    readonly tool?: string;
  }[];
  /** Names of signals as written. */
  readonly ignored: readonly string[];
};

/** What the file says, or every problem in it. Whether patterns are RE2 and signals exist is judged where both are known. */
export function parseFailures(file: string, text: string): Parsed<FailuresFile> {
  const source = readYaml(file, text);
  if (!source.ok) return failWith(source.problems);
  const problems = checkTree(failuresSchema, source.value);
  if (problems.length > 0) return failWith(problems);
  const { modes, ignore } = failuresSchema.parse(toJson(source.value));
  const value = modes.map(({ name, when: { output_matches, input_matches, error_matches, tool } }) => ({
    name,
    ...withoutUndefined({
      outputMatches: output_matches,
      inputMatches: input_matches,
      errorMatches: error_matches,
      tool,
    }),
  }));
  return { ok: true, value: { modes: value, ignored: ignore } };
}
