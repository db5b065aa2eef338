import type { Verdict } from "../experiment/verdict.ts";

/** `verdict.json`: the verdict itself, numbers unrounded, with a line break at the end. */
export function renderVerdictJson(verdict: Verdict): string {
  return `${JSON.stringify(verdict, null, 2)}\n`;
}
