import type { Rule } from "../experiment/verdict.ts";
import { fencedBlock, type Markdown } from "./untrusted.ts";

/** Days that a pasted waiver lives. */
const lifetimeDays = 14;
const mostCases = 50;
/** Evidence and the judge cannot be waived (contract, section 9). */
const notWaivable = new Set(["evidence", "judge"]);

/** Failing rules that a waiver may cover. */
export function waivable(rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(({ rule }) => !notWaivable.has(rule));
}

/**
 * `.llm-o11y/waivers.yml` with one waiver for each rule, ready to paste but for the reason and the name.
 * `today` is a date, `YYYY-MM-DD`; without it the expiry stays to be filled in.
 */
export function waiverBlock(rules: readonly Rule[], today?: string): Markdown {
  const entries = rules.map((rule) => waiverEntry(rule, today));
  return fencedBlock("yaml", ["version: 1", "waivers:", ...entries].join("\n"));
}

function waiverEntry(rule: Rule, today: string | undefined): string {
  const scoped = rule.rule === "critical" || rule.rule === "dataset" ? (rule.cases ?? []) : [];
  return [
    `  - id: ${waiverId(rule.rule, today)}`,
    `    rule: ${yamlString(rule.rule)}`,
    ...(scoped.length > 0 && scoped.length <= mostCases
      ? [`    cases: [${scoped.map(yamlString).join(", ")}]`]
      : []),
    "    reason: why this is accepted",
    '    approved_by: "@who-accepts-it"',
    `    expires: ${expiry(today) ?? "YYYY-MM-DD"}`,
  ].join("\n");
}

function waiverId(rule: string, today: string | undefined): string {
  const words = rule
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .slice(0, 40);
  return expiry(today) === undefined ? words : `${words}-${today}`;
}

function expiry(today: string | undefined): string | undefined {
  const start =
    today !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(today) ? Date.parse(`${today}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(start)
    ? undefined
    : new Date(start + lifetimeDays * 86_400_000).toISOString().slice(0, 10);
}

/** A YAML string that reads back as the same value: bare where it is plain, else quoted as JSON in ASCII. */
function yamlString(value: string): string {
  if (/^[a-z][\w/-]*$/iu.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value))
    return value;
  return JSON.stringify(value).replace(/[^\u0020-\u007e]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
