import { byPrecedence, decides } from "../decide/reach-verdict.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";

/** The layouts of a report. `cannot_tell` is a measured loss without proof that the policy lets through; `undecided` blocks. */
export type Layout = "proven" | "not_proven" | "fail" | "cannot_tell" | "undecided" | "error";

/** Whether the rule has a say: it can block, and no waiver covers it. */
export function isDeciding(rule: Rule): boolean {
  return decides(rule) && rule.status !== "not_applicable";
}

/** Rules that decided for a fail: critical first, then SLOs, quality, and the others, as they decide. */
export function failingRules(verdict: Verdict): readonly Rule[] {
  return verdict.rules.filter((rule) => rule.status === "fail" && isDeciding(rule)).toSorted(byPrecedence);
}

/** Rules that lack evidence. */
export function unknownRules(verdict: Verdict): readonly Rule[] {
  return verdict.rules.filter((rule) => rule.status === "inconclusive" && isDeciding(rule));
}

/** Rules measured beyond their limit without proof. */
export function openRules(verdict: Verdict): readonly Rule[] {
  return verdict.rules.filter(
    (rule) => rule.status === "not_proven" && rule.measured === "beyond" && isDeciding(rule),
  );
}

/** The rule with this id, if the verdict has it. */
export function findRule(verdict: Verdict, id: string): Rule | undefined {
  return verdict.rules.find((rule) => rule.rule === id);
}

/** Which layout shows this verdict. */
export function layoutOf(verdict: Verdict): Layout {
  if (verdict.verdict === "error" || verdict.verdict === "fail") return verdict.verdict;
  if (verdict.verdict === "pass") return verdict.proven ? "proven" : "not_proven";
  const isOpenOnly = openRules(verdict).length > 0 && unknownRules(verdict).length === 0;
  return isOpenOnly && verdict.policy.not_proven === "allow" ? "cannot_tell" : "undecided";
}

const symbols: Readonly<Record<Layout, string>> = {
  proven: "✅",
  not_proven: "✅",
  fail: "❌",
  cannot_tell: "⚠️",
  undecided: "⛔",
  error: "⛔",
};

/** Never shown without the title, which says the same in words. */
export function symbolOf(verdict: Verdict): string {
  return symbols[layoutOf(verdict)];
}
