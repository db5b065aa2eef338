import type { Rule, Verdict } from "../experiment/verdict.ts";
import { findRule } from "./layout.ts";
import { terminalText } from "./untrusted.ts";

/**
 * The outputs of the action. Numbers are plain fractions, candidate minus baseline, of ratios the ratio minus 1; unknown is the empty
 * string. No text of a model is in them: a title is our words, ids, tags and names.
 */
export function outputsOf(verdict: Verdict): Readonly<Record<string, string>> {
  return {
    verdict: verdict.verdict,
    title: shellSafe(verdict.title),
    "quality-delta": fraction(findRule(verdict, "quality")?.delta),
    "latency-delta": fraction(findRule(verdict, "latency_delta")?.delta),
    "cost-delta": fraction(findRule(verdict, "cost_delta")?.delta),
    proven: String(verdict.proven),
    "critical-failures": criticalFailures(findRule(verdict, "critical")),
    "policy-sha": verdict.policy.sha ?? "",
    "policy-trusted": String(verdict.policy.trusted),
  };
}

/** Without what a shell runs or ends a quotation at, since `run: echo "${{ ... }}"` is how outputs are used. An amount keeps its `$`. */
function shellSafe(title: string): string {
  return terminalText(title, 400).replace(/[`"'\\]|\$(?!\d)/gu, "");
}

/** To six places and never with an exponent. */
function fraction(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? "" : String(Number(value.toFixed(6)));
}

/** Waived ones count too: they are broken. */
function criticalFailures(rule: Rule | undefined): string {
  switch (rule?.status) {
    case "fail":
      return String(rule.cases?.length ?? 0);
    case "pass":
    case "not_applicable":
      return "0";
    default:
      return "";
  }
}
