import type { Verdict } from "../experiment/verdict.ts";

/** `verdict.json`: the verdict without what only reports show, numbers unrounded, with a line break at the end. */
export function renderVerdictJson(verdict: Verdict): string {
  const changed = verdict.changed.map(({ shown: _shown, ...change }) => change);
  return `${JSON.stringify({ ...verdict, changed }, null, 2)}\n`;
}
