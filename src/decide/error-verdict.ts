import type { Verdict } from "../experiment/verdict.ts";
import type { Problem } from "../problem.ts";

/** A verdict for a gate that could not run: the user's problems, nothing decided, nothing spent. */
export function errorVerdict(gate: string, problems: readonly Problem[]): Verdict {
  const nothing = { planned: 0, run: 0, scored: 0, infra_errors: 0, unscored: 0 };
  const files = [...new Set(problems.flatMap(({ file }) => (file === undefined ? [] : [file])))];
  const where =
    files.length === 1 ? ` in \`${files[0] ?? ""}\`` : files.length > 1 ? ` in ${files.length} files` : "";
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return {
    version: 1,
    gate,
    verdict: "error",
    proven: false,
    title: `The gate could not run: ${count}${where}. Nothing was evaluated, $0.00 spent`,
    rules: [],
    arms: { baseline: {}, candidate: {} },
    dataset: { cases: 0, added: [], removed: [], edited: [], critical: 0 },
    evidence: { baseline: nothing, candidate: nothing },
    failures: {},
    changed: [],
    spend: { calls: 0, cached: 0 },
    policy: { trusted: false, not_proven: "allow", ignored_edits: [] },
    waivers: [],
    seed: 1,
    problems: [...problems],
  };
}
