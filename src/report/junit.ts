import type { Rule, Verdict } from "../experiment/verdict.ts";
import { formatProblem } from "../problem.ts";
import { describeCalls, failingCalls } from "./failing-calls.ts";
import { findRule } from "./layout.ts";
import { xmlText } from "./untrusted.ts";

/**
 * What a reader of JUnit XML shows. `failure`: the gate says no. `error`: it could not tell and blocks for want of evidence or of proof.
 * `skipped`: it does not count (advisory, not applicable, waived, or beyond its limit without proof under `not_proven: allow`).
 */
type Outcome = "passed" | "failure" | "error" | "skipped";

type TestCase = {
  readonly group: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
};

const mostCritical = 1000;

/** One suite for the gate: a test case for every rule, every critical case that moved or broke, and, on an error, every problem. */
export function renderJunit(verdict: Verdict): string {
  const cases = [
    ...verdict.rules.map((rule) => ruleCase(rule, verdict)),
    ...criticalCases(verdict),
    ...problemCases(verdict),
  ];
  const count = (outcome: Outcome) => cases.filter((testCase) => testCase.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="llm-o11y" ${counts}>`,
    `  <testsuite name="${xmlText(verdict.gate)}" ${counts}>`,
    "    <properties>",
    `      <property name="verdict" value="${verdict.verdict}"/>`,
    `      <property name="title" value="${xmlText(verdict.title)}"/>`,
    "    </properties>",
    ...cases.map((testCase) => element(testCase, verdict.gate)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function ruleCase(rule: Rule, verdict: Verdict): TestCase {
  return { group: "rule", name: rule.rule, ...ruleOutcome(withCall(rule, verdict), verdict) };
}

/** The critical rule names the call itself. */
function withCall(rule: Rule, verdict: Verdict): Rule {
  if (rule.status !== "fail" || rule.rule === "critical") return rule;
  const cases = new Set(rule.cases);
  const calls = describeCalls(failingCalls(verdict, (change) => cases.has(change.case)));
  return calls === undefined ? rule : { ...rule, message: `${rule.message} Failing call: ${calls}.` };
}

function ruleOutcome(rule: Rule, { policy }: Verdict): Pick<TestCase, "outcome" | "message"> {
  const { status, message } = rule;
  if (status === "not_applicable") return { outcome: "skipped", message };
  if (status === "pass") return { outcome: "passed", message };
  if (rule.advisory === true) return { outcome: "skipped", message: `Blocks nothing: ${message}` };
  if (rule.waived !== undefined)
    return { outcome: "skipped", message: `Waived by ${rule.waived}: ${message}` };
  if (status === "fail") return { outcome: "failure", message };
  if (status === "inconclusive" || policy.not_proven === "block") return { outcome: "error", message };
  return { outcome: rule.measured === "beyond" ? "skipped" : "passed", message };
}

function criticalCases(verdict: Verdict): readonly TestCase[] {
  const rule = findRule(verdict, "critical");
  const broken = new Set(rule?.status === "fail" && rule.advisory !== true ? rule.cases : []);
  const shownByCase = new Map(verdict.changed.map((change) => [change.case, change.shown]));
  const moved = verdict.changed.filter((change) => change.critical === true).map((change) => change.case);
  return [...new Set([...broken, ...moved])].slice(0, mostCritical).map((name) => {
    if (!broken.has(name))
      return criticalCase(
        name,
        hasDropped(verdict, name) ? "skipped" : "passed",
        "moved, and is not confirmed as broken",
      );
    const shown = shownByCase.get(name);
    const how = shown === undefined ? "" : `: ${shown}`;
    return criticalCase(
      name,
      rule?.waived === undefined ? "failure" : "skipped",
      `${rule?.waived === undefined ? "broken" : `broken, waived by ${rule.waived}`}${how}`,
    );
  });
}

function hasDropped({ changed }: Verdict, name: string): boolean {
  return changed.some((change) => change.case === name && change.candidate < change.baseline);
}

function criticalCase(name: string, outcome: Outcome, what: string): TestCase {
  return { group: "critical", name, outcome, message: outcome === "passed" ? "" : `Critical case ${what}` };
}

function problemCases(verdict: Verdict): readonly TestCase[] {
  if (verdict.verdict !== "error") return [];
  if (verdict.problems.length === 0)
    return [{ group: "gate", name: "run", outcome: "error", message: verdict.title }];
  return verdict.problems.map((problem) => ({
    group: "problem",
    name: problem.code,
    outcome: "error",
    message: formatProblem(problem),
  }));
}

function element({ group, name, outcome, message }: TestCase, gate: string): string {
  const start = `    <testcase classname="${xmlText(`${gate}.${group}`)}" name="${xmlText(name, 200)}"`;
  const text = xmlText(message);
  if (outcome === "passed")
    return text === "" ? `${start}/>` : `${start}><system-out>${text}</system-out></testcase>`;
  return `${start}><${outcome} message="${text}"/></testcase>`;
}
