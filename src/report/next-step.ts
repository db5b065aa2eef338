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
  const id = firstBroken(verdict);
  const only = id !== undefined && isShellWord(id) ? ` --case ${id}` : "";
  return safe`see it locally with ${codeSpan(`npx llm-o11y ${again(verdict)}${only}`, 240)}`;
}

/** The command that reaches this verdict again: from the records that it was reached from, else by running both arms. */
function again({ arms: { baseline, candidate } }: Verdict): string {
  const records = [baseline.record, candidate.record].filter(
    (file) => file !== undefined && isShellWord(file),
  );
  if (records.length === 2) return `compare ${records.join(" ")}`;
  const { sha } = baseline;
  return sha !== undefined && /^[0-9a-f]{7,64}$/u.test(sha) ? `gate --base ${sha.slice(0, 7)}` : "gate";
}

/** A name goes into a command to be copied only where a shell reads it as one word. */
function isShellWord(name: string): boolean {
  return /^[\w./-]{1,128}$/u.test(name) && !name.startsWith("-");
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

const runAgain = safe`run the job again: trials that succeeded are kept, and only what is missing is run`;
const compareAgain = safe`record what is missing, then compare again`;

function undecidedStep(verdict: Verdict): Markdown {
  const [first] = unknownRules(verdict);
  if (first === undefined)
    return safe`**Next:** add cases or trials, or set ${"not_proven: allow"}. The policy blocks what is not proven.`;
  const step = steps[first.rule] ?? (verdict.spend.calls > 0 ? runAgain : compareAgain);
  return safe`**Next:** ${step}. This is not a verdict on the change.`;
}

function spentBeforeError({ spend }: Verdict): Markdown {
  if (spend.calls === 0 && (spend.usd ?? 0) === 0) return safe`Nothing was evaluated, $0.00 spent.`;
  return safe`Stopped after ${spend.calls} calls; spent: ${plain(spend.usd === undefined ? "unknown" : usd(spend.usd))}.`;
}
