import type { Rule } from "../experiment/verdict.ts";
import { counted, ms, percent, shortNumber, usd } from "./format.ts";
import type { PlannedRules } from "./plan-rules.ts";
import { decides } from "./reach-verdict.ts";
import { silentRule } from "./rule-plan.ts";
import type { RulePlan } from "./rule-plan.ts";

/** The base has no gate yet. `one_arm`: its target cannot be read either, so there is no baseline to compare with. */
export type FirstRun = "one_arm" | "both_arms";

const absolute = /^(?:quality_slo|latency_slo|ttft_slo|cost_slo|scorer_slo:.*)$/;

/** The rules of a run with one arm: promises about the candidate and the critical cases decide, whatever compares is not applicable. */
export function planOneArm({ quality, critical, others }: PlannedRules): PlannedRules {
  const silent = ({ id }: RulePlan): RulePlan =>
    silentRule(id, false, "There is nothing to compare with yet.");
  return {
    quality: silent(quality),
    critical,
    others: others.map((plan) => (absolute.test(plan.id) ? plan : silent(plan))),
  };
}

const start = "First run, nothing to compare";

/** The title of a run with one arm, from the sentence that any run would have; a pass says what holds instead. */
export function titleFirstRun(sentence: string, isPass: boolean, rules: readonly Rule[]): string {
  if (!isPass) return `${start}. ${sentence}`;
  const held = rules.filter((rule) => decides(rule) && rule.status === "pass").flatMap(heldWords);
  const what =
    held.length > 0
      ? held.join(", ")
      : `${counted(casesRun(rules), "case")} ran, and no limit is set on them`;
  return `${start}: ${what}. From the next pull request on, this is the baseline`;
}

function casesRun(rules: readonly Rule[]): number {
  return rules.find(({ rule }) => rule === "evidence")?.n ?? 0;
}

function heldWords({ rule, candidate, n, limit = {} }: Rule): readonly string[] {
  const at = (key: string, say: (value: number) => string): readonly string[] => {
    const value = limit[key];
    return typeof value === "number" ? [shortNumber(say(value))] : [];
  };
  switch (rule) {
    case "critical":
      return candidate === undefined || n === undefined ? [] : [`${candidate}/${n} critical cases`];
    case "latency_slo":
      return at("p95_ms", (value) => `p95 within ${ms(value)}`);
    case "ttft_slo":
      return at("ttft_p95_ms", (value) => `first token within ${ms(value)}`);
    case "cost_slo":
      return at("per_request_usd", (value) => `at most ${usd(value)} a request`);
    case "quality_slo":
      return at("min", (value) => `quality at least ${percent(value)}`);
    default:
      return [];
  }
}
