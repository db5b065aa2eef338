import type { Waiver } from "../config/config.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";

/** Rules that say whether there is evidence at all; nobody may waive them. */
const unwaivable = new Set(["evidence", "judge"]);

/** The rules with the waivers that apply, and each waiver with what became of it. */
export type WaivedRules = { readonly rules: readonly Rule[]; readonly waivers: Verdict["waivers"] };

/**
 * Applies waivers to rules that would keep the verdict from passing. A rule keeps its status and gains `waived`. A waiver with
 * `cases` applies only where it covers every case that the rule names. `today` is a date in UTC, `YYYY-MM-DD`; a waiver holds
 * to the end of its `expires` day.
 */
export function applyWaivers(rules: readonly Rule[], waivers: readonly Waiver[], today: string): WaivedRules {
  const live = waivers.filter(({ expires }) => expires >= today);
  const waived = rules.map((rule) => {
    const waiver = live.find((candidate) => covers(candidate, rule));
    return waiver === undefined ? rule : { ...rule, waived: waiver.id };
  });
  const used = new Set(waived.map((rule) => rule.waived));
  return {
    rules: waived,
    waivers: waivers.map(({ id, rule, cases, reason, approvedBy, expires }) => ({
      id,
      rule,
      ...(cases === undefined ? {} : { cases: [...cases] }),
      reason,
      approved_by: approvedBy,
      expires,
      state: used.has(id) ? "used" : expires >= today ? "unused" : "expired",
    })),
  };
}

function covers(waiver: Waiver, rule: Rule): boolean {
  if (waiver.rule !== rule.rule || unwaivable.has(rule.rule) || rule.advisory === true) return false;
  if (rule.status === "pass" || rule.status === "not_applicable") return false;
  if (waiver.cases === undefined) return true;
  const named = rule.cases ?? [];
  return named.length > 0 && named.every((id) => waiver.cases?.includes(id));
}
