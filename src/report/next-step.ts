import { usd } from "../decide/format.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { failingRules, findRule, layoutOf, unknownRules } from "./layout.ts";
import { type Markdown, codeSpan, safe, plain } from "./untrusted.ts";
import { waivable } from "./waiver-block.ts";

/** What to do now: one line, absent where there is nothing to do. */
export function nextStep(verdict: Verdict): Markdown | undefined {
  switch (layoutOf(verdict)) {
    case "fail":
      return safe`**Next:** ${seeLocally(verdict)}${waiverHint(verdict)}.`;
    case "undecided":
      return undecidedStep(verdict);
    case "cannot_tell":
      return safe`Nothing is blocked by this: the policy says ${"not_proven: allow"}.`;
    case "error":
      return spentBeforeError(verdict);
    default:
      return undefined;
  }
}

function seeLocally(verdict: Verdict): Markdown {
  const sha = verdict.arms.baseline.sha;
  const base = sha !== undefined && /^[0-9a-f]{7,64}$/u.test(sha) ? ` --base ${sha.slice(0, 7)}` : "";
  const id = firstBroken(verdict);
  // An id goes into a command to be copied only where a shell reads it as one word.
  const only = id !== undefined && /^[\w./-]{1,128}$/u.test(id) && !id.startsWith("-") ? ` --case ${id}` : "";
  return safe`see it locally with ${codeSpan(`npx llm-o11y gate${base}${only}`, 240)}`;
}

function firstBroken(verdict: Verdict): string | undefined {
  const failing = failingRules(verdict);
  return (
    findRule({ ...verdict, rules: [...failing] }, "critical")?.cases?.[0] ??
    failing.find((rule) => (rule.cases?.length ?? 0) > 0)?.cases?.[0]
  );
}

function waiverHint(verdict: Verdict): Markdown {
  return waivable(failingRules(verdict)).length > 0
    ? safe`; or, where this is accepted, merge the waiver below first`
    : safe``;
}

const steps: Readonly<Record<string, Markdown>> = {
  judge: safe`mend the judge or its rubric on the base branch, then run again. Rule-scored results above stand`,
  budget: safe`raise ${"policy.budget"} on the base branch, or select fewer cases, then run again. What was done is kept`,
};

function undecidedStep(verdict: Verdict): Markdown {
  const [first] = unknownRules(verdict);
  if (first === undefined)
    return safe`**Next:** add cases or trials, or set ${"not_proven: allow"}. The policy blocks what is not proven.`;
  const step =
    steps[first.rule] ??
    safe`run the job again: trials that succeeded are kept, and only what is missing is run`;
  return safe`**Next:** ${step}. This is not a verdict on the change.`;
}

function spentBeforeError({ spend }: Verdict): Markdown {
  if (spend.calls === 0 && (spend.usd ?? 0) === 0) return safe`Nothing was evaluated, $0.00 spent.`;
  return safe`Stopped after ${spend.calls} calls; spent: ${plain(spend.usd === undefined ? "unknown" : usd(spend.usd))}.`;
}
